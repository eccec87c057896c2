import { fit } from "../_lib/fit.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean, spoken } from "../_lib/text.mjs";

const NAME = [[120, 1], [96, 1], [72, 1], [60, 2], [48, 3], [40, 4]];
const SHOUT = [[200, 1], [150, 1], [120, 1], [96, 2], [72, 2], [54, 3], [40, 5]];
const SHAPES = { "16:9": 16 / 9, "9:16": 9 / 16, "1:1": 1, "21:9": 64 / 27, "4:3": 4 / 3, "3:2": 3 / 2, "4:5": 4 / 5, "32:9": 32 / 9 };
const PASS = 4000; // ms from side to side
const FLASH = 500; // ms; two a second, below the three that harm
const FLASHES = 6;

/** What an output really shows: its edges, size, engine, colours, and that frames are drawn. It comes and goes by a cut. */
export default class TestCard extends OverlayGraphic {
  static url = import.meta.url;
  static fields = { label: "Test card", flash: 0, output: "" };
  #running = [];

  draw(data) {
    const { engine, name, output, shape, shout, size } = this.el;
    this.put("label", data.label);
    const words = clean(data.output);
    shout.hidden = false;
    for (const [part, steps] of [[output, NAME], [name, SHOUT]]) {
      part.hidden = words === "";
      spoken(part, words, data.lang);
      fit(part, words, steps);
    }
    shout.hidden = true;
    const [width, height] = [this.clientWidth, this.clientHeight];
    const dense = window.devicePixelRatio;
    size.textContent = `${Math.round(width * dense)} × ${Math.round(height * dense)}`;
    shape.textContent = [shaped(width / height), dense === 1 ? "" : `@${Math.round(dense * 100) / 100}×`].filter(Boolean).join("  ");
    engine.textContent = engines(navigator.userAgent);
  }

  absorb(data, was) {
    if (JSON.stringify({ ...data, flash: 0 }) !== JSON.stringify({ ...was, flash: 0 })) return false;
    this.#flash();
    return true;
  }

  aired() {
    const sweep = [{ transform: "none" }, { transform: "translateX(100%)" }];
    this.#running = [this.el.sweep.animate(sweep, { duration: PASS, iterations: Infinity, direction: "alternate" })];
  }

  left() {
    for (const running of this.#running.splice(0)) running.cancel();
    this.el.shout.hidden = true;
  }

  async #flash() {
    const { shout } = this.el;
    shout.hidden = false;
    const flashing = shout.animate([{ opacity: 1 }, { opacity: 1, offset: 0.5 }, { opacity: 0, offset: 0.5 }, { opacity: 0 }], {
      duration: FLASH,
      iterations: FLASHES,
    });
    const [sweep, before] = this.#running;
    this.#running = [sweep, flashing];
    before?.cancel();
    await flashing.finished.then(() => (shout.hidden = true), () => {});
  }
}

/** The name of a shape of picture, or its width to one of height. */
function shaped(ratio) {
  const known = Object.entries(SHAPES).find(([, wanted]) => Math.abs(ratio / wanted - 1) < 0.006);
  return known ? known[0] : `${ratio.toFixed(2)}:1`;
}

/** The engines a browser names, newest names first. */
function engines(agent) {
  const found = (pattern) => pattern.exec(agent)?.[1];
  const [obs, vmix, chromium, other] = [/OBS\/([\d.]+)/, /vMix\/([\d.]+)/, /(?:Chrome|Chromium)\/(\d+)/, /(Firefox\/\d+|Version\/[\d.]+(?= .*Safari))/].map(found);
  const named = [obs && `OBS ${obs}`, vmix && `vMix ${vmix}`, chromium && `Chromium ${chromium}`, !chromium && other?.replace("Version", "Safari").replace("/", " ")];
  return named.filter(Boolean).join("  ·  ");
}

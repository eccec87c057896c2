import { fit } from "../_lib/fit.mjs";
import { manner } from "../_lib/manner.mjs";
import { fade, Flip, rise, Run } from "../_lib/motion.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean, direction, spoken } from "../_lib/text.mjs";

const DONE = [[72, 1], [60, 1], [54, 2], [48, 3], [40, 4]];
const LONGEST = 99 * 3600;

/** 4:59, or 1:00:00 from an hour on; a second that has begun counts whole. */
export function written(ms) {
  const seconds = Math.min(Math.max(0, Math.ceil(ms / 1000)), LONGEST);
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const shown = minutes < 60 ? String(minutes) : `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
  return `${shown}:${two(seconds % 60)}`;
}

/** Minutes and seconds until a wall time; at the end words, or 0:00. It counts only while it can be seen. */
export default class Countdown extends OverlayGraphic {
  static url = import.meta.url;
  static fields = { label: "", seconds: 0, until: 0, done: "" };
  #until = 0; // 0: it stands still at its seconds until it is aired
  #seconds = 0;
  #cut = false;
  #widest = 0;
  #timer;
  #on = false;
  #given = 0;

  draw(data) {
    const { done, label, time } = this.el;
    this.#cut = data.motion === "cut";
    this.put("label", data.label);
    label.closest(".labelmask").hidden = label.hidden;
    const words = clean(data.done);
    spoken(done, words, data.lang);
    done.dir = direction(words);
    this.#wish(data);
    time.hidden = false;
    time.style.inlineSize = "";
    time.removeAttribute("data-fixed");
    time.textContent = written(this.#remaining());
    this.#widest = time.textContent.length;
    time.style.inlineSize = `${time.offsetWidth + 1}px`;
    time.toggleAttribute("data-fixed", true);
    done.hidden = false;
    fit(done, words, DONE);
    this.#face();
    if (this.#on) this.#tick();
  }

  /** Another time is counted to from where it stands, if its figures fit. */
  absorb(data, was) {
    const { until, seconds } = was;
    if (JSON.stringify({ ...data, until, seconds }) !== JSON.stringify(was)) return false;
    this.#wish(data);
    if (written(this.#remaining()).length > this.#widest || this.#over !== this.el.time.hidden) return false;
    this.#tick();
    return true;
  }

  aired() {
    this.#on = true;
    if (!this.#until) this.#until = Date.now() + this.#seconds * 1000;
    document.addEventListener("visibilitychange", this.#tick);
    this.#tick();
  }

  left() {
    this.#on = false;
    if (!this.#given) this.#until = 0;
    document.removeEventListener("visibilitychange", this.#tick);
    clearTimeout(this.#timer);
  }

  motion() {
    const { bar, clock, done, ground, labelBox, time } = this.el;
    return manner(this, { whole: clock, ground, bar, label: labelBox, words: [time, done] });
  }

  #wish({ until, seconds }) {
    if (until === this.#given && (until || seconds === this.#seconds)) return;
    this.#given = until;
    this.#seconds = seconds;
    this.#until = until || (this.#on ? Date.now() + seconds * 1000 : 0);
  }

  #remaining() {
    return this.#until ? this.#until - Date.now() : this.#seconds * 1000;
  }

  /** Whether words stand where the time was. */
  get #over() {
    return this.#remaining() <= 0 && this.el.done.textContent !== "";
  }

  #face() {
    this.el.time.hidden = this.#over;
    this.el.done.hidden = !this.#over;
  }

  #tick = () => {
    clearTimeout(this.#timer);
    if (!this.#on || document.hidden) return;
    const { time } = this.el;
    const left = this.#remaining();
    const words = written(left);
    if (time.firstChild.data !== words) time.firstChild.data = words;
    if (left > 0) this.#timer = setTimeout(this.#tick, ((left - 1) % 1000) + 1);
    else if (this.#over !== time.hidden) this.#end();
  };

  async #end() {
    const { done, time } = this.el;
    if (this.#cut) return this.#face();
    const away = new Run([fade(time, 1, 0, 140)], "forwards");
    await away.end();
    const plate = new Flip([...this.root.querySelectorAll("[data-flip]")]);
    this.#face();
    away.cancel();
    const back = new Run([rise(done, 420), ...plate.tracks(320)], "backwards");
    await back.end();
    back.cancel();
  }
}

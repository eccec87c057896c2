/**
 * What is next and what is on air: two monitors (frames of the overlay page itself), their tallies, and the keys that
 * move the show. A tally is filled only when an overlay page has echoed the take.
 *
 *   <air-desk> … </air-desk>     markup: control.html
 */
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { tally } from "./tally.js";
import { clock } from "./times.js";
import { token } from "./token.js";
import { say } from "./words.js";

const FRAMES = { preview: "/overlay?preview", program: "/overlay?output=program-monitor" };
const ROOM = matchMedia("(min-width: 700px)");

class AirDesk extends Part {
  ready() {
    ROOM.addEventListener("change", () => this.#monitors());
    setInterval(() => crew.view && this.#tick(), 1000);
  }

  draw() {
    const { next, queued, on_air: onAir, layers } = crew.view;
    const cued = next[0] ?? queued[0];
    const [question] = onAir;
    const { state, why } = tally();
    this.el.program.parentElement.dataset.state = this.el.airTally.dataset.state = state;
    this.el.preview.parentElement.dataset.state = this.el.cueTally.dataset.state = cued ? (next[0] ? "cued" : "head") : "off";
    this.set({
      cueName: cued ? cued.name || cued.text : say("nothingNext"),
      airName: question ? question.name || question.text : say(layers.length ? "onlyGraphics" : "nothingOnAir"),
      why: why !== "",
      whyText: why,
      cueLabel: say(next[0] ? "cued" : "upNext"),
      airLabel: say(["sent", "amber"].includes(state) ? "taken" : "onAir"),
      latched: crew.view.panic,
    });
    this.#monitors();
    this.#tick();
  }

  #tick() {
    const picture = crew.view.layers.find(({ question }) => question);
    this.set({ since: picture ? clock(picture.at) : "" });
  }

  /** Frames cost a browser's memory: only for who may take, and only where there is room for them. */
  #monitors() {
    const shown = ROOM.matches && crew.may.has("take");
    for (const [name, address] of Object.entries(FRAMES)) {
      const frame = this.el[name];
      if (shown && !frame.hasAttribute("src")) frame.src = `${address}#${token()}`;
      if (!shown && frame.hasAttribute("src")) frame.removeAttribute("src");
    }
  }
}

customElements.define("air-desk", AirDesk);

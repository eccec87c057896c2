/**
 * Base of our graphics: an EBU OGraf v1 graphic, a web component without framework.
 *
 *   export default class Strap extends OverlayGraphic {
 *     static url = import.meta.url;              graphic.html and graphic.css lie beside it
 *     static fields = { text: "", votes: 0 };    what it takes, with the values for "not given"
 *     draw(data) {…}                             words into this.el, and fit; may set this.pages
 *     motion() { return { in, out, swapOut, swapIn }; }
 *   }
 *
 * How commands become movement: play.mjs. Those of OGraf, and what a graphic may say for itself, are here.
 */
import { DONE, Play } from "./play.mjs";
import { targetStep } from "./step.mjs";
import { clean, spoken } from "./text.mjs";

export class OverlayGraphic extends HTMLElement {
  static url;
  static fields = {};
  static stepCount = 1;
  static loops = true; // after the last page comes the first again; else the last one stays

  el = {};
  pages = [];
  page = 0;
  #play = new Play(this);

  // -- OGraf

  async load({ data, renderType = "realtime" } = {}) {
    if (renderType !== "realtime") return { statusCode: 400, statusMessage: "This graphic plays in real time only." };
    const root = await this.#play.load();
    this.el = Object.fromEntries([...root.querySelectorAll("[data-el]")].map((node) => [node.dataset.el, node]));
    this.root = root;
    this.#play.take(data);
    return this.#play.settled(true);
  }

  async dispose() {
    await this.#play.end();
    this.root?.replaceChildren();
    this.root = undefined;
    return DONE;
  }

  async playAction({ goto, delta, skipAnimation } = {}) {
    this.#play.step = targetStep(this.#play.step, this.constructor.stepCount, { goto, delta });
    const answer = await this.#play.settled(skipAnimation);
    return this.#play.step === undefined ? answer : { ...answer, currentStep: this.#play.step };
  }

  async stopAction({ skipAnimation } = {}) {
    this.#play.step = undefined;
    return this.#play.settled(skipAnimation);
  }

  async updateAction({ data, skipAnimation } = {}) {
    this.#play.take(data);
    return this.#play.settled(skipAnimation);
  }

  async customAction({ id } = {}) {
    return { statusCode: 404, statusMessage: `This graphic has no action “${id}”.` };
  }

  // -- for our overlay page

  /** Resolves when what was last wished for is in the picture, though parts may still be moving. */
  drawn() {
    return this.#play.drawn();
  }

  // -- for a graphic

  /** Whether nothing may move now: moves are cut, or nobody sees them. */
  get still() {
    return this.#play.still();
  }

  /** What the data needs before it can be drawn, such as pictures; as short a wait as can be. */
  async ready() {}

  draw() {}

  turn() {}

  motion() {
    return { in: [], out: [], swapOut: [], swapIn: [] };
  }

  /** New data while it is on: true if the graphic has put it into the picture itself, where it stands. */
  absorb() {
    return false;
  }

  /** It is in the picture from now on (clocks and tickers start), and no longer (they end). */
  aired() {}

  left() {}

  /** People's words into a part, which is hidden while it has none. */
  put(name, value) {
    const part = this.el[name];
    part.textContent = clean(value);
    part.hidden = part.textContent === "";
    spoken(part, part.textContent);
    return part.textContent;
  }
}

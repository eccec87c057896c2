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
 * A command changes only what is wished for; one loop brings the picture to the newest wish, turning round
 * half-way where it must. So the last command wins, in whatever order and number they come, and all resolve.
 */
import { tints } from "./colour.mjs";
import { fonts, markup, sheet, within } from "./files.mjs";
import { brand, branded } from "./logo.mjs";
import { Flip, Run } from "./motion.mjs";
import { targetStep } from "./step.mjs";
import { clean, readingMs, spoken } from "./text.mjs";
import { coerced } from "./values.mjs";

const HERE = import.meta.url;
// `edition`: of the themes' files; our overlay page gives it where they were saved while it stood.
const COMMON = { theme: "studio", motion: "full", accent: "", dir: "ltr", lang: "", edition: "" };
const DONE = { statusCode: 200 };
const PATIENCE = 1500; // for fonts: then the words come in whatever face there is
const REFIT = 150;

export class OverlayGraphic extends HTMLElement {
  static url;
  static fields = {};
  static stepCount = 1;
  static loops = true; // after the last page comes the first again; else the last one stays

  el = {};
  pages = [];
  page = 0;
  #data = {};
  #step; // wished for; undefined is off
  #skip = true;
  #page = 0;
  #shown = false; // and what is there
  #words = "";
  #drawn = {};
  #theme = "";
  #settling;
  #wake = () => {};
  #seen = [];
  #turning;

  // -- OGraf

  async load({ data, renderType = "realtime" } = {}) {
    if (renderType !== "realtime") return { statusCode: 400, statusMessage: "This graphic plays in real time only." };
    const at = (path) => new URL(path, this.constructor.url).href;
    const files = [markup(at("./graphic.html")), sheet(new URL("./stage.css", HERE).href), sheet(at("./graphic.css"))];
    const [nodes, ...sheets] = await Promise.all([...files, fonts(new URL("../_fonts/fonts.css", HERE).href)]);
    this.root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.sheets = sheets.slice(0, 2);
    this.root.adoptedStyleSheets = this.sheets;
    this.root.replaceChildren(nodes);
    this.el = Object.fromEntries([...this.root.querySelectorAll("[data-el]")].map((node) => [node.dataset.el, node]));
    window.addEventListener("resize", this.#resized);
    this.#words = this.#theme = "";
    this.#take(data);
    return this.#settled();
  }

  async dispose() {
    window.removeEventListener("resize", this.#resized);
    clearTimeout(this.#turning);
    this.#step = undefined;
    this.#skip = true;
    await this.#settled();
    this.root?.replaceChildren();
    this.root = undefined;
    return DONE;
  }

  async playAction({ goto, delta, skipAnimation = false } = {}) {
    this.#step = targetStep(this.#step, this.constructor.stepCount, { goto, delta });
    this.#skip = this.#still(skipAnimation);
    const answer = await this.#settled();
    return this.#step === undefined ? answer : { ...answer, currentStep: this.#step };
  }

  async stopAction({ skipAnimation = false } = {}) {
    this.#step = undefined;
    this.#skip = this.#still(skipAnimation);
    return this.#settled();
  }

  async updateAction({ data, skipAnimation = false } = {}) {
    this.#take(data);
    this.#skip = this.#still(skipAnimation);
    return this.#settled();
  }

  async customAction({ id } = {}) {
    return { statusCode: 404, statusMessage: `This graphic has no action “${id}”.` };
  }

  // -- for our overlay page

  /** Resolves when what was last wished for is in the picture, though parts may still be moving. */
  drawn() {
    return this.#due() ? new Promise((resolve) => this.#seen.push(resolve)) : Promise.resolve();
  }

  // -- for a graphic

  /** Whether nothing may move now: moves are cut, or nobody sees them. */
  get still() {
    return this.#still(false);
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

  // -- within

  #take(data) {
    const given = data && typeof data === "object" ? data : {};
    const before = this.#wish();
    for (const [name, unset] of Object.entries({ ...COMMON, ...this.constructor.fields })) {
      if (name in given) this.#data[name] = coerced(given[name], unset);
      else this.#data[name] ??= unset;
    }
    if (this.#wish() !== before) this.#page = 0;
  }

  #still(skip) {
    return skip === true || skip === "true" || this.#data.motion === "cut" || document.hidden;
  }

  #wish() {
    return JSON.stringify(this.#data);
  }

  /** What has to be done next, if anything. */
  #due() {
    const on = this.#step !== undefined;
    if (!this.root) return undefined;
    if (!this.#shown && this.#words !== this.#wish()) return this.#redraw;
    if (on !== this.#shown) return this.#cross;
    if (on && (this.#words !== this.#wish() || this.#page !== this.page)) return this.#swap;
    return undefined;
  }

  /** A command may come when the loop has just found nothing more to do, and has not ended yet: then it goes round again. */
  async #settled() {
    this.#wake();
    for (;;) {
      this.#settling ??= this.#settle().finally(() => (this.#settling = undefined));
      const answer = await this.#settling;
      if (answer !== DONE || !this.#due()) return answer;
    }
  }

  async #settle() {
    clearTimeout(this.#turning);
    try {
      for (let due = this.#due(); due; due = this.#due()) await due.call(this);
    } catch (fault) {
      for (const resolve of this.#seen.splice(0)) resolve();
      return { statusCode: 500, statusMessage: fault.message };
    }
    this.#tell();
    this.#turnLater();
    return DONE;
  }

  /** Whether the promise came before a new command did. */
  #undisturbed(promise) {
    const command = new Promise((resolve) => (this.#wake = () => resolve(false)));
    return Promise.race([promise.then(() => true), command]);
  }

  async #prepare() {
    const theme = this.#data.theme.replace(/[^a-z0-9-]/g, "");
    const edition = this.#data.edition.replace(/[^a-z0-9]/g, "");
    if (`${theme} ${edition}` !== this.#theme) await this.#dress(theme, edition);
    await Promise.all([this.ready(this.#data), this.#faces()]);
  }

  async #faces() {
    if (!this.isConnected) return;
    const words = new Set(JSON.stringify(this.#data)); // each letter once, those of lists too
    const families = getComputedStyle(this).fontFamily.split(",");
    const loading = families.map((name) => document.fonts.load(`600 40px ${name}`, [...words].join("")));
    await Promise.all([within(PATIENCE, Promise.allSettled(loading)), brand(this)]); // one that fails stops no other
  }

  async #dress(theme, edition) {
    const look = (name) => sheet(new URL(`../_themes/${name}.css${edition && `?${edition}`}`, HERE).href);
    const worn = await look(theme).catch(() => {
      console.error(`There is no theme “${theme}”: “studio” is used.`);
      return look("studio");
    });
    this.root.adoptedStyleSheets = [...this.sheets, worn];
    this.#theme = `${theme} ${edition}`;
  }

  /** The show's accent in place of the theme's, and its shades that can be read. */
  #tint(accent) {
    const plate = accent && getComputedStyle(this).getPropertyValue("--ov-plate");
    for (const [name, colour] of Object.entries(tints(accent, plate))) this.style.setProperty(name, colour);
  }

  async #redraw() {
    await this.#prepare();
    this.#inscribe();
  }

  #inscribe() {
    if (this.#words === this.#wish()) {
      this.page = this.#page;
    } else {
      this.#words = this.#wish();
      this.dir = this.#data.dir === "rtl" ? "rtl" : "ltr";
      spoken(this, "", this.#data.lang);
      this.#tint(this.#data.accent);
      this.page = this.#page = 0;
      this.pages = [];
      this.#drawn = { ...this.#data };
      this.draw(this.#data);
    }
    this.turn(this.page);
    this.#tell();
  }

  /** On or off, whichever is wished, and the other way again when that changes meanwhile. */
  async #cross() {
    let on = !this.#shown;
    const tracks = () => [...(on ? this.motion().in : this.motion().out), ...branded(this.el, on)];
    const run = this.#skip ? undefined : new Run(tracks(), on ? "backwards" : "forwards");
    this.#shown = true;
    this.toggleAttribute("data-on", true);
    if (on) this.aired();
    this.#tell();
    while (run && !this.#skip) {
      if (on !== (this.#step !== undefined)) {
        run.turn();
        on = !on;
      } else if (on && this.#words !== this.#wish()) {
        if (!(await this.#undisturbed(this.#prepare()))) continue;
        if (!this.#absorbed()) this.#inscribe();
      }
      if (await this.#undisturbed(run.end())) break;
    }
    if (this.#skip) on = this.#step !== undefined;
    if (!on) this.#hide();
    run?.cancel();
  }

  #hide() {
    this.toggleAttribute("data-on", false);
    this.#shown = false;
    this.left();
    this.#tell();
  }

  /** Other words on the plate that stands. */
  async #swap() {
    if (!(await this.#undisturbed(this.#prepare()))) return; // the newest command may want something else
    if (this.#absorbed()) return undefined;
    if (this.#skip) return this.#inscribe();
    const { swapOut, swapIn } = this.motion();
    const away = new Run(swapOut, "forwards");
    const gone = await this.#undisturbed(away.end());
    if (gone || this.#step !== undefined) {
      const plate = new Flip([...this.root.querySelectorAll("[data-flip]")]);
      this.#inscribe();
      away.cancel();
      const back = new Run([...swapIn, ...(this.#skip ? [] : plate.tracks(320))], "backwards");
      if (!this.#skip) await this.#undisturbed(back.end());
      back.cancel();
    }
    away.cancel();
  }

  #absorbed() {
    const looks = Object.keys(COMMON).some((name) => this.#data[name] !== this.#drawn[name]);
    const fitted = this.#words !== "" && this.#words !== this.#wish(); // "": the frame has another size
    if (looks || !fitted || !this.absorb(this.#data, this.#drawn)) return false;
    this.#words = this.#wish();
    this.#drawn = { ...this.#data };
    this.#tell();
    return true;
  }

  #tell() {
    if (this.#due()) return;
    for (const resolve of this.#seen.splice(0)) resolve();
  }

  #turnLater() {
    const last = !this.constructor.loops && this.page >= this.pages.length - 1;
    if (!this.#shown || this.pages.length < 2 || last) return;
    this.#turning = setTimeout(() => {
      this.#page = (this.page + 1) % this.pages.length;
      this.#skip = this.#still(false);
      this.#settled();
    }, readingMs(this.pages[this.page]));
  }

  #resized = () => {
    clearTimeout(this.#refitting);
    this.#refitting = setTimeout(() => {
      this.#words = "";
      this.#skip = true;
      this.#settled();
    }, REFIT);
  };
  #refitting;
}

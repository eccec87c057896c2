/**
 * What a graphic is wished to show, and the way there: a command changes only the wish; one loop brings the picture to
 * the newest one, turning round half-way where it must. So the last command wins, in whatever order and number they
 * come, and all resolve.
 *
 *   const play = new Play(graphic);
 *   graphic.root = await play.load();
 *   play.take(data); play.to(0);                   the wish; `to(undefined)` is off
 *   await play.settled(skip)                       → OGraf's answer, when the picture is what is wished for
 *   await play.drawn()                             it is in the picture, though parts may still be moving
 */
import { Dress } from "./dress.mjs";
import { branded } from "./logo.mjs";
import { Flip, Run } from "./motion.mjs";
import { readingMs, spoken } from "./text.mjs";
import { Wish } from "./values.mjs";

// `edition`: of the themes' files; our overlay page gives it where they were saved while it stood.
const COMMON = { theme: "studio", motion: "full", accent: "", dir: "ltr", lang: "", edition: "" };
const REFIT = 150;

export const DONE = { statusCode: 200 };

export class Play {
  step; // wished for; undefined is off
  #graphic;
  #dress;
  #wish;
  #skip = true;
  #page = 0;
  #shown = false; // and what is there
  #words = "";
  #drawn = {};
  #settling;
  #wake = () => {};
  #seen = [];
  #turning;
  #refitting;

  constructor(graphic) {
    this.#graphic = graphic;
    this.#dress = new Dress(graphic, graphic.constructor.url);
    this.#wish = new Wish({ ...COMMON, ...graphic.constructor.fields });
  }

  async load() {
    const root = await this.#dress.load();
    this.#words = "";
    window.addEventListener("resize", this.#resized);
    return root;
  }

  end() {
    window.removeEventListener("resize", this.#resized);
    clearTimeout(this.#turning);
    this.step = undefined;
    return this.settled(true);
  }

  take(data) {
    if (this.#wish.take(data)) this.#page = 0;
  }

  /** Whether nothing may move: it is said so, moves are cut, or nobody sees them. */
  still(skip = false) {
    return skip === true || skip === "true" || this.#data.motion === "cut" || document.hidden;
  }

  drawn() {
    return this.#due() ? new Promise((resolve) => this.#seen.push(resolve)) : Promise.resolve();
  }

  /** A command may come when the loop has just found nothing more to do, and has not ended yet: then it goes round again. */
  async settled(skip) {
    this.#skip = this.still(skip);
    this.#wake();
    for (;;) {
      this.#settling ??= this.#settle().finally(() => (this.#settling = undefined));
      const answer = await this.#settling;
      if (answer !== DONE || !this.#due()) return answer;
    }
  }

  // -- the loop

  get #data() {
    return this.#wish.data;
  }

  /** What has to be done next, if anything. */
  #due() {
    const on = this.step !== undefined;
    if (!this.#graphic.root) return undefined;
    if (!this.#shown && this.#words !== this.#wish.key) return this.#redraw;
    if (on !== this.#shown) return this.#cross;
    if (on && (this.#words !== this.#wish.key || this.#page !== this.#graphic.page)) return this.#swap;
    return undefined;
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
    await Promise.all([this.#graphic.ready(this.#data), this.#dress.wear(this.#data)]);
  }

  async #redraw() {
    await this.#prepare();
    this.#inscribe();
  }

  #inscribe() {
    if (this.#words === this.#wish.key) {
      this.#graphic.page = this.#page;
    } else {
      this.#words = this.#wish.key;
      this.#graphic.dir = this.#data.dir === "rtl" ? "rtl" : "ltr";
      spoken(this.#graphic, "", this.#data.lang);
      this.#dress.tint(this.#data.accent);
      this.#graphic.page = this.#page = 0;
      this.#graphic.pages = [];
      this.#drawn = { ...this.#data };
      this.#graphic.draw(this.#data);
    }
    this.#graphic.turn(this.#graphic.page);
    this.#tell();
  }

  /** On or off, whichever is wished, and the other way again when that changes meanwhile. */
  async #cross() {
    let on = !this.#shown;
    const tracks = () => [...(on ? this.#graphic.motion().in : this.#graphic.motion().out), ...branded(this.#graphic.el, on)];
    const run = this.#skip ? undefined : new Run(tracks(), on ? "backwards" : "forwards");
    this.#shown = true;
    this.#graphic.toggleAttribute("data-on", true);
    if (on) this.#graphic.aired();
    this.#tell();
    while (run && !this.#skip) {
      if (on !== (this.step !== undefined)) {
        run.turn();
        on = !on;
      } else if (on && this.#words !== this.#wish.key) {
        if (!(await this.#undisturbed(this.#prepare()))) continue;
        if (!this.#absorbed()) this.#inscribe();
      }
      if (await this.#undisturbed(run.end())) break;
    }
    if (this.#skip) on = this.step !== undefined;
    if (!on) this.#hide();
    run?.cancel();
  }

  #hide() {
    this.#graphic.toggleAttribute("data-on", false);
    this.#shown = false;
    this.#graphic.left();
    this.#tell();
  }

  /** Other words on the plate that stands. */
  async #swap() {
    if (!(await this.#undisturbed(this.#prepare()))) return; // the newest command may want something else
    if (this.#absorbed()) return undefined;
    if (this.#skip) return this.#inscribe();
    const { swapOut, swapIn } = this.#graphic.motion();
    const away = new Run(swapOut, "forwards");
    const gone = await this.#undisturbed(away.end());
    if (gone || this.step !== undefined) {
      const plate = new Flip([...this.#graphic.root.querySelectorAll("[data-flip]")]);
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
    const fitted = this.#words !== "" && this.#words !== this.#wish.key; // "": the frame has another size
    if (looks || !fitted || !this.#graphic.absorb(this.#data, this.#drawn)) return false;
    this.#words = this.#wish.key;
    this.#drawn = { ...this.#data };
    this.#page = this.#graphic.page; // it stays where it is read
    this.#tell();
    return true;
  }

  #tell() {
    if (this.#due()) return;
    for (const resolve of this.#seen.splice(0)) resolve();
  }

  #turnLater() {
    const last = !this.#graphic.constructor.loops && this.#graphic.page >= this.#graphic.pages.length - 1;
    if (!this.#shown || this.#graphic.pages.length < 2 || last) return;
    this.#turning = setTimeout(() => {
      this.#page = (this.#graphic.page + 1) % this.#graphic.pages.length;
      this.settled();
    }, readingMs(this.#graphic.pages[this.#graphic.page]));
  }

  #resized = () => {
    clearTimeout(this.#refitting);
    this.#refitting = setTimeout(() => {
      this.#words = "";
      this.settled(true);
    }, REFIT);
  };
}

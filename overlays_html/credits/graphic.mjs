import { fit } from "../_lib/fit.mjs";
import { manner } from "../_lib/manner.mjs";
import { fade } from "../_lib/motion.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean, direction, readingMs, spoken } from "../_lib/text.mjs";

const MOST = 100;
const AT_ONCE = 4;
const WORDS = [[44, 2], [40, 4], [40, 8]];
const THANKS = [[72, 2], [60, 3], [48, 4], [40, 8]];
const TITLE = [[48, 1], [40, 2]];

/** The questions that were starred and who asked them, sheet by sheet; the thanks stand on the last, which stays. */
export default class Credits extends OverlayGraphic {
  static url = import.meta.url;
  static fields = { title: "", thanks: "", items: [] };
  #sheets = [[]];
  #sheet = 0;
  #asked = [];
  #thanks = "";
  #cut = false;
  #timer;
  #turning;

  draw(data) {
    const { content, plate, title } = this.el;
    const words = clean(data.title);
    content.dir = direction(words || clean(data.items[0]?.text) || clean(data.thanks));
    title.hidden = words === "";
    spoken(title, words, data.lang);
    if (!fit(title, words, TITLE)) title.toggleAttribute("data-cut", true);
    this.#asked = questions(data.items);
    this.#thanks = clean(data.thanks);
    this.#cut = data.motion === "cut";
    plate.hidden = words === "" && this.#thanks === "" && this.#asked.length === 0;
    this.#divide();
    this.#show(0);
  }

  turn() {
    if (this.hasAttribute("data-on")) this.#later();
  }

  absorb(data, was) {
    if (data.title !== was.title || data.thanks !== was.thanks || this.el.plate.hidden) return false;
    const before = JSON.stringify(this.#sheets[this.#sheet]);
    this.#asked = questions(data.items);
    this.#divide();
    const sheet = Math.min(this.#sheet, this.#sheets.length - 1);
    if (JSON.stringify(this.#sheets[sheet]) !== before) this.#show(sheet);
    this.#later();
    return true;
  }

  aired() {
    this.#later();
  }

  left() {
    clearTimeout(this.#timer);
    this.#turning?.cancel();
  }

  motion() {
    const { bar, ground, list, titleBox, whole } = this.el;
    const made = manner(this, { whole, ground, bar, words: [] });
    const parts = [titleBox, list];
    return {
      in: [...made.in, ...parts.map((part, index) => fade(part, 0, 1, 320, 260 + 90 * index))],
      out: [...parts.map((part) => fade(part, 1, 0, 140)), ...made.out],
      swapOut: parts.map((part) => fade(part, 1, 0, 140)),
      swapIn: parts.map((part) => fade(part, 0, 1, 320)),
    };
  }

  // -- sheets

  /** As many questions on a sheet as there is room for; the thanks have the last for themselves. */
  #divide() {
    const sheets = [];
    for (let rest = this.#asked; rest.length; ) {
      let count = Math.min(AT_ONCE, rest.length);
      while (count > 1 && !this.#holds(rest.slice(0, count))) count--;
      sheets.push(rest.slice(0, count));
      rest = rest.slice(count);
    }
    if (this.#thanks || sheets.length === 0) sheets.push([{ thanks: this.#thanks }]);
    this.#sheets = sheets;
  }

  #holds(sheet) {
    this.#fill(sheet);
    return this.el.whole.offsetHeight <= this.el.room.clientHeight;
  }

  #show(sheet) {
    this.#sheet = sheet;
    this.#fill(this.#sheets[sheet]);
    this.el.leaf.textContent = `${sheet + 1}/${this.#sheets.length}`;
    this.el.leaf.hidden = this.#sheets.length < 2;
    this.el.titleBox.hidden = this.el.leaf.hidden && this.el.title.hidden;
  }

  #fill(sheet) {
    const { entry, list } = this.el;
    list.replaceChildren();
    for (const { text, name, thanks } of sheet) {
      const row = entry.content.firstElementChild.cloneNode(true);
      const [words, who] = [".text", ".name"].map((part) => row.querySelector(part));
      list.append(row);
      row.toggleAttribute("data-thanks", thanks !== undefined);
      const said = thanks ?? text;
      row.dir = direction(said);
      spoken(words, said);
      row.toggleAttribute("data-cut", !fit(words, said, thanks === undefined ? WORDS : THANKS));
      who.textContent = name ?? "";
      who.hidden = !name;
    }
  }

  #later() {
    clearTimeout(this.#timer);
    if (this.#sheet >= this.#sheets.length - 1) return;
    const words = this.#sheets[this.#sheet].map(({ text, name }) => `${text} ${name}`).join(" ");
    this.#timer = setTimeout(() => this.#next(), readingMs(words));
  }

  async #next() {
    const still = this.#cut || document.hidden;
    if (!still) await this.#faded(1, 0, 160);
    if (!this.hasAttribute("data-on")) return;
    this.#show(Math.min(this.#sheet + 1, this.#sheets.length - 1));
    this.#turning?.cancel();
    if (!still) this.#faded(0, 1, 360);
    this.#later();
  }

  /** A sheet that goes or comes; a page that draws nothing holds nobody up. */
  #faded(from, to, duration) {
    this.#turning = this.el.list.animate([{ opacity: from }, { opacity: to }], { duration, fill: "both" });
    const over = new Promise((resolve) => setTimeout(resolve, duration + 300));
    return Promise.race([this.#turning.finished.catch(() => {}), over]);
  }
}

const questions = (items) =>
  items
    .filter((item) => item && typeof item === "object")
    .map(({ id, text, name }) => ({ id: String(id ?? ""), text: clean(text), name: clean(name) }))
    .filter(({ text }) => text)
    .slice(0, MOST);

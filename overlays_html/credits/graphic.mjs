import { fit, paged } from "../_lib/fit.mjs";
import { manner } from "../_lib/manner.mjs";
import { fade } from "../_lib/motion.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean, direction, spoken } from "../_lib/text.mjs";

const MOST = 100; // questions
const WORDS = [[44, 2], [40, 5]];
const LAST = 40;
const LINE = 1.22; // stage.css
const THANKS = [[96, 2], [80, 2], [64, 3], [52, 4], [44, 6], [40, 8]];
const TITLE = [[48, 1], [40, 2]];

/** The questions that were starred and who asked them, sheet by sheet; the thanks are the last, which stays. */
export default class Credits extends OverlayGraphic {
  static url = import.meta.url;
  static fields = { title: "", thanks: "", items: [] };
  static loops = false;
  #sheets = [];

  draw(data) {
    const { content, plate, title } = this.el;
    const words = clean(data.title);
    content.dir = direction(words || clean(data.items[0]?.text) || clean(data.thanks));
    title.hidden = words === "";
    spoken(title, words, data.lang);
    title.toggleAttribute("data-cut", !fit(title, words, TITLE));
    plate.hidden = words === "" && clean(data.thanks) === "" && questions(data.items).length === 0;
    this.#divide(data);
  }

  turn(page) {
    const { leaf, title, titleBox, whole } = this.el;
    leaf.textContent = `${page + 1}/${this.#sheets.length}`;
    leaf.hidden = this.#sheets.length < 2;
    titleBox.hidden = leaf.hidden && title.hidden;
    whole.toggleAttribute("data-full", !leaf.hidden);
    this.#fill(this.#sheets[page] ?? []);
  }

  /** A star given or taken while they are on: the sheet that is read stays, but for what it says. */
  absorb(data, was) {
    if (data.title !== was.title || data.thanks !== was.thanks || this.el.plate.hidden) return false;
    const before = JSON.stringify([this.#sheets[this.page], this.#sheets.length]);
    this.#divide(data);
    const page = Math.min(this.page, this.#sheets.length - 1);
    if (JSON.stringify([this.#sheets[page], this.#sheets.length]) !== before) this.turn(page);
    return true;
  }

  motion() {
    const { bar, ground, list, titleBox, whole } = this.el;
    const made = manner(this, { whole, ground, bar, words: [] });
    return {
      in: [...made.in, fade(titleBox, 0, 1, 320, 240), fade(list, 0, 1, 320, 330)],
      out: [fade(titleBox, 1, 0, 140), fade(list, 1, 0, 140), ...made.out],
      swapOut: [fade(list, 1, 0, 160)],
      swapIn: [fade(list, 0, 1, 360)],
    };
  }

  // -- sheets

  /** As few sheets as there is room for, about equally full; the thanks have the last for themselves. */
  #divide({ items, thanks }) {
    this.el.titleBox.hidden = this.el.leaf.hidden = false;
    const room = this.#room();
    const entries = questions(items).flatMap((entry) => this.#measured(entry, room));
    const fewest = sheetsOf(entries, room).length;
    const total = entries.reduce((sum, { high }) => sum + high, 0);
    const even = [1.05, 1.15, 1.3].map((slack) => sheetsOf(entries, Math.min(room, (total / fewest) * slack)));
    this.#sheets = even.find((sheets) => sheets.length === fewest) ?? sheetsOf(entries, room);
    if (clean(thanks) || entries.length === 0) this.#sheets.push([{ text: clean(thanks), name: "", thanks: true }]);
    this.pages = this.#sheets.map((sheet) => sheet.map(({ text, name }) => `${text} ${name}`).join(" "));
  }

  /** Pixels for entries. */
  #room() {
    const { content, room, titleBox } = this.el;
    const { paddingBlockStart, paddingBlockEnd } = getComputedStyle(content);
    return room.clientHeight - titleBox.offsetHeight - parseFloat(paddingBlockStart) - parseFloat(paddingBlockEnd);
  }

  /** The entry with its height; in pieces where it is higher than the room. */
  #measured(entry, room) {
    const row = this.#fill([entry])[0];
    const high = row.offsetHeight;
    if (high <= room) return [{ ...entry, high }];
    const text = row.querySelector(".text");
    const line = parseFloat(getComputedStyle(text).fontSize) * LINE;
    const lines = Math.max(1, Math.floor((room - high + text.offsetHeight) / line));
    const pieces = paged(text, entry.text, [[LAST, lines]]);
    return pieces.map((piece, index) => ({ text: piece, name: index < pieces.length - 1 ? "" : entry.name, high: room }));
  }

  #fill(sheet) {
    const { entry, list } = this.el;
    const rows = sheet.map(() => entry.content.firstElementChild.cloneNode(true));
    list.replaceChildren(...rows);
    sheet.forEach(({ text, name, thanks }, index) => {
      const row = rows[index];
      const [words, who] = [".text", ".name"].map((part) => row.querySelector(part));
      row.toggleAttribute("data-thanks", thanks === true);
      row.dir = direction(text || name);
      spoken(words, text);
      row.toggleAttribute("data-cut", !fit(words, text, thanks ? THANKS : WORDS) && thanks === true);
      who.textContent = name;
      who.hidden = name === "";
    });
    return rows;
  }
}

/** Entries one after the other, each sheet no higher than that. */
function sheetsOf(entries, room) {
  const sheets = [];
  let left = 0;
  for (const entry of entries) {
    if (entry.high > left || sheets.length === 0) {
      sheets.push([]);
      left = room;
    }
    sheets[sheets.length - 1].push(entry);
    left -= entry.high;
  }
  return sheets;
}

const questions = (items) =>
  items
    .filter((item) => item && typeof item === "object")
    .map(({ text, name }) => ({ text: clean(text), name: clean(name) }))
    .filter(({ text }) => text)
    .slice(0, MOST);

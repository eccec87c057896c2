import { fit, paged } from "../_lib/fit.mjs";
import { manner } from "../_lib/manner.mjs";
import { fade } from "../_lib/motion.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean, direction, spoken } from "../_lib/text.mjs";

const MOST = 100; // questions
const WORDS = [[44, 2], [40, 5]];
const LAST = 40;
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
    this.#stack(this.#divide(data));
  }

  turn(page) {
    const { leaf, title, titleBox, whole } = this.el;
    leaf.textContent = `${page + 1}/${this.#sheets.length}`;
    leaf.hidden = this.#sheets.length < 2;
    titleBox.hidden = leaf.hidden && title.hidden;
    whole.toggleAttribute("data-full", !leaf.hidden);
    this.#fill(this.#sheets[page] ?? []);
  }

  /** A star given or taken while they are on: the sheet that is read stays, but for what was withdrawn. */
  absorb(data, was) {
    if (data.title !== was.title || data.thanks !== was.thanks || this.el.plate.hidden) return false;
    const sheets = this.#revised(data);
    if (sheets) this.#stack(sheets);
    this.turn(this.page); // what was measured stood in the picture's place
    return sheets !== undefined;
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

  #divide({ items, thanks }) {
    this.el.titleBox.hidden = this.el.leaf.hidden = false;
    const sheets = this.#evenly(questions(items));
    const last = { key: "", of: "", text: clean(thanks), name: "", thanks: true };
    return last.text || sheets.length === 0 ? [...sheets, [last]] : sheets;
  }

  /** All anew, if what is read stays on its sheet; else new ones come on sheets after it. Undefined: nothing is left of it. */
  #revised(data) {
    const now = new Map(questions(data.items).map((entry) => [entry.key, entry]));
    const stays = ({ key, of, thanks }) => thanks || now.get(key)?.text === of;
    const kept = this.#sheets.slice(0, this.page + 1).map((sheet) => sheet.filter(stays));
    const read = kept[this.page];
    const anew = this.#divide(data);
    const together = anew[this.page] ?? [];
    if (read.length === 0) return undefined;
    if (read.every(({ key }) => together.some((entry) => entry.key === key))) return anew;
    if (read[0].thanks) return kept; // nobody comes after the thanks
    const shown = new Set(kept.flat().map(({ key }) => key));
    const later = [...now.values()].filter(({ key }) => !shown.has(key));
    return [...kept, ...this.#evenly(later), ...anew.slice(-1).filter(([entry]) => entry.thanks)];
  }

  #stack(sheets) {
    this.#sheets = sheets;
    this.pages = sheets.map((sheet) => sheet.map(({ text, name }) => `${text} ${name}`).join(" "));
  }

  /** As few sheets as there is room for, about equally full. */
  #evenly(asked) {
    const room = this.#room();
    const entries = asked.flatMap((entry) => this.#measured(entry, room));
    const fewest = sheetsOf(entries, room);
    const total = entries.reduce((sum, { high }) => sum + high, 0);
    const even = [1.05, 1.15, 1.3].map((slack) => sheetsOf(entries, Math.min(room, (total / fewest.length) * slack)));
    return even.find((sheets) => sheets.length === fewest.length) ?? fewest;
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
    const words = row.querySelector(".text");
    const line = parseFloat(getComputedStyle(words).lineHeight);
    const lines = Math.max(1, Math.floor((room - high + words.offsetHeight) / line));
    const pieces = paged(words, entry.text, [[LAST, lines]]);
    const last = pieces.length - 1;
    return pieces.map((text, index) => ({ ...entry, text, name: index < last ? "" : entry.name, high: room }));
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
    .map(({ id, text, name }) => ({ key: String(id ?? text), text: clean(text), name: clean(name), of: clean(text) }))
    .filter(({ text }) => text)
    .slice(0, MOST);

import { fade, leave, move } from "../_lib/motion.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean, spoken } from "../_lib/text.mjs";
import { Belt } from "./belt.mjs";

const MOST = 100;

/**
 * A line of news along the bottom. What fits stands still; the rest runs by, round after round. News joins at the end
 * of a round, what was withdrawn is gone at once.
 */
export default class Ticker extends OverlayGraphic {
  static url = import.meta.url;
  static fields = { label: "", lines: "", items: [] };
  #belt;

  draw(data) {
    const { belt, label, window, ticker } = this.el;
    this.put("label", data.label);
    label.closest(".labelmask").hidden = label.hidden;
    const news = this.#news(data);
    ticker.hidden = news.length === 0 && label.hidden;
    this.#belt?.end();
    this.#belt = new Belt(belt, window, { made: (one) => this.#item(one), back: this.dir === "rtl" });
    this.#belt.lay(news);
    this.pages = data.motion === "cut" && this.#belt.long ? news.map(({ text }) => text) : [];
  }

  turn(page) {
    if (this.pages.length) this.#belt.only(page);
    else if (this.hasAttribute("data-on")) this.#belt.run();
  }

  absorb(data, was) {
    if (data.label !== was.label || this.pages.length) return false;
    const news = this.#news(data);
    if (news.length === 0 || this.el.ticker.hidden) return false;
    this.#belt.change(news);
    return true;
  }

  aired() {
    if (!this.pages.length) this.#belt.run();
  }

  left() {
    this.#belt.end();
  }

  motion() {
    const { belt, ticker } = this.el;
    return {
      in: [move(ticker, "translateY(150%)", 500), fade(ticker, 0, 1, 200), fade(belt, 0, 1, 260, 180)],
      out: [leave(ticker, "translateY(120%)", 300), fade(ticker, 1, 0, 240, 40)],
      swapOut: [fade(belt, 1, 0, 140)],
      swapIn: [fade(belt, 0, 1, 260)],
    };
  }

  /** The producer's lines first, then the questions; each with a key by which it is known again. */
  #news({ lines, items }) {
    const own = String(lines).split(/\r?\n/).map((line) => ({ key: `line ${clean(line)}`, text: clean(line), name: "" }));
    const asked = items.map((item) => ({ key: `item ${item?.id ?? ""}`, text: clean(item?.text), name: clean(item?.name) }));
    return [...own, ...asked].filter(({ text }) => text).slice(0, MOST);
  }

  #item({ key, text, name }) {
    const item = this.el.item.content.firstElementChild.cloneNode(true);
    const [words, who] = [".words", ".who"].map((part) => item.querySelector(part));
    item.dataset.key = key;
    words.textContent = text;
    spoken(words, text);
    who.textContent = name;
    who.hidden = name === "";
    return item;
  }
}

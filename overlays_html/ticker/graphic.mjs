import { paged } from "../_lib/fit.mjs";
import { fade, leave, move } from "../_lib/motion.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean, spoken } from "../_lib/text.mjs";
import { Belt } from "./belt.mjs";

const MOST = 100; // pieces
const LINE = [[36, 1]];

/**
 * A line of news along the bottom. What fits stands still; the rest runs by, round after round. News joins at the end
 * of a round, what was withdrawn is gone at once. Where nothing may move, it comes piece by piece.
 */
export default class Ticker extends OverlayGraphic {
  static url = import.meta.url;
  static fields = { label: "", lines: "", items: [] };
  #belt;

  draw(data) {
    const { label, lines, window, ticker } = this.el;
    this.put("label", data.label);
    label.closest(".labelmask").hidden = label.hidden;
    const news = this.#news(data);
    ticker.hidden = news.length === 0 && label.hidden;
    this.#belt?.end();
    this.#belt = new Belt(lines, window, { made: (piece) => this.#made(piece), back: this.dir === "rtl" });
    this.#belt.lay(news);
    this.pages = data.motion === "cut" && this.#belt.long ? news.flatMap((piece) => this.#lines(piece)) : [];
  }

  turn(page) {
    if (this.pages.length) this.#belt.lay([{ key: "page", text: this.pages[page], name: "" }]);
    else if (this.hasAttribute("data-on")) this.#run();
  }

  absorb(data, was) {
    const news = this.#news(data);
    if (data.label !== was.label || news.length === 0 || !this.#belt.runs) return false;
    this.#belt.change(news);
    return true;
  }

  aired() {
    document.addEventListener("visibilitychange", this.#rest);
    if (!this.pages.length) this.#run();
  }

  left() {
    document.removeEventListener("visibilitychange", this.#rest);
    this.#belt.end();
  }

  motion() {
    const { lines, ticker } = this.el;
    return {
      in: [move(ticker, "translateY(150%)", 500), fade(ticker, 0, 1, 200), fade(lines, 0, 1, 260, 180)],
      out: [leave(ticker, "translateY(120%)", 300), fade(ticker, 1, 0, 240, 40)],
      swapOut: [fade(lines, 1, 0, 140)],
      swapIn: [fade(lines, 0, 1, 260)],
    };
  }

  #run() {
    this.#belt.run();
    this.#rest();
  }

  #rest = () => this.#belt.rest(document.hidden);

  /** The producer's lines first, then the questions; each with a key by which it is known again. */
  #news({ lines, items }) {
    const own = lines.split(/\r?\n/).map((line) => ({ key: `line ${clean(line)}`, text: clean(line), name: "" }));
    const asked = items.map((item) => ({ key: `item ${item?.id ?? ""}`, text: clean(item?.text), name: clean(item?.name) }));
    return [...own, ...asked].filter(({ text }) => text).slice(0, MOST);
  }

  /** A piece as lines that fit into the window. */
  #lines({ text, name }) {
    const [line] = this.#made({ key: "", text, name: "" }).children;
    line.className = "line";
    this.el.window.append(line);
    const lines = paged(line, [text, name].filter(Boolean).join(" – "), LINE);
    line.remove();
    return lines;
  }

  #made({ key, text, name }) {
    const item = this.el.item.content.firstElementChild.cloneNode(true);
    const [words, who] = item.children;
    item.dataset.key = key;
    words.textContent = text;
    spoken(words, text);
    who.textContent = name;
    who.hidden = name === "";
    return item;
  }
}

/**
 * A question on the wall: its words as large as they can be, who asks, its votes; a long one page by page.
 *
 *   const tile = new Tile(element, [60, 52, 44, 36]);
 *   tile.write(item)          at once          tile.change(item)   words out, words in
 *   tile.renew(item)          the same question: what changed of it
 *   tile.turn()               its next page
 *   tile.unread               whether a page waits
 *   tile.since, tile.readMs   when the page that stands came (wall time), and how long it needs
 *
 * A tile that `waits` shows the beginning of its words, an ellipsis after them, where they are too long.
 */
import { fit, holding, paged } from "../_lib/fit.mjs";
import { ARRIVE, LEAVE } from "../_lib/motion.mjs";
import { picture } from "../_lib/pictures.mjs";
import { direction, readingMs, spoken } from "../_lib/text.mjs";

const LARGER = 3; // pages; more are as small as can be
const PARTS = ["content", "bar", "words", "text", "by", "avatar", "name", "star", "votes", "leaf"];
const HIDDEN = { opacity: 0, transform: "translateY(calc(14 * var(--u)))" };
const SHOWN = { opacity: 1, transform: "none" };

export class Tile {
  element;
  item = null;
  since = 0;
  #parts;
  #sizes;
  #scale = []; // [size, most lines] for the words there are
  #waits;
  #pages = [];
  #page = 0;
  #moving = null;

  constructor(element, sizes, { waits = false } = {}) {
    this.element = element;
    this.#parts = Object.fromEntries(PARTS.map((name) => [name, element.querySelector(`.${name}`)]));
    this.#sizes = sizes;
    this.#waits = waits;
  }

  get unread() {
    return this.#page < this.#pages.length - 1;
  }

  get readMs() {
    return readingMs(this.#pages[this.#page] ?? "");
  }

  write(item) {
    const { avatar, by, content, leaf, name, star, text } = this.#parts;
    this.item = item;
    this.#page = 0;
    this.since = Date.now();
    content.hidden = !item;
    if (!item) return (this.#pages = []);
    const portrait = picture(item.avatar);
    avatar.replaceChildren(...(portrait ? [portrait] : []));
    avatar.hidden = !portrait;
    name.textContent = item.name;
    name.hidden = item.name === "";
    star.hidden = !item.starred;
    this.#count(item.votes);
    leaf.hidden = true;
    content.dir = direction(item.text || item.name);
    spoken(text, item.text);
    by.hidden = [...by.children].every((part) => part.hidden);
    this.#pages = [item.text];
    this.#scale = this.#steps();
    if (fit(text, item.text, this.#scale)) return undefined;
    leaf.hidden = this.#waits;
    by.hidden = by.hidden && this.#waits;
    this.#scale = this.#steps();
    this.#pages = this.#waits ? [this.#beginning(item.text)] : this.#paged(item.text);
    return this.#show();
  }

  /** Words out, words in; at once where `still`. */
  change(item, still) {
    this.#crossed(() => this.write(item), still);
  }

  turn(still) {
    this.#page++;
    this.since = Date.now();
    this.#crossed(() => this.#show(), still);
  }

  renew(item, still) {
    const { votes, ...words } = item;
    const { votes: before, ...was } = this.item ?? {};
    if (JSON.stringify(words) !== JSON.stringify(was)) return this.change(item, still);
    this.item = item;
    return votes === before ? undefined : this.#count(votes);
  }

  #count(votes) {
    const { by, votes: part } = this.#parts;
    part.textContent = votes > 0 ? String(Math.min(votes, 999999)) : "";
    part.hidden = votes === 0;
    if (votes > 0) by.hidden = false;
  }

  #show() {
    const { leaf, text } = this.#parts;
    fit(text, this.#pages[this.#page], this.#scale.slice(-1));
    leaf.textContent = `${this.#page + 1}/${this.#pages.length}`;
  }

  /** In as few pages as can be, and then as large as can be. */
  #paged(words) {
    let pages = paged(this.#parts.text, words, this.#scale);
    while (this.#scale.length > 1 && pages.length <= LARGER) {
      const larger = paged(this.#parts.text, words, this.#scale.slice(0, -1));
      if (larger.length > pages.length) break;
      pages = larger;
      this.#scale.pop();
    }
    return pages;
  }

  /** What fits of words too long for a tile that waits. */
  #beginning(words) {
    const [first] = paged(this.#parts.text, words, this.#scale);
    const cut = first.search(/\s\S*$/);
    return `${cut > first.length * 0.6 ? first.slice(0, cut) : [...first].slice(0, -2).join("")} …`;
  }

  #steps() {
    const { text, words } = this.#parts;
    return holding(text, words.clientHeight, this.#sizes);
  }

  #crossed(draw, still) {
    this.#moving?.cancel();
    if (still) return draw();
    const { bar, content } = this.#parts;
    const along = bar.offsetWidth > bar.offsetHeight ? "scaleX(0)" : "scaleY(0)";
    const away = content.animate([SHOWN, HIDDEN], { duration: 180, easing: LEAVE, fill: "forwards" });
    this.#moving = away;
    away.onfinish = () => {
      draw();
      this.#moving = content.animate([HIDDEN, SHOWN], { duration: 420, easing: ARRIVE });
      bar.animate([{ transform: along }, { transform: "none" }], { duration: 420, easing: ARRIVE });
      away.cancel();
    };
    return undefined;
  }
}

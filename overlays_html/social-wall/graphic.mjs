import { manner } from "../_lib/manner.mjs";
import { fade } from "../_lib/motion.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { pictures } from "../_lib/pictures.mjs";
import { clean } from "../_lib/text.mjs";
import { Call } from "./call.mjs";
import { plan } from "./plan.mjs";
import { BEAT, CALM, Rotation, STILL, seedOf } from "./rotation.mjs";
import { Tile } from "./tile.mjs";

const LOOK = 1000; // ms between two looks at the clock
const PATIENCE = 250; // ms for portraits
const STAGGER = 40;
const SIZES = {
  tile: [60, 52, 48, 44, 40, 36],
  wide: [76, 68, 60, 52, 48, 44, 40, 36],
  large: [96, 84, 76, 68, 60, 54, 48, 44, 40],
  waits: [44, 40, 36],
};

/** Many questions at once, or one large and those that wait; they change by themselves, and it is said where to ask. */
export default class SocialWall extends OverlayGraphic {
  static url = import.meta.url;
  static fields = { mode: "grid", label: "", items: [], title: "", words: "", url: "", qr: "", modules: 0 };
  #rotation;
  #tiles = [];
  #items = new Map();
  #call;
  #timer;
  #changed = 0; // when anything was seen to change
  #lit = -1;

  async ready({ items }) {
    await pictures(questions(items).slice(0, 8).map(({ avatar }) => avatar), PATIENCE);
  }

  draw(data) {
    this.toggleAttribute("data-cut", data.motion === "cut");
    this.put("label", data.label);
    this.#call = new Call(this.el);
    this.#lay(data);
  }

  absorb(data, was) {
    const frame = ({ items, ...others }) => JSON.stringify(others);
    const items = questions(data.items);
    const places = this.#plan(data, items.length).places.length;
    if (frame(data) !== frame(was) || places !== this.#tiles.length || items.length === 0) return false;
    this.#items = byId(items);
    this.#show(this.#rotation.know(items, Date.now()));
    this.#tiles.forEach((tile, place) => {
      const item = this.#items.get(this.#rotation.ids[place]);
      if (item && tile.item?.id === item.id) tile.renew(item, this.still);
    });
    return true;
  }

  aired() {
    this.#rotation?.touch(Date.now());
    this.#changed = Date.now();
    this.#later();
  }

  left() {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#later);
  }

  motion() {
    const { grid, join, labelBox } = this.el;
    const parts = [...this.#tiles.map(({ element }) => element), join].map((whole, index) => {
      const [ground, bar, content] = [".ground", ".bar", ".content"].map((name) => whole.querySelector(name));
      return made(manner(this, { whole, ground, bar, label: index ? undefined : labelBox, words: [] }), content ?? whole, index);
    });
    return {
      in: parts.flatMap((part) => part.in),
      out: parts.flatMap((part) => part.out),
      swapOut: [fade(grid, 1, 0, 200)],
      swapIn: [fade(grid, 0, 1, 420)],
    };
  }

  // -- what stands there

  #plan({ mode, ...data }, count) {
    const call = this.#call.said(data, count === 0);
    return plan(window.innerWidth / window.innerHeight, count, { spotlight: mode === "spotlight", call });
  }

  #lay(data) {
    const { grid, join, label, labelBox, wall } = this.el;
    const items = questions(data.items);
    const { rows, places, call, shape } = this.#plan(data, items.length);
    grid.style.gridTemplateRows = rows;
    this.toggleAttribute("data-spotlight", data.mode === "spotlight");
    wall.toggleAttribute("data-alone", places.length === 0);
    wall.hidden = !call && places.length === 0;
    labelBox.parentElement.hidden = label.hidden || places.length === 0;
    this.#items = byId(items);
    this.#turned(items, places.length, data.mode === "spotlight");
    this.#tiles = places.map((place, index) => this.#tile(place, index, data.mode === "spotlight"));
    grid.replaceChildren(...this.#tiles.map(({ element }) => element), join);
    join.hidden = !call;
    join.toggleAttribute("data-lit", false);
    if (call) {
      stand(join, call);
      this.#call.write(data, shape);
    }
    this.#tiles.forEach((tile, place) => tile.write(this.#items.get(this.#rotation.ids[place]) ?? null));
    this.#lit = -1;
  }

  /** The rotation goes on where there are as many places as before. */
  #turned(items, places, line) {
    if (this.#rotation?.ids.length !== places || this.#rotation.line !== line)
      this.#rotation = new Rotation({ places, line, seed: seedOf(items) });
    this.#rotation.know(items, Date.now());
  }

  #tile(place, index, spotlight) {
    const element = this.el.tile.content.firstElementChild.cloneNode(true);
    stand(element, place);
    element.toggleAttribute("data-large", spotlight && index === 0);
    const sizes = spotlight ? (index ? SIZES.waits : SIZES.large) : place.span >= 12 ? SIZES.wide : SIZES.tile;
    return new Tile(element, sizes, { waits: spotlight && index > 0 });
  }

  // -- its beat

  /** While nobody can see it, it waits without a clock. */
  #later = () => {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#later);
    if (document.hidden) document.addEventListener("visibilitychange", this.#later);
    else this.#timer = setTimeout(() => this.#beat(), LOOK);
  };

  #beat() {
    const now = Date.now();
    const read = this.#tiles.map(({ readMs, since }) => since + Math.min(readMs, STILL));
    const page = this.#tiles.findIndex((tile, place) => tile.unread && read[place] <= now);
    this.#tiles.forEach((tile, place) => this.#rotation.hold(place, tile.unread ? Infinity : read[place]));
    if (page >= 0 && now - this.#changed >= BEAT) this.#turnPage(page, now);
    else this.#show(this.#rotation.step(now));
    if (!this.#rotation.moves && now - this.#changed >= CALM) this.#light((this.#lit + 1) % Math.max(2, this.#tiles.length + 1));
    this.#later();
  }

  #turnPage(place, now) {
    this.#tiles[place].turn(this.still);
    this.#rotation.touch(now);
    this.#light(place);
  }

  async #show(changes) {
    if (changes.length === 0) return;
    this.#light(changes[0].place);
    await pictures(changes.map(({ id }) => this.#items.get(id)?.avatar), PATIENCE);
    for (const { place, id } of changes) {
      if (this.#rotation.ids[place] !== id) continue; // something newer has taken it
      this.#tiles[place].change(this.#items.get(id) ?? null, this.still);
    }
  }

  /** It stands at what has changed last; where nothing changes it goes round. */
  #light(place) {
    this.#changed = Date.now();
    this.#lit = place;
    [...this.#tiles.map(({ element }) => element), this.el.join].forEach((part, index) => part.toggleAttribute("data-lit", index === place));
  }
}

const byId = (items) => new Map(items.map((item) => [item.id, item]));

function stand(element, { column, span, row }) {
  element.style.gridColumn = `${column} / span ${span}`;
  element.style.gridRow = row;
}

/** The tracks of one part, after those before it; what it holds comes with it. */
function made({ in: come, out: go }, content, index) {
  const later = ([element, keyframes, timing]) => [element, keyframes, { ...timing, delay: timing.delay + STAGGER * index }];
  return {
    in: [...come, fade(content, 0, 1, 260, 160)].map(later),
    out: [fade(content, 1, 0, 140), ...go],
  };
}

const questions = (items) =>
  items
    .filter((item) => item && typeof item === "object" && clean(item.text))
    .map((item) => ({
      id: String(item.id ?? item.text),
      text: clean(item.text),
      name: clean(item.name),
      avatar: typeof item.avatar === "string" ? item.avatar : "",
      votes: Math.max(0, Math.floor(Number(item.votes)) || 0),
      starred: item.starred === true || item.starred === "true",
    }));

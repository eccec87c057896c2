/**
 * Which questions stand on a wall, and which comes next. Pure: the time is handed in, chance comes from a seed.
 *
 *   const rotation = new Rotation({ places: 5, seed: 7, line: false });
 *   rotation.know(items, now)       newest first, each { id, starred }; → the changes that cannot wait
 *   rotation.step(now)              → the changes that are due at that time (ms), most often none
 *   rotation.touch(now)             something else of the wall has changed
 *   rotation.hold(place, until)     what stands there is being read
 *   rotation.ids                    what stands where; "" where nothing does
 *   rotation.moves                  whether there is anything else to come
 *
 * A change is { place, id }. A newcomer takes the place that has stood longest. Without one, what comes has not been
 * seen for three walls at least, where there are so many; what is starred comes oftener. In a `line` all move up by
 * one: the first place is the large one, the others wait.
 */
export const BEAT = 4000; // ms between two changes at least
export const CALM = 8000; // and without a newcomer
export const STILL = 12000; // at most, however long the questions are
const WALLS = 3; // between two appearances
const STARRED = 2; // times as soon

export class Rotation {
  ids;
  line;
  #chance;
  #items = new Map(); // by id, newest first
  #newcomers = []; // ids that came after the first, oldest first
  #turn = 0;
  #left = new Map(); // by id: the turn in which it left
  #since; // by place: the turn in which it came
  #until; // by place: read by then
  #changed = -Infinity;

  constructor({ places, seed = 1, line = false }) {
    this.ids = Array(places).fill("");
    this.#since = Array(places).fill(0);
    this.#until = Array(places).fill(0);
    this.#chance = chances(seed);
    this.line = line;
  }

  get moves() {
    return this.#waiting().length > 0 || (this.line && this.ids.filter(Boolean).length > 1);
  }

  know(items, now) {
    const first = this.#items.size === 0;
    const came = items.map(({ id }) => id).filter((id) => !this.#items.has(id));
    this.#items = new Map(items.map((item) => [item.id, item]));
    const gone = (id) => !this.#items.has(id);
    for (const id of [...this.#left.keys()].filter(gone)) this.#left.delete(id);
    this.#newcomers = first ? [] : [...this.#newcomers.filter((id) => !gone(id)), ...came.reverse()];
    const before = [...this.ids];
    this.ids = before.map((id) => (gone(id) ? "" : id));
    if (this.line) this.ids = [...this.ids.filter(Boolean), ...this.ids.filter((id) => !id)];
    for (const place of this.ids.keys()) if (!this.ids[place] && this.#waiting().length) this.#put(place, this.#next());
    return this.#changes(before, now);
  }

  step(now) {
    if (now < this.#changed) this.touch(now); // the clock was set back
    const before = [...this.ids];
    const place = this.#due(now);
    if (place === undefined) return [];
    if (this.line) this.#move();
    else this.#put(place, this.#next());
    return this.#changes(before, now);
  }

  touch(now) {
    this.#changed = now;
  }

  hold(place, until) {
    this.#until[place] = until;
  }

  // -- places

  /** Where something may change now: where it has stood longest and has been read; in a line only at its head. */
  #due(now) {
    const calm = now - this.#changed;
    const newcomer = this.#newcomers.length > 0 && !this.line;
    if (calm < (newcomer ? BEAT : CALM) || !this.moves) return undefined;
    const places = this.line ? [0] : [...this.ids.keys()];
    const read = places.filter((place) => this.#until[place] <= now || calm >= STILL);
    return read.sort((one, other) => this.#since[one] - this.#since[other])[0];
  }

  #move() {
    const [head, ...others] = this.ids;
    const id = this.#waiting().length ? this.#next() : head;
    if (id !== head) this.#left.set(head, this.#turn + 1);
    this.ids = [...others, ""];
    this.#until.fill(0);
    this.#put(others.length, id);
  }

  #put(place, id) {
    this.#turn++;
    if (this.ids[place]) this.#left.set(this.ids[place], this.#turn);
    this.ids[place] = id;
    this.#since[place] = this.#turn;
    this.#until[place] = 0;
    this.#left.delete(id);
  }

  #changes(before, now) {
    const changes = this.ids.map((id, place) => ({ place, id })).filter(({ place, id }) => id !== before[place]);
    if (changes.length) this.touch(now);
    return changes;
  }

  // -- who comes

  #waiting() {
    return [...this.#items.keys()].filter((id) => !this.ids.includes(id));
  }

  /** A newcomer; else one that was never seen, the newest first; else one that has been away long enough. */
  #next() {
    const waiting = this.#waiting();
    this.#newcomers = this.#newcomers.filter((id) => waiting.includes(id));
    return this.#newcomers.shift() ?? waiting.find((id) => !this.#left.has(id)) ?? this.#rested(waiting);
  }

  #rested(waiting) {
    const places = this.ids.length;
    const apart = Math.min(WALLS * places, waiting.length);
    const away = (id) => this.#turn + 1 - this.#left.get(id);
    const longest = Math.max(...waiting.map(away));
    const merit = (id) => away(id) * (this.#items.get(id).starred ? STARRED : 1) + this.#chance() * places;
    const rested = waiting.filter((id) => away(id) >= Math.min(apart, longest)).map((id) => [merit(id), id]);
    return rested.sort(([one], [other]) => other - one)[0][1];
  }
}

/** Numbers from 0 to 1, the same ones for the same seed (a linear congruence). */
function chances(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** A seed of the questions there are: pages that start with the same ones go the same way. */
export function seedOf(items) {
  const letters = items.map(({ id }) => id).join(" ");
  return [...letters].reduce((seed, letter) => (Math.imul(seed, 31) + letter.codePointAt(0)) >>> 0, 1);
}

/**
 * Movement of a graphic's parts: `transform` and `opacity` only, so that the compositor does it alone.
 * A track is [element, keyframes, {duration, delay, easing}].
 */
import { within } from "./files.mjs";

export const ARRIVE = "cubic-bezier(.16,1,.3,1)";
export const LEAVE = "cubic-bezier(.55,0,.85,.35)";

const BELOW = "translateY(calc(100% + 14 * var(--u)))"; // out of a mask and its padding (stage.css)
const still = { transform: "none" };
const track = (element, keyframes, duration, delay, easing) => [element, keyframes, { duration, delay, easing }];

export const move = (element, from, duration, delay = 0) => track(element, [{ transform: from }, still], duration, delay, ARRIVE);
export const leave = (element, to, duration, delay = 0) => track(element, [still, { transform: to }], duration, delay, LEAVE);
export const spring = (element, from, duration, delay = 0) =>
  track(element, [{ transform: from }, still], duration, delay, "cubic-bezier(.34,1.56,.64,1)");
export const rise = (element, duration, delay = 0) => move(element, BELOW, duration, delay);
export const fade = (element, from, to, duration, delay = 0) =>
  track(element, [{ opacity: from }, { opacity: to }], duration, delay, "linear");

/** Tracks that run together and can be turned round half-way. */
export class Run {
  #animations;
  #longest;

  /** `fill`: "backwards" for what arrives, "forwards" for what leaves. */
  constructor(tracks, fill) {
    const seen = tracks.filter(([element]) => element && !element.hidden);
    this.#animations = seen.map(([element, keyframes, timing]) => element.animate(keyframes, { fill, ...timing }));
    this.#longest = Math.max(0, ...seen.map(([, , timing]) => timing.delay + timing.duration));
  }

  /** Resolves when all are done. An animation that never ends (a page that is not drawn) cannot hold it up. */
  end() {
    return within(this.#longest + 400, Promise.allSettled(this.#animations.map((animation) => animation.finished)));
  }

  turn() {
    for (const animation of this.#animations) animation.reverse();
  }

  /** Parts go where their style says. */
  cancel() {
    for (const animation of this.#animations) animation.cancel();
  }
}

/** Boxes before and after a change of words, as tracks from the one to the other (`data-flip="scale"` or "move"). */
export class Flip {
  #before;

  constructor(elements) {
    this.#before = new Map(elements.map((element) => [element, element.getBoundingClientRect()]));
  }

  tracks(duration) {
    return [...this.#before].flatMap(([element, old]) => {
      const now = element.getBoundingClientRect();
      const [x, y] = [old.left - now.left, old.top - now.top];
      const same = Math.abs(x) + Math.abs(y) + Math.abs(old.width - now.width) + Math.abs(old.height - now.height) < 1;
      if (same || !now.width || !now.height || !old.width) return [];
      const size = element.dataset.flip === "scale" ? ` scale(${old.width / now.width}, ${old.height / now.height})` : "";
      const keyframes = [{ transform: `translate(${x}px, ${y}px)${size}`, transformOrigin: "0 0" }, { transform: "none", transformOrigin: "0 0" }];
      return [track(element, keyframes, duration, 0, ARRIVE)];
    });
  }
}

/**
 * How a plate with a label and words comes and goes, in the manner its theme chooses (`--ov-motion`):
 *   wipe   the bar draws, the plate opens from it, the words rise
 *   rise   the whole comes up, a rule is drawn along it, the words rise
 *   pop    the whole springs up, the label after it
 *
 *   motion() {
 *     const { strap, ground, bar, labelBox, text, by } = this.el;
 *     return manner(this, { whole: strap, ground, bar, label: labelBox, words: [text, by] });
 *   }
 *
 * Every part but `whole` and `words` may be missing. The label stands in a box that masks it.
 */
import { fade, leave, move, rise, spring } from "./motion.mjs";

const units = (number) => `calc(${number} * var(--u))`;
const parts = (...tracks) => tracks.filter(([element]) => element);

const wipe = ({ ground, bar, label, words }) => ({
  in: parts(
    move(bar, "scaleY(0)", 300),
    move(ground, "scaleX(0)", 420, 60),
    rise(label, 380, 140),
    ...words.map((part, index) => rise(part, 480, 200 + 70 * index)),
  ),
  out: parts(
    ...words.map((part) => fade(part, 1, 0, 120)),
    leave(label, "translateY(108%)", 200),
    leave(ground, "scaleX(0)", 300, 60),
    leave(bar, "scaleY(0)", 180, 240),
  ),
});

const up = ({ whole, bar, label, words }) => ({
  in: parts(
    move(whole, `translateY(${units(48)})`, 520),
    fade(whole, 0, 1, 200),
    move(bar, "scaleX(0)", 520, 120),
    fade(label, 0, 1, 260, 180),
    ...words.map((part, index) => rise(part, 500, 140 + 70 * index)),
  ),
  out: parts(leave(whole, `translateY(${units(32)})`, 280), fade(whole, 1, 0, 260)),
});

const pop = ({ whole, label, words }) => ({
  in: parts(
    move(whole, `translateY(${units(64)}) scale(.96)`, 560),
    fade(whole, 0, 1, 220),
    spring(label?.parentElement, "scale(.5)", 420, 200),
    fade(label, 0, 1, 140, 200),
    ...words.map((part, index) => fade(part, 0, 1, 240, 140 + 80 * index)),
  ),
  out: parts(leave(whole, `translateY(${units(40)}) scale(.98)`, 260), fade(whole, 1, 0, 240)),
});

const MANNERS = { wipe, rise: up, pop };

/** Tracks for `motion()`; a theme without a manner of ours has the first. Reads style. */
export function manner(graphic, given) {
  const chosen = getComputedStyle(graphic).getPropertyValue("--ov-motion").trim();
  const make = Object.hasOwn(MANNERS, chosen) ? MANNERS[chosen] : wipe;
  return {
    ...make(given),
    swapOut: parts(...given.words.map((part) => fade(part, 1, 0, 140))),
    swapIn: parts(...given.words.map((part, index) => rise(part, 420, 60 * index))),
  };
}

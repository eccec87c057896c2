/**
 * How well words can be read on a plate, as OBS shows it. Pure functions.
 *
 *   contrasts(properties)          [{ pair: "question", ratio: 18.3, needed: 7, good: true }, …], the worst of each pair
 *   shownByObs("#0c1524e6", 255)   what OBS makes of a see-through colour over a ground of that grey: "#5a5c5f"
 *   solid(plate, grey)             a plate's value with each of its colours as OBS shows it there
 *
 * OBS blends browser sources in linear light, after it has decoded colours that were multiplied by their alpha in sRGB:
 * a see-through plate is far lighter on air than in a browser. So each plate is looked at over white and over black.
 */
export const QUESTION = 7;
export const REST = 4.5;
const GROUNDS = [255, 0];
const COLOURS = /#[0-9a-f]{6}(?:[0-9a-f]{2})?/gi;

const linear = (channel) => {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const encoded = (light) => Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
const alpha = (colour) => (colour.length === 9 ? parseInt(colour.slice(7), 16) / 255 : 1);

/** Light of each channel, 0 to 1. */
const shown = (colour, grey) => channels(colour).map((channel) => linear(channel * alpha(colour)) + (1 - alpha(colour)) * linear(grey));

export const shownByObs = (colour, grey) =>
  `#${shown(colour, grey).map((light) => encoded(Math.min(1, light)).toString(16).padStart(2, "0")).join("")}`;

export const solid = (plate, grey) => plate.replace(COLOURS, (colour) => shownByObs(colour, grey));

const luminance = ([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function ratio(words, ground, grey) {
  const [dark, light] = [luminance(shown(words, grey)), luminance(shown(ground, grey))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** A value's colours: its own, or those of the property it refers to. */
function coloursOf(properties, value = "") {
  const named = /^var\((--ov-[a-z0-9-]+)\)$/.exec(value);
  return named ? coloursOf(properties, properties[named[1]]) : (value.match(COLOURS) ?? []);
}

/** The least readable of all words on all grounds: a gradient is looked at along its whole way. 1 without a colour. */
function worst(properties, words, ground) {
  const inks = coloursOf(properties, words);
  const grounds = coloursOf(properties, ground);
  if (!inks.length || !grounds.length) return 1;
  return Math.min(...inks.flatMap((ink) => grounds.flatMap((colour) => GROUNDS.map((grey) => ratio(ink, colour, grey)))));
}

const PAIRS = [
  ["question", "--ov-ink", "--ov-plate", QUESTION],
  ["by", "--ov-ink-2", "--ov-plate", REST],
  ["accent", "--ov-accent-ink", "--ov-plate", REST],
  ["tile", "--ov-ink", "--ov-plate-2", REST],
];

export function contrasts(properties) {
  const bare = properties["--ov-label-bg"] === "transparent";
  const label = ["label", "--ov-label-ink", bare ? "--ov-plate" : "--ov-label-bg", REST];
  return [...PAIRS, label].map(([pair, words, ground, needed]) => {
    const found = worst(properties, properties[words], properties[ground]);
    return { pair, ratio: found, needed, good: found >= needed - 0.005 };
  });
}

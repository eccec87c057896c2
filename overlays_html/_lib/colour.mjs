/**
 * Colours that can be read on each other (WCAG 2 contrast), for an accent that a theme does not know. Pure functions.
 *
 *   tints("#1b4fd8", "linear-gradient(…)")
 *     → { "--ov-accent": "#1b4fd8",          as given; each "" if it is no #rrggbb
 *         "--ov-accent-words": "#5d82e3",    its nearest shade that can be read on all colours of the plate
 *         "--ov-accent-over": "#ffffff" }    black or white, whichever is read better on it
 */
const READABLE = 4.5;
const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];

export function tints(accent, plate) {
  const given = /^#[0-9a-f]{6}$/i.test(accent);
  const [words, over] = given ? [legible(accent, colours(plate)), clearest(accent)] : ["", ""];
  return { "--ov-accent": given ? accent : "", "--ov-accent-words": words, "--ov-accent-over": over };
}

const colours = (value) =>
  (value.match(/#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/gi) ?? []).map((hex) => (hex.length === 4 ? hex.replace(/\w/g, "$&$&") : hex));

const clearest = (accent) => {
  const ground = channels(accent);
  return hex(contrast(WHITE, ground) >= contrast(BLACK, ground) ? WHITE : BLACK);
};

function legible(accent, plates) {
  const grounds = plates.map(channels);
  const start = channels(accent);
  const worst = (colour) => Math.min(...grounds.map((ground) => contrast(colour, ground)));
  const towards = worst(WHITE) >= worst(BLACK) ? WHITE : BLACK;
  for (let share = 0; share < 1; share += 0.04) {
    const shade = start.map((channel, index) => Math.round(channel + (towards[index] - channel) * share));
    if (worst(shade) >= READABLE) return hex(shade);
  }
  return hex(towards);
}

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
const hex = (colour) => `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;

const luminance = (colour) => {
  const [red, green, blue] = colour.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

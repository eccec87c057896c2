/**
 * Words into a box: the largest step of a type scale that holds them, lines balanced; pages where none does.
 *
 *   steps = [[60, 2], [48, 3], [40, 4]]      size in units of --u, and how many lines it may take
 *   steps = holding(element, 300, [60, 48])  those sizes, with as many lines as go into so many pixels
 *   if (!fit(element, text, steps)) …        not even the last step holds it
 *   paged(element, text, steps)              → ["first page", "second page"]
 *
 * `write(element, text)` puts words into the element, where that takes more than their letters.
 *
 * The element is as wide as its words up to its max-inline-size, with a line height given as a number.
 * All of it reads layout: call it when the words change, never when they are played.
 */

const letters = (element, text) => {
  element.textContent = text;
};
const lines = (element, height) => Math.round(element.scrollHeight / height);
const wide = (element) => element.scrollWidth > element.clientWidth + 1;

/** Sets text and size; the step's [size, lines] or null. Words break only at the last step. */
export function fit(element, text, steps, write = letters) {
  const found = sized(element, text, steps, write);
  if (found && found[1] > 1) balance(element, lineOf(element), found[1]);
  return found;
}

export function holding(element, height, sizes) {
  element.style.fontSize = "calc(100 * var(--u))";
  const line = lineOf(element) / 100;
  return sizes.map((size) => [size, Math.max(1, Math.floor((height + 2) / (size * line)))]);
}

const lineOf = (element) => parseFloat(getComputedStyle(element).lineHeight);

function sized(element, text, steps, write) {
  write(element, text);
  element.style.maxInlineSize = "";
  for (const [index, [size, most]] of steps.entries()) {
    element.style.overflowWrap = index < steps.length - 1 ? "normal" : "";
    element.style.fontSize = `calc(${size} * var(--u))`;
    const count = lines(element, lineOf(element));
    if (count <= most && !wide(element)) return [size, count];
  }
  return null;
}

/** The narrowest box with the same number of lines, found by halving. */
function balance(element, height, count) {
  let [low, high] = [(element.clientWidth / count) * 0.8, element.clientWidth];
  for (let round = 0; round < 9 && high - low > 4; round++) {
    const middle = (low + high) / 2;
    element.style.maxInlineSize = `${middle}px`;
    if (lines(element, height) <= count && !wide(element)) high = middle;
    else low = middle;
  }
  element.style.maxInlineSize = `${Math.ceil(high) + 1}px`;
}

/** The text in as few pages as the last step allows, about equally full. */
export function paged(element, text, steps, write = letters) {
  const last = steps.slice(-1);
  const cut = (share) => {
    const pages = [];
    for (let rest = text; rest; ) {
      const page = fullest(element, rest, last, share, write);
      pages.push(page.trim());
      rest = rest.slice(page.length).trimStart();
    }
    return pages;
  };
  const fewest = cut(Infinity);
  for (const slack of [1.05, 1.15, 1.3]) {
    const even = cut((text.length / fewest.length) * slack);
    if (even.length === fewest.length) return even;
  }
  return fewest;
}

/** The longest beginning of the text that fits, at most `share` long, cut between words where it can be. */
function fullest(element, text, steps, share, write) {
  for (const granularity of ["word", "grapheme"]) {
    const ends = [...new Intl.Segmenter(undefined, { granularity }).segment(text)]
      .map((part) => part.index + part.segment.length)
      .filter((end, index) => index === 0 || end <= share);
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (sized(element, text.slice(0, ends[middle - 1]), steps, write)) low = middle;
      else high = middle - 1;
    }
    if (low > 0) return text.slice(0, atBlank(text, ends, low));
  }
  return text; // not one letter fits: nothing better can be done than to show it
}

/** The chosen end, or the nearest blank before it when that is close: closing marks stay with their word. */
function atBlank(text, ends, chosen) {
  const end = ends[chosen - 1];
  if (end === text.length || /\s/.test(text[end]) || /\s/.test(text[end - 1])) return end;
  const blank = text.lastIndexOf(" ", end);
  return blank > end * 0.7 ? blank + 1 : end;
}

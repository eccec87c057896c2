/**
 * A question with emotes in it as one string, so that it is measured, cut into pages and read like any other: a
 * private character stands for each emote whose picture is there. All others are their names.
 *
 *   const words = inscribed("hello Kappa", [{ text: "hello " }, { emote: "Kappa", src: "/media/…" }], picture);
 *   words.text                     "hello \u{F0000}", or the text as it is
 *   words.write(element, text)     the text, or a piece of it, with pictures in place of those characters
 */
import { clean } from "./text.mjs";

const FIRST = 0xf0000;
const MOST = 256;
const MARKS = /[\u{F0000}-\u{F00FF}]/gu;
const PIECES = /([\u{F0000}-\u{F00FF}])/u;

/** `picture`: an element for an address, or undefined. Segments count only if their words together are the text. */
export function inscribed(given, segments, picture) {
  const text = clean(String(given ?? "").replace(MARKS, ""));
  const marks = new Map(); // an emote's address → its character
  const parts = segments.filter((part) => part && typeof part === "object");
  const words = (part) => String(part.emote ?? part.text ?? "").replace(MARKS, "");
  if (clean(parts.map(words).join("")) !== text) return plain(text);
  const drawn = parts.map((part) => {
    const src = part.emote !== undefined && picture(part.src) ? part.src : undefined;
    if (src === undefined) return words(part);
    if (!marks.has(src) && marks.size < MOST) marks.set(src, String.fromCodePoint(FIRST + marks.size));
    return marks.get(src) ?? words(part);
  });
  if (marks.size === 0) return plain(text);
  const shown = new Map([...marks].map(([src, mark]) => [mark, src]));
  return { text: clean(drawn.join("")), write: (element, piece) => element.replaceChildren(...nodes(piece, shown, picture)) };
}

const plain = (text) => ({
  text,
  write: (element, piece) => {
    element.textContent = piece;
  },
});

const nodes = (text, shown, picture) =>
  text.split(PIECES).flatMap((piece) => {
    const image = shown.has(piece) && picture(shown.get(piece));
    if (image) image.className = "emote";
    return image || piece || [];
  });

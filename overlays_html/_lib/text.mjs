/** Hygiene for words typed by strangers, and what a reader needs. Pure functions. */

// Written as ranges of code points, so that this file itself holds no invisible character.
const BIDI = /[\u202A-\u202E\u2066-\u2069]/g;
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFF9-\uFFFB]/g;
const STRIKES = /[\u0334-\u0338\u0489\u20D0-\u20E2\u20E4-\u20F0]/g; // drawn through letters; U+20E3, the keycap, stays
const STACKED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Zs}]\p{M}{2})\p{M}+/gu;
const STACKED_ANY = /(\p{M}{4})\p{M}+/gu; // Arabic, Hebrew, Indic and Thai need up to four
const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const LONGEST = 5000;
const JOINED = 32; // code units; no emoji of the standard is longer, and what is joined cannot be broken into lines

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const parted = (text) =>
  [...letters.segment(text)].map(({ segment }) => (segment.length > JOINED ? segment.replace(/\u200D/g, "") : segment)).join("");

/** One line of text without controls, direction overrides, strikes, towers of marks and endless joined emoji. */
export function clean(value) {
  const text = String(value ?? "")
    .slice(0, LONGEST)
    .replace(LONE, "")
    .normalize("NFC")
    .replace(CONTROLS, " ")
    .replace(BIDI, "")
    .replace(STRIKES, "")
    .replace(STACKED, "$1")
    .replace(STACKED_ANY, "$1")
    .replace(/\s+/g, " ")
    .trim();
  return text.includes("\u200D") ? parted(text) : text;
}

/** "rtl" or "ltr", by the first letter, as `dir="auto"` finds it. */
export const direction = (text) => {
  const letter = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u.test(letter)
    ? "rtl"
    : "ltr";
};

/** The language that chooses the shape of shared Han characters, where the words themselves tell it. */
export const language = (text) => {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return "ja";
  return /\p{Script=Hangul}/u.test(text) ? "ko" : "";
};

const JOINED_SCRIPTS = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}]/u;

/**
 * Tells the style in which language a part's words are, as they tell it themselves or else as is said, and whether
 * their letters join, which takes no spacing.
 */
export function spoken(part, words, said = "") {
  const lang = language(words) || said;
  if (/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(lang)) part.lang = lang;
  else part.removeAttribute("lang");
  part.toggleAttribute("data-joined", JOINED_SCRIPTS.test(words));
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** How long a viewer needs: 1 s, and 0.4 s a word or 0.12 s a CJK character; at least 4 s. */
export const readingMs = (text) => {
  const characters = (text.match(CJK) ?? []).length;
  const words = text.replace(CJK, " ").trim().split(/\s+/).filter(Boolean).length;
  return Math.max(4000, 1000 + 400 * words + 120 * characters);
};

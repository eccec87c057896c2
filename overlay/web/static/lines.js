/**
 * How a question will look in the lower third, before it is taken: how many lines, and whether the card suits it better.
 *
 *   await ready();                    when the graphic's face is here; before, figures are of another face
 *   const { lines, card } = outlook(text);
 *
 * The same scale as overlays_html/lower-third/graphic.mjs: [size, most lines] in a measure of 1480 units.
 */
const SCALE = [[60, 2], [54, 2], [48, 3], [44, 3], [40, 4], [40, 6]];
const MEASURE = 1480;
const FACE = '600 100px "OV Archivo"';
const STRETCH = 0.957; // the theme draws it 96 % wide and tracked a little closer
const EASY = 3; // lines; with more the card is offered

const pen = document.createElement("canvas").getContext("2d");
const known = new Map();

export async function ready() {
  await document.fonts.load(FACE);
  known.clear();
}

export function outlook(text) {
  if (!known.has(text)) known.set(text, measured(text));
  return known.get(text);
}

function measured(text) {
  pen.font = FACE;
  const width = (words) => (pen.measureText(words).width * STRETCH) / 100;
  // Han and kana may break anywhere, other scripts between words.
  const pieces = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+\s*|\s+/gu) ?? [];
  const widths = pieces.map((piece) => width(piece));
  const widest = Math.max(0, ...widths);
  for (const [step, [size, most]] of SCALE.entries()) {
    const last = step === SCALE.length - 1;
    const lines = wrapped(widths, MEASURE / size);
    if (last || (lines <= most && widest <= MEASURE / size)) return { lines, card: lines > EASY }; // words break at last only
  }
  return undefined;
}

function wrapped(widths, measure) {
  let [lines, used] = [1, 0];
  for (const width of widths) {
    if (used > 0 && used + width > measure) {
      lines += 1;
      used = 0;
    }
    used += width;
    if (used > measure) {
      lines += Math.ceil(used / measure) - 1;
      used %= measure;
    }
  }
  return lines;
}

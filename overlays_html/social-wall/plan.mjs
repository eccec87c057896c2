/**
 * Where the tiles of a wall stand, for the frame at hand. Pure.
 *
 *   plan(16 / 9, 9, { spotlight: false, call: true })
 *     → { rows, places: [{ column, span, row }, …], call: { column, span, row }, shape: "cell" }
 *
 * Columns are counted in 24 tracks, so that a row may hold 1, 2, 3 or 4. `call` is the place of where to ask: a cell
 * like a question's, tall beside all rows, a strip under them, or alone; null where there is nothing to be said.
 */
const TRACKS = 24;
const FIELD = "minmax(0, 1fr)";
const STRIP = "minmax(calc(300 * var(--u)), max-content)"; // a QR code of version 3, its white to the edges
const WAITING = "minmax(calc(440 * var(--u)), max-content)"; // the row under a large question

const FRAMES = [
  { from: 2.1, columns: 4, rows: 2 },
  { from: 1.2, columns: 3, rows: 2 },
  { from: 0.76, columns: 2, rows: 2 },
  { from: 0, columns: 1, rows: 3 },
];

const at = (column, span, row) => ({ column, span, row: String(row) });
const fields = (count) => Array(count).fill(FIELD);
const inRow = (count, tracks, row) =>
  Array.from({ length: count }, (_, place) => at(1 + (place * tracks) / count, tracks / count, row));

export function plan(frame, count, { spotlight, call }) {
  const { columns, rows } = FRAMES.find(({ from }) => frame >= from);
  if (count === 0) return made(fields(1), [], call && at(1, TRACKS, 1), columns > 1 ? "alone" : "tall");
  if (columns === 1) return column(spotlight, rows, count, call);
  return spotlight ? large(columns, count, call) : grid(columns, rows, count, call);
}

const made = (rows, places, call, shape) => ({ rows: rows.join(" "), places, call: call || null, shape });

/** In as many rows as there may be; the lower ones hold one more. */
function spread(count, rows, tracks) {
  const each = Math.floor(count / rows);
  return Array.from({ length: rows }, (_, row) => inRow(each + (row >= rows - (count % rows) ? 1 : 0), tracks, row + 1)).flat();
}

function grid(columns, most, count, call) {
  const cells = columns * most;
  const rows = Math.min(most, count);
  if (!call) return made(fields(rows), spread(Math.min(count, cells), rows, TRACKS));
  const span = TRACKS / columns;
  const last = (row) => at(TRACKS - span + 1, span, row);
  if (count < cells - 1 && columns === 2) return made(fields(2), inRow(count, TRACKS, 1), at(1, TRACKS, 2), "strip");
  if (count < cells - 1) return made(fields(rows), spread(count, rows, TRACKS - span), last(`1 / ${rows + 1}`), "tall");
  const upper = Array.from({ length: most - 1 }, (_, row) => inRow(columns, TRACKS, row + 1)).flat();
  return made(fields(most), [...upper, ...inRow(columns - 1, TRACKS - span, most)], last(most), "cell");
}

/** Upright: one under the other. */
function column(spotlight, most, count, call) {
  const held = Math.min(spotlight ? 2 : most + (call ? 0 : 1), count);
  const rows = fields(held);
  if (spotlight && held > 1) rows[0] = "minmax(0, 2fr)";
  return made(call ? [...rows, STRIP] : rows, spread(held, held, TRACKS), call && at(1, TRACKS, held + 1), "strip");
}

/** One large above, the next ones under it, and where to ask. */
function large(columns, count, call) {
  const span = TRACKS / columns;
  const waiting = Math.min(call ? columns - 1 : columns, count - 1);
  const rows = waiting || call ? [FIELD, WAITING] : [FIELD];
  const places = [at(1, TRACKS, 1), ...inRow(waiting, call ? TRACKS - span : TRACKS, 2)];
  return made(rows, places, call && (waiting ? at(TRACKS - span + 1, span, 2) : at(1, TRACKS, 2)), waiting ? "cell" : "strip");
}

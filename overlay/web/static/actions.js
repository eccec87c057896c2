/**
 * What buttons and keys do, by name: a button says data-do="approve", a key names the same (keys.js), so each key does
 * what its button does. `verb` is the command a role needs for it.
 *
 *   await act("approve", { id, button });
 */
import { catalogue } from "./catalogue.js";
import { crew } from "./crew.js";
import { cursor } from "./cursor.js";
import { asks, beginsWith } from "./form-kind.js";
import { labelOf } from "./key-map.js";
import { LAYERS } from "./layers.js";
import { say } from "./words.js";

const CALM = 300; // ms after a take in which a second press is taken for the same one

let calmUntil = 0;
const send = (type, fields) => crew.send(type, fields);
const view = () => crew.view;
const open = (name, ...given) => document.querySelector(name).open(...given);

export const find = (id) =>
  ["on_air", "next", "queued", "inbox", "held", "approved", "answered", "skipped", "declined"]
    .flatMap((status) => view()[status] ?? [])
    .find((question) => question.id === id) ?? document.querySelector(`[data-key="${CSS.escape(id)}"]`)?.item;

/** The row meant: the button's own, the cursor's, else the first of the inbox (for letting through and declining). */
const meant = (id) => id ?? cursor.id ?? view().inbox[0]?.id;

async function air(type, fields) {
  if (performance.now() < calmUntil) return null;
  calmUntil = performance.now() + CALM;
  const reply = await send(type, fields);
  if (!reply?.changed) calmUntil = 0; // nothing was taken, so the next press is no second one
  return reply;
}

function neighbour(id, by) {
  const queue = view().queued.map((question) => question.id);
  const at = queue.indexOf(id);
  const before = by < 0 ? at - 1 : at + 2;
  return at < 0 || before < 0 || (by > 0 && at === queue.length - 1) ? undefined : (queue[before] ?? null);
}

async function shift(id, by) {
  const before = neighbour(id, by);
  return before === undefined ? null : send("move", { id, before });
}

async function layer(name) {
  if (view().layers.some(({ id }) => id === name)) return send("clear", { layer: name });
  return plain(LAYERS[name].graphic);
}

/** As it was prepared; else one that must be filled in first opens its form. */
function plain(graphic) {
  const schema = catalogue.find(graphic)?.schema;
  const prepared = view().prepared?.some(({ id }) => id === graphic);
  if (!prepared && asks(schema)) return open("graphic-form", graphic);
  const data = prepared || catalogue.find(graphic)?.question ? {} : beginsWith(schema);
  return air("take", Object.keys(data).length ? { graphic, data } : { graphic });
}

/** A graphic that did not come with the program: several may share a layer. */
async function foreign(graphic) {
  const picture = view().layers.find((other) => other.graphic === graphic);
  return picture ? send("clear", { layer: picture.id }) : air("take", { graphic });
}

/** The poll whose row the button stands in. */
const pollOf = ({ button }) => button.closest("[data-key]").dataset.key;

async function airPoll(id) {
  const picture = view().layers.find((other) => other.id === "poll");
  return picture?.data.id === id ? send("clear", { layer: "poll" }) : air("take", { graphic: LAYERS.poll.graphic, data: { id } });
}

const needs = (verb, run) => ({ verb, run });
const locked = (verb, run) => ({ verb, run, locks: true });

export const ACTIONS = {
  take: needs("take", ({ id }) => air("take", id ? { id } : {})),
  card: needs("take", ({ id }) => {
    const next = find(id)?.status === "next";
    return next ? air("take", { id, graphic: LAYERS.card.graphic }) : send("cue", { id, graphic: LAYERS.card.graphic });
  }),
  clear: needs("clear", () => send("clear")),
  next: needs("next", () => air("next")),
  back: needs("back", () => air("back")),
  skip: needs("skip", ({ id }) => send("skip", id ? { id } : {})),
  update: needs("update", () => send("update")),
  cue: needs("cue", ({ id }) => {
    const question = find(id ?? cursor.id);
    if (!question) return null;
    if (["inbox", "held", "declined"].includes(question.status)) return ACTIONS.approve.run({ id: question.id });
    return ["on_air", "next"].includes(question.status) ? null : send("cue", { id: question.id });
  }),
  approve: needs("approve", ({ id }) => meant(id) && send("approve", { id: meant(id) })),
  decline: needs("decline", ({ id }) => {
    const question = meant(id) && find(meant(id));
    return question && question.status !== "on_air" ? open("decline-reasons", question) : null;
  }),
  edit: locked("edit", ({ id }) => {
    const question = find(id ?? cursor.id ?? view().on_air[0]?.id ?? view().next_id ?? view().inbox[0]?.id);
    return question && open("question-editor", question);
  }),
  star: needs("star", ({ id }) => send("star", (id ?? cursor.id) ? { id: id ?? cursor.id } : {})),
  up: locked("move", ({ id }) => shift(id, -1)),
  down: locked("move", ({ id }) => shift(id, 1)),
  undo: needs("undo", () => send("undo")),
  clearall: needs("clear", () => send("clear", { layer: "all" })),
  panic: needs("panic", () => send("panic")),
  release: needs("release", () => send("release")),
  layer: needs("take", ({ layer: name }) => layer(name)),
  foreign: needs("take", ({ graphic }) => foreign(graphic)),
  newpoll: needs("poll", () => open("poll-maker")),
  openpoll: needs("openpoll", (given) => send("openpoll", { id: pollOf(given) })),
  closepoll: needs("closepoll", (given) => send("closepoll", { id: pollOf(given) })),
  publishpoll: needs("publishpoll", (given) => send("publishpoll", { id: pollOf(given) })),
  hidepoll: needs("publishpoll", (given) => send("publishpoll", { id: pollOf(given), on: false })),
  droppoll: needs("droppoll", (given) => send("droppoll", { id: pollOf(given) })),
  airpoll: needs("take", (given) => airPoll(pollOf(given))),
  form: needs("prepare", ({ graphic }) => open("graphic-form", graphic)),
  lock: needs("move", () => toggleLock()),
  search: { run: () => document.querySelector("question-inbox").search() },
  manual: needs("ask", () => document.querySelector("question-entry").start()),
  help: { run: () => open("key-help") },
  shows: { run: () => open("show-list") },
  paste: needs("paste", () => open("paste-lines")),
  import: needs("paste", () => open("file-import", "import")),
  replay: needs("paste", () => open("file-import", "replay")),
  test: needs("ask", () => send("ask", { text: say("testQuestion"), name: say("testName") })),
};

function toggleLock() {
  const on = document.body.toggleAttribute("data-lock");
  document.querySelector("[data-do=lock]").setAttribute("aria-pressed", on);
}

export async function act(name, given = {}) {
  const { verb, run, locks } = ACTIONS[name];
  if (!crew.view || (verb && !crew.may.has(verb))) return;
  if (locks && document.body.hasAttribute("data-lock")) {
    crew.onrefused(say("locked", { key: labelOf("lock") }));
    return;
  }
  const { button } = given;
  if (button) button.dataset.press = "sent";
  const slow = setTimeout(() => button && (button.dataset.press = "slow"), 500);
  try {
    await run(given);
  } finally {
    clearTimeout(slow);
    if (button) delete button.dataset.press;
  }
}

/** Presses on any button that says data-do. */
export function listen() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    const row = event.target.closest("[data-rows] > [data-key]");
    if (row) cursor.put(row, { show: !button });
    if (button) act(button.dataset.do, { id: row?.dataset.key, layer: button.dataset.layer, graphic: button.dataset.graphic, button });
  });
}

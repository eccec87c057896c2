/**
 * Which key does what: as delivered, or as changed in this browser. A key is written as KeyboardEvent.key, letters small.
 *
 *   actionOf(event)            the name of an action, "layer card" for a layer, or undefined
 *   labelOf("take")            "Space": what buttons wear
 *   change("take", "PageDown") null, or why not: { taken: "next" } or { fixed: true }
 *   reset()   follow(() => …)  as delivered again; called after each change, also by another page of this browser
 */
import { said } from "./words.js";

const STORED = "overlay keys";
const DELIVERED = {
  take: " ", clear: "c", next: "n", back: "b", skip: "k", star: "s", approve: "a", decline: "d", edit: "e", undo: "z", lock: "l",
  manual: "m", search: "/", help: "?", "layer question": "1", "layer card": "2",
  "layer poll": "3", "layer wall": "4", "layer guest": "5", "layer ticker": "6", "layer join": "7",
};
const FIXED = new Set(["Escape", "Enter", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Dead", "Unidentified"]);

let keys = stored();
const followers = [];

function stored() {
  try {
    const own = Object.entries(JSON.parse(localStorage.getItem(STORED)) ?? {});
    const fit = own.filter(([name, key]) => name in DELIVERED && typeof key === "string" && !FIXED.has(key));
    const all = { ...DELIVERED, ...Object.fromEntries(fit) };
    return new Set(Object.values(all)).size === Object.keys(all).length ? all : { ...DELIVERED };
  } catch {
    return { ...DELIVERED }; // no storage in this browser, or something else in its place
  }
}

function keep(wanted) {
  keys = wanted;
  try {
    localStorage.setItem(STORED, JSON.stringify(Object.fromEntries(Object.entries(keys).filter(([name, key]) => DELIVERED[name] !== key))));
  } catch {
    keys = wanted; // storage is refused (private window): the keys live as long as the page
  }
  for (const told of followers) told();
}

window.addEventListener("storage", ({ key }) => {
  if (key !== STORED && key !== null) return;
  keys = stored();
  for (const told of followers) told();
});

const small = (key) => (key.length === 1 ? key.toLowerCase() : key);
const named = (key) => Object.keys(keys).find((name) => keys[name] === key);

/** By the letter first: on some keyboards "/" is Shift and 7, and digits need Shift. */
export const actionOf = ({ key, code }) => named(small(key)) ?? named(/^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]);

export function labelOf(name) {
  const key = keys[name] ?? "";
  return said("keyNames")[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

export function change(name, pressed) {
  const key = small(pressed);
  if (FIXED.has(key)) return { fixed: true };
  const taken = named(key);
  if (taken && taken !== name) return { taken };
  keep({ ...keys, [name]: key });
  return null;
}

export const reset = () => keep({ ...DELIVERED });

/** Writes its key on everything that wears one: a button's <kbd>, or <kbd data-key-of="search">; also in templates. */
function wear() {
  const roots = [document, ...[...document.querySelectorAll("template")].map(({ content }) => content)];
  for (const kbd of roots.flatMap((root) => [...root.querySelectorAll("button[data-do] kbd, kbd[data-key-of]")])) {
    const button = kbd.closest("button");
    const name = kbd.dataset.keyOf ?? button.dataset.do;
    if (!(name in keys)) continue;
    kbd.textContent = labelOf(name);
    if (button?.title) button.title = `${button.getAttribute("aria-label")} · ${kbd.textContent}`;
  }
}

export function follow(told) {
  followers.push(told);
  told();
}

follow(wear);

/**
 * The keys of the control page. A key does what the button that wears it does (actions.js).
 *
 *   listen();
 *
 * Left alone: repeats, text fields and choices, open dialogs, combinations with Ctrl, Alt or the system's key.
 */
import { act } from "./actions.js";
import { cursor } from "./cursor.js";
import { actionOf } from "./key-map.js";

const TWICE = 700; // ms between the two presses of Esc

let escaped = { at: -Infinity, shift: false };

export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (writing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (pressed(event)) event.preventDefault(); // so that a button with the focus is not pressed as well
  });
  // A button is pressed by Space when the key comes up: that press is ours too.
  document.addEventListener("keyup", (event) => {
    if (event.key === " " && !writing(event.target) && !document.querySelector("dialog[open]")) event.preventDefault();
  });
}

/** Whether the key was one of ours. */
function pressed(event) {
  const { key, shiftKey, target } = event;
  if (key === "Escape") return escape(shiftKey);
  if (key.startsWith("Arrow")) document.activeElement?.blur(); // Enter is for the chosen row now
  if (key === "ArrowUp" || key === "ArrowDown") return cursor.step(key === "ArrowUp" ? -1 : 1), true;
  if (key === "ArrowLeft" || key === "ArrowRight") return cursor.cross(key === "ArrowLeft" ? -1 : 1), true;
  if (key === "Enter") {
    if (target.closest("button, a, summary")) return false;
    return press("cue"), true;
  }
  const [name, layer] = actionOf(event)?.split(" ") ?? [];
  if (!name) return false;
  press(name, { layer });
  return true;
}

function press(name, given = {}) {
  const row = cursor.row;
  const wears = (root) => [...root.querySelectorAll(`button[data-do="${name}"]`)].find((button) => button.dataset.layer === given.layer);
  const button = (row && wears(row)) || [...document.querySelectorAll("button[data-do]:not([data-rows] *)")].find(
    (other) => other.dataset.do === name && other.dataset.layer === given.layer,
  );
  act(name, { ...given, button: button ?? undefined });
}

/** The first Esc waits for a second; with Shift at the first it is panic. */
function escape(shift) {
  const now = performance.now();
  const twice = now - escaped.at < TWICE;
  if (twice) press(escaped.shift ? "panic" : "clearall");
  escaped = twice ? { at: -Infinity, shift: false } : { at: now, shift };
  document.body.toggleAttribute("data-escaped", !twice);
  setTimeout(() => document.body.toggleAttribute("data-escaped", performance.now() - escaped.at < TWICE), TWICE + 10);
  return true;
}

const FIELDS = "input:not([type=checkbox], [type=radio], [type=button], [type=file]), textarea, select, [contenteditable]";

/** A field of a dialog that has just been closed still has the focus for a moment, and nobody writes in it. */
const writing = (target) => target instanceof Element && target.matches(FIELDS) && !target.closest("dialog:not([open])");

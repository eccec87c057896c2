/**
 * One graphic as it would look, in a frame of a page of ours that fills it: /preview
 *
 *   in    { graphic, frame, data }      show that; another graphic takes the place of the one before
 *         …, cut: false }               with its movement; without this there is none
 *         { off: true, cut }            take it off
 *         { ground: "bright" }          behind it: checker, dark, bright, photo
 *         { dress: { "--ov-…": value } }   a theme that is being made, over the one it wears
 *   out   { listening: true }   { about: { steps, definition? } }   { fault: { graphic, sentence } }   { drawn: true }
 *
 * It listens to the page around it alone, and only where that is ours. It holds no token.
 */
import { ForeignSlot } from "./foreign-slot.js";
import { GraphicSlot } from "./graphic-slot.js";

const root = document.getElementById("stage");
const worn = new CSSStyleSheet();
const say = (message) => window.parent.postMessage(message, location.origin);
let shown = null; // { graphic, slot, box, data }

window.addEventListener("message", ({ source, origin, data }) => {
  if (source !== window.parent || origin !== location.origin || !data) return;
  if (data.ground) root.dataset.ground = data.ground;
  if (data.dress) dress(data.dress);
  if (data.off) shown?.slot.out(data.cut);
  if (data.graphic) show(data);
});

async function show({ graphic, frame, data, cut = true }) {
  if (graphic !== shown?.graphic) replace(graphic, frame);
  const { theme } = document.documentElement.dataset;
  shown.data = { theme, motion: cut ? "cut" : "full", ...data };
  const { slot } = shown;
  await slot.show(shown.data, cut);
  if (slot === shown.slot) say({ drawn: true });
}

function replace(graphic, frame) {
  shown?.slot.dispose?.(); // only a frame has something that goes on
  shown?.box.remove();
  const box = document.createElement("div");
  box.className = "layer";
  root.append(box);
  const onfault = (fault) => say({ fault });
  const slot = frame
    ? new ForeignSlot(box, graphic, {}, onfault, learnt)
    : new GraphicSlot(box, graphic, {}, onfault);
  shown = { graphic, slot, box, data: {} };
}

/** A graphic that goes out by itself would show nothing without movement. */
function learnt(about) {
  say({ about });
  if (about.fleeting) shown.slot.show(shown.data, false);
}

/** What stands on a graphic from outside wins over its theme; as after a change of size, it is fitted anew. */
function dress(properties) {
  worn.replaceSync(".layer > * {}");
  const { style } = worn.cssRules[0];
  for (const [name, value] of Object.entries(properties)) style.setProperty(name, value);
  document.adoptedStyleSheets = [worn];
  window.dispatchEvent(new Event("resize"));
}

if (window.parent !== window) say({ listening: true });

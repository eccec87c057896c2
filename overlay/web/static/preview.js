/**
 * One graphic as it would look, in a frame of a page of ours that fills it: /preview
 *
 *   in    { graphic, frame, data }      show that; another graphic takes the place of the one before
 *   out   { listening: true }   { about: { steps, definition? } }   { fault: { graphic, sentence } }
 *
 * It listens to the page around it alone, and only where that is ours. It holds no token.
 */
import { ForeignSlot } from "./foreign-slot.js";
import { GraphicSlot } from "./graphic-slot.js";

const root = document.getElementById("stage");
const say = (message) => window.parent.postMessage(message, location.origin);
let shown = null; // { graphic, slot, box }

window.addEventListener("message", ({ source, origin, data }) => {
  if (source !== window.parent || origin !== location.origin || !data?.graphic) return;
  if (data.graphic !== shown?.graphic) replace(data);
  shown.slot.show({ theme: document.documentElement.dataset.theme, motion: "cut", ...data.data }, true);
});

function replace({ graphic, frame }) {
  shown?.box.remove();
  const box = document.createElement("div");
  box.className = "layer";
  root.append(box);
  const onfault = (fault) => say({ fault });
  const slot = frame
    ? new ForeignSlot(box, graphic, {}, onfault, (about) => say({ about }))
    : new GraphicSlot(box, graphic, {}, onfault);
  shown = { graphic, slot, box };
}

if (window.parent !== window) say({ listening: true });

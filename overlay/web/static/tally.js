/**
 * Whether viewers really see what is on air, as far as this page can know.
 *
 *   const { state, why } = tally();
 *
 * state: "off" nothing is on air · "sent" taken a moment ago · "red" seen · "amber" taken and not seen; then why says so.
 */
import { crew } from "./crew.js";
import { say } from "./words.js";

const PATIENCE = 500;
const first = new Map(); // the newest take and since when this page knows of it

export function tally() {
  const { layers } = crew.view;
  const { pages, tally: told, obs } = crew.lamps;
  const take = Math.max(0, ...layers.map((layer) => layer.take));
  if (!layers.length) return { state: "off", why: "" };
  if (told === "red" && pages.seen >= take) return { state: "red", why: "" };
  if (!first.has(take)) {
    first.clear();
    first.set(take, performance.now());
    setTimeout(() => crew.redraw(), PATIENCE + 20);
  }
  if (performance.now() - first.get(take) < PATIENCE) return { state: "sent", why: "" };
  if (pages.overlay === 0) return { state: "amber", why: say("noOverlay") };
  if (pages.seen === null || pages.seen < take) return { state: "amber", why: say("notDrawn") };
  return { state: "amber", why: obs.state === "up" ? say("obsHides") : say("notDrawn") };
}

/**
 * The logo of the theme (`--ov-logo: "logo-….png"`, a file beside it), in graphics whose markup has a place for it:
 * <img class="logo" data-el="logo" alt="" hidden>. Where there is none, or it does not load, nothing is shown.
 */
import { within } from "./files.mjs";
import { fade } from "./motion.mjs";

const PATIENCE = 1500;
const HIGH = 72; // units; stage.css draws it so high
const WIDEST = 240;

/** Shows the logo of the theme that the graphic wears, or none; to be called before words are fitted beside it. */
export async function brand(graphic) {
  const { logo } = graphic.el;
  if (!logo) return;
  const [, name] = /^"(logo-[0-9a-f]{16}\.png)"$/.exec(getComputedStyle(graphic).getPropertyValue("--ov-logo").trim()) ?? [];
  const address = name ? new URL(`../_themes/${name}`, import.meta.url).href : "";
  if (logo.dataset.shown === address) return;
  logo.dataset.shown = address;
  if (name) logo.src = address;
  const here = name !== undefined && (await within(PATIENCE, logo.decode().then(() => true, () => false)));
  if (logo.dataset.shown !== address) return; // another theme came meanwhile
  logo.hidden = !here;
  graphic.toggleAttribute("data-logo", Boolean(here));
  if (here) graphic.style.setProperty("--logo-wide", String(Math.round(Math.min(WIDEST, (HIGH * logo.naturalWidth) / logo.naturalHeight))));
}

/** It comes when the plate stands, and goes before it does. */
export const branded = ({ logo }, on) => (logo ? [on ? fade(logo, 0, 1, 260, 320) : fade(logo, 1, 0, 120)] : []);

/**
 * What the theme editor shows of a theme's properties, and what they are after a hand has changed it (docs/themes.md).
 *
 *   fieldsOf(properties)                     { plate, plateEnd, opacity, ink, …, radius, motion }
 *   changed(properties, "plate", "#102030")  the properties with that field changed, and what follows from it
 *   shapeOf(properties, ours)                which of our themes its plate and label are shaped like, or ""
 *   shaped(properties, ours.paper)           the properties in that theme's shape
 *   nameOf("Émission du soir")               "emission-du-soir"
 */
import { tints } from "/graphics/_lib/colour.mjs";

const SHAPE = [
  "--ov-bar-wide", "--ov-bar-high", "--ov-label-radius", "--ov-label-start", "--ov-label-end", "--ov-label-block",
  "--ov-label-room", "--ov-label-weight", "--ov-label-stretch", "--ov-label-track", "--ov-label-case",
];

const hexes = (value) => value?.match(/#[0-9a-f]{6}/gi) ?? [];
const hex = (value) => hexes(value)[0] ?? "#000000";
const units = (value) => Number(/([\d.]+) \* var/.exec(value)?.[1] ?? 0);
const length = (number) => (Number(number) ? `calc(${Number(number)} * var(--u))` : "0px");
const bare = (value) => value?.replaceAll('"', "") ?? "";

const SIMPLE = { second: "--ov-plate-2", ink: "--ov-ink", ink2: "--ov-ink-2" };
const CHOSEN = { motion: "--ov-motion", weight: "--ov-weight" };
const FACES = { fontText: "--ov-font-text", fontUi: "--ov-font-ui" };

export function fieldsOf(properties) {
  const plates = hexes(properties["--ov-plate"]);
  const alpha = /#[0-9a-f]{6}([0-9a-f]{2})/i.exec(properties["--ov-plate"])?.[1];
  const found = {
    plate: plates[0],
    gradient: plates.length > 1,
    plateEnd: plates.at(-1),
    opacity: alpha ? Math.round((parseInt(alpha, 16) / 255) * 100) : 100,
    accent: hex(properties["--ov-accent-c"]),
    labelOwn: !/^(?:transparent|var\(--ov-accent-c\))$/.test(properties["--ov-label-bg"]) || hexes(properties["--ov-label-ink"]).length > 0,
    labelBare: properties["--ov-label-bg"] === "transparent",
    labelBg: hexes(properties["--ov-label-bg"])[0] ?? hex(properties["--ov-accent-c"]),
    labelInk: hexes(properties["--ov-label-ink"])[0] ?? hex(properties[inkOfLabel(properties)]),
    radius: units(properties["--ov-radius"]),
    square: properties["--ov-label-block"] === "0px",
    logo: /^"(logo-[0-9a-f]{16}\.png)"$/.exec(properties["--ov-logo"] ?? "")?.[1] ?? "",
  };
  for (const [field, name] of Object.entries(SIMPLE)) found[field] = hex(properties[name]);
  for (const [field, name] of Object.entries(CHOSEN)) found[field] = properties[name];
  for (const [field, name] of Object.entries(FACES)) found[field] = bare(properties[name]);
  return found;
}

const inkOfLabel = (properties) => (properties["--ov-label-bg"] === "transparent" ? "--ov-accent-ink" : "--ov-on-accent");

export function changed(properties, field, value) {
  if (field in SIMPLE) return { ...properties, [SIMPLE[field]]: value };
  if (field in CHOSEN) return { ...properties, [CHOSEN[field]]: value };
  if (field in FACES) return { ...properties, [FACES[field]]: `"${value}"` };
  return MADE[field](properties, value);
}

export const shapeOf = (properties, ours) =>
  Object.entries(ours).find(([, theme]) => SHAPE.every((name) => theme[name] === properties[name]))?.[0] ?? "";

/** The label's ground belongs to the shape, and so do round corners: a tab stands square on its plate. */
export function shaped(properties, theme) {
  const ground = theme["--ov-label-bg"];
  const corners = theme["--ov-label-block"] === "0px" ? theme["--ov-radius"] : properties["--ov-radius"];
  const next = { ...properties, ...Object.fromEntries(SHAPE.map((name) => [name, theme[name]])), "--ov-radius": corners, "--ov-label-bg": ground };
  return { ...next, "--ov-label-ink": `var(${inkOfLabel(next)})` };
}

/** Fields that are written into more than one property, or into a part of one. */
const MADE = {
  plate: (properties, value) => plated(properties, { plate: value }),
  plateEnd: (properties, value) => plated(properties, { plateEnd: value }),
  gradient: (properties, value) => plated(properties, { gradient: value }),
  opacity: (properties, value) => plated(properties, { opacity: Number(value) }),
  accent: (properties, value) => accented({ ...properties, "--ov-accent-c": `var(--ov-accent, ${value})` }),
  labelOwn(properties, own) {
    const { labelBare, labelBg, labelInk } = fieldsOf(properties);
    const ground = labelBare ? "transparent" : own ? labelBg : "var(--ov-accent-c)";
    return { ...properties, "--ov-label-bg": ground, "--ov-label-ink": own ? labelInk : `var(${inkOfLabel(properties)})` };
  },
  labelBg: (properties, value) => ({ ...properties, "--ov-label-bg": value }),
  labelInk: (properties, value) => ({ ...properties, "--ov-label-ink": value }),
  radius: (properties, value) => ({ ...properties, "--ov-radius": length(value) }),
  logo: (properties, value) => ({ ...properties, "--ov-logo": value ? `"${value}"` : "none" }),
};

function plated(properties, change) {
  const { plate, plateEnd, gradient, opacity } = { ...fieldsOf(properties), ...change };
  const alpha = opacity < 100 ? Math.round(opacity * 2.55).toString(16).padStart(2, "0") : "";
  const angle = /\d+deg/.exec(properties["--ov-plate"])?.[0] ?? "100deg";
  const value = gradient ? `linear-gradient(${angle}, ${plate}${alpha} 0%, ${plateEnd}${alpha} 100%)` : `${plate}${alpha}`;
  return accented({ ...properties, "--ov-plate": value });
}

/** The accent's shades that can be read: as words on the plate, and of words on it. */
function accented(properties) {
  const shades = tints(hex(properties["--ov-accent-c"]), properties["--ov-plate"].replace(/(#[0-9a-f]{6})[0-9a-f]{2}/gi, "$1"));
  return {
    ...properties,
    "--ov-accent-ink": `var(--ov-accent-words, ${shades["--ov-accent-words"]})`,
    "--ov-on-accent": `var(--ov-accent-over, ${shades["--ov-accent-over"]})`,
  };
}

export const nameOf = (title) =>
  title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "")
    .slice(0, 40);

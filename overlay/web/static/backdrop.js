/**
 * What is behind the picture, for keyers, screens of a hall and previews; usually nothing.
 *
 *   const ground = backdrop("green");      checker, green, blue, black, white, grey, or a colour: #000, 1b4fd8
 *   paint(ground);                         behind the whole page
 *   blendAsObs(stage, ground);             lay the stage over it as OBS does (obs-browser#469): premultiplied sRGB is
 *                                          decoded, and light is blended
 */
const SVG = "http://www.w3.org/2000/svg";
const NAMED = { green: "#00b140", blue: "#0047bb", black: "#000000", white: "#ffffff", grey: "#808080" };
const LIGHT = "#9e9e9e";
const DARK = "#616161";
const SQUARE = 32; // pixels of the page

/** The colours of the ground: one, or two of a checkerboard; null, and a sentence for the log, for what is none. */
export function backdrop(name) {
  if (name === "checker") return [LIGHT, DARK];
  if (Object.hasOwn(NAMED, name)) return [NAMED[name]];
  if (/^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.test(name)) return [`#${name.replace("#", "")}`];
  console.error(`There is no background “${name}”; there are checker, ${Object.keys(NAMED).join(", ")}, or a colour such as #1b4fd8.`);
  return null;
}

export function paint([colour, other]) {
  const squares = `repeating-conic-gradient(${colour} 0% 25%, ${other} 0% 50%) 0 0 / ${2 * SQUARE}px ${2 * SQUARE}px`;
  document.documentElement.style.background = other ? squares : colour;
}

/**
 * With P the premultiplied picture and A its alpha: light of the result = light of P + light of the ground × (1 − A).
 * The solid parts, where nothing is blended, are laid over it as they are: a filter's light has 8 bits only.
 */
export function blendAsObs(stage, [colour, other]) {
  const whole = { x: 0, y: 0, width: "100%", height: "100%" };
  const ground = [part("feFlood", { "flood-color": colour, result: "ground" })];
  if (other) {
    const tile = { x: 0, y: 0, width: 2 * SQUARE, height: 2 * SQUARE };
    for (const [at, result] of [[0, "one"], [SQUARE, "two"]])
      ground.push(part("feFlood", { "flood-color": other, x: at, y: at, width: SQUARE, height: SQUARE, result }));
    ground.push(
      part("feMerge", { ...tile, result: "squares" }, node("one"), node("two")),
      part("feTile", { in: "squares", ...whole, result: "tiled" }),
      part("feMerge", { result: "ground" }, node("ground"), node("tiled")),
    );
  }
  const filter = part(
    "filter",
    { id: "as-obs", ...whole, filterUnits: "objectBoundingBox", primitiveUnits: "userSpaceOnUse" },
    ...ground,
    part("feFlood", { "flood-color": "#000", result: "black" }),
    part("feComposite", { in: "SourceGraphic", in2: "black", operator: "over", result: "premultiplied" }),
    part("feComposite", { in: "ground", in2: "SourceGraphic", operator: "out", light: true, result: "around" }),
    part("feComposite", { in: "premultiplied", in2: "around", operator: "arithmetic", k1: 0, k2: 1, k3: 1, k4: 0, light: true, result: "blended" }),
    part("feComponentTransfer", { in: "SourceGraphic", result: "solid" }, part("feFuncA", { type: "linear", slope: 255, intercept: -254 })),
    part("feComposite", { in: "SourceGraphic", in2: "solid", operator: "in", result: "kept" }),
    part("feMerge", {}, node("blended"), node("kept")),
  );
  const drawing = part("svg", { width: 0, height: 0, "aria-hidden": "true" }, filter);
  document.body.append(drawing);
  stage.style.filter = "url(#as-obs)";
}

const node = (name) => part("feMergeNode", { in: name });

function part(name, { light = false, ...attributes }, ...parts) {
  const made = document.createElementNS(SVG, name);
  if (name.startsWith("fe")) made.setAttribute("color-interpolation-filters", light ? "linearRGB" : "sRGB");
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...parts);
  return made;
}

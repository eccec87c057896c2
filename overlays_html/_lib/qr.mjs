/**
 * A QR code from its path (one unit a module, without its quiet zone), dark on white whatever the theme: cameras of
 * phones want it so.
 *
 *   const side = qrCode(element, path, modules)     units a side, with its quiet zone; 0 if there is no code
 *   qrCode(element, path, modules, 480)             as large as fits into so many, but for modules too small to be read
 */
const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // modules of white on each side, as the QR standard asks
const SMALLEST = 8; // units a module: 5 is still read from a poor stream, 3 is not
const USUAL = 296; // a code of version 3, which holds 42 characters

export function qrCode(element, path, modules, most = USUAL) {
  const count = Math.floor(modules);
  const good = count >= 21 && count <= 77 && /^[MmLlHhVvZz\d\s,.-]+$/.test(path);
  element.hidden = !good;
  if (!good) return 0;
  const side = count + 2 * QUIET;
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `${-QUIET} ${-QUIET} ${side} ${side}`);
  const drawing = document.createElementNS(SVG, "path");
  drawing.setAttribute("d", path);
  picture.append(drawing);
  element.replaceChildren(picture);
  return side * Math.max(SMALLEST, Math.floor(most / side));
}

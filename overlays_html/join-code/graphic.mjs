import { fit } from "../_lib/fit.mjs";
import { fade, leave, move } from "../_lib/motion.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean } from "../_lib/text.mjs";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // modules of white on each side, as the QR standard asks
const SMALLEST = 8; // units a module: 5 is still read from a poor stream, 3 is not
const USUAL = 296; // a code of version 3, which holds 42 characters
const CALL = [[34, 1], [30, 1], [34, 2], [28, 3]];
const ADDRESS = [[34, 1], [30, 1], [28, 1]];
const LONG_ADDRESS = [[34, 2], [30, 3], [28, 6]];

/** Where to ask: the code for phones, the address in words. */
export default class JoinCode extends OverlayGraphic {
  static url = import.meta.url;
  static fields = { title: "", words: "Ask your question", url: "", qr: "", modules: 0 };

  draw(data) {
    const { addressBox, callBox, url, words } = this.el;
    const call = clean(data.words) || clean(data.title);
    callBox.hidden = !call;
    fit(words, call, CALL);
    this.#code(data.qr, Math.floor(data.modules));
    const address = clean(data.url).replace(/^https?:\/\//, "").replace(/\/$/, "");
    addressBox.hidden = !address;
    if (!fit(url, address, ADDRESS)) fit(url, address.replace(/[/.:?&=-]/g, "$&\u200B"), LONG_ADDRESS);
  }

  /** The path fills whole modules, one unit each, without its quiet zone. */
  #code(path, modules) {
    const { code } = this.el;
    const good = modules >= 21 && modules <= 77 && /^[MmLlHhVvZz\d\s,.-]+$/.test(path);
    code.hidden = !good;
    if (!good) return;
    const side = modules + 2 * QUIET;
    this.style.setProperty("--side-of-code", String(side * Math.max(SMALLEST, Math.floor(USUAL / side))));
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", `${-QUIET} ${-QUIET} ${side} ${side}`);
    const drawing = document.createElementNS(SVG, "path");
    drawing.setAttribute("d", path);
    picture.append(drawing);
    code.replaceChildren(picture);
  }

  motion() {
    const { addressBox, callBox, code, join } = this.el;
    return {
      in: [move(join, "translateY(-24%)", 500), fade(join, 0, 1, 260), fade(callBox, 0, 1, 260, 140), fade(addressBox, 0, 1, 260, 200)],
      out: [leave(join, "translateY(-18%)", 300), fade(join, 1, 0, 260, 30)],
      swapOut: [fade(code, 1, 0, 120), fade(addressBox, 1, 0, 120)],
      swapIn: [fade(code, 0, 1, 240), fade(addressBox, 0, 1, 240, 60)],
    };
  }
}

import { fit } from "../_lib/fit.mjs";
import { fade, leave, move } from "../_lib/motion.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { qrCode } from "../_lib/qr.mjs";
import { clean } from "../_lib/text.mjs";

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
    this.style.setProperty("--side-of-code", String(qrCode(this.el.code, data.qr, data.modules) || 296));
    const address = clean(data.url).replace(/^https?:\/\//, "").replace(/\/$/, "");
    addressBox.hidden = !address;
    if (!fit(url, address, ADDRESS)) fit(url, address.replace(/[/.:?&=-]/g, "$&\u200B"), LONG_ADDRESS);
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

import { fit } from "../_lib/fit.mjs";
import { manner } from "../_lib/manner.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean } from "../_lib/text.mjs";

// Sizes for the words, biggest first: [height in units, most lines]. The first that holds them is taken.
const SIZES = [[60, 2], [48, 3], [40, 6]];

/** My graphic: a label, words, a name, on a plate low in the frame. */
export default class MyGraphic extends OverlayGraphic {
  static url = import.meta.url; // graphic.html and graphic.css lie beside this file

  // What it takes, and what stands for "not given". The form is in my-graphic.ograf.json: keep the names the same.
  static fields = { label: "", text: "", name: "" };

  // Puts words into graphic.html; this.el.text is what is marked data-el="text" there. Called whenever they change.
  draw({ label, text, name }) {
    this.el.tab.hidden = this.put("label", label) === "";
    fit(this.el.text, clean(text), SIZES);
    this.put("name", name);
  }

  // How the parts come and go; the theme chooses the manner. Own movements: _lib/motion.mjs.
  motion() {
    const { strap, ground, bar, tabBox, text, name } = this.el;
    return manner(this, { whole: strap, ground, bar, label: tabBox, words: [text, name] });
  }
}

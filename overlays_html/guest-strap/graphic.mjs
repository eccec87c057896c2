import { fit } from "../_lib/fit.mjs";
import { manner } from "../_lib/manner.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean, direction, spoken } from "../_lib/text.mjs";

const NAME = [[60, 1], [54, 1], [48, 1], [48, 2], [40, 3]];
const ROLE = [[36, 1], [32, 1], [32, 2], [28, 3]];

/** Who is speaking: a name, and under it what they are. */
export default class GuestStrap extends OverlayGraphic {
  static url = import.meta.url;
  static fields = { name: "", role: "", label: "" };

  draw(data) {
    const { content, label, name, role } = this.el;
    this.put("label", data.label);
    label.closest(".labelmask").hidden = label.hidden;
    const [who, what] = [clean(data.name), clean(data.role)];
    content.dir = direction(who || what);
    for (const [part, words, steps] of [[name, who, NAME], [role, what, ROLE]]) {
      part.hidden = words === "";
      spoken(part, words, data.lang);
      if (!fit(part, words, steps)) this.#cut(part, words, steps);
    }
  }

  /** A name longer than its last step holds ends in an ellipsis: no name is a page to read. */
  #cut(part, words, steps) {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (fit(part, `${words.slice(0, middle).trimEnd()}…`, steps.slice(-1))) low = middle;
      else high = middle - 1;
    }
    fit(part, `${words.slice(0, low).trimEnd()}…`, steps.slice(-1));
  }

  motion() {
    const { bar, ground, labelBox, name, role, strap } = this.el;
    return manner(this, { whole: strap, ground, bar, label: labelBox, words: [name, role] });
  }
}

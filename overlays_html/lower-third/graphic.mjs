import { manner } from "../_lib/manner.mjs";
import { QuestionGraphic } from "../_lib/question.mjs";

const WIDE = [[60, 2], [54, 2], [48, 3], [44, 3], [40, 4], [40, 6]];
const UPRIGHT = [[60, 3], [54, 4], [48, 5], [44, 6], [40, 8]];

const upright = () => window.innerWidth <= window.innerHeight;

/** The question low in the frame: label, words, who asks. */
export default class LowerThird extends QuestionGraphic {
  static url = import.meta.url;

  steps() {
    return upright() ? UPRIGHT : WIDE;
  }

  rows() {
    return upright() ? 2 : 1;
  }

  motion() {
    const { bar, by, ground, labelBox, strap, text } = this.el;
    return manner(this, { whole: strap, ground, bar, label: labelBox, words: [text, by] });
  }
}

import { manner } from "../_lib/manner.mjs";
import { QuestionGraphic } from "../_lib/question.mjs";

const WIDE = [[84, 3], [72, 4], [64, 5], [56, 6], [48, 8], [44, 9], [40, 10]];
const UPRIGHT = [[72, 5], [64, 6], [56, 8], [48, 10], [44, 12]];
const SQUARE = [[64, 5], [56, 6], [48, 8], [44, 9]];

/** The question large in the middle of the frame, for words too long for the lower third. */
export default class QuestionCard extends QuestionGraphic {
  static url = import.meta.url;

  steps() {
    const shape = window.innerWidth / window.innerHeight;
    if (shape > 1) return WIDE;
    return shape > 0.75 ? SQUARE : UPRIGHT;
  }

  rows() {
    return 2;
  }

  motion() {
    const { bar, by, card, ground, labelBox, text } = this.el;
    return manner(this, { whole: card, ground, bar, label: labelBox, words: [text, by] });
  }
}

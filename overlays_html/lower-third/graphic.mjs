import { fade, leave, move, rise } from "../_lib/motion.mjs";
import { QuestionGraphic } from "../_lib/question.mjs";

const WIDE = [[60, 2], [54, 2], [48, 3], [44, 3], [40, 4], [40, 6]];
const UPRIGHT = [[60, 3], [54, 4], [48, 5], [44, 6], [40, 8]];

/** The question low in the frame: label, words, who asks. */
export default class LowerThird extends QuestionGraphic {
  static url = import.meta.url;

  steps() {
    return window.innerWidth <= window.innerHeight ? UPRIGHT : WIDE;
  }

  motion() {
    const { bar, by, ground, labelBox, text } = this.el;
    return {
      in: [move(bar, "scaleY(0)", 300), move(ground, "scaleX(0)", 420, 60), rise(labelBox, 380, 140), rise(text, 480, 200), rise(by, 480, 270)],
      out: [fade(text, 1, 0, 120), fade(by, 1, 0, 120), leave(labelBox, "translateY(108%)", 200), leave(ground, "scaleX(0)", 300, 60), leave(bar, "scaleY(0)", 180, 240)],
      swapOut: [fade(text, 1, 0, 140), fade(by, 1, 0, 140)],
      swapIn: [rise(text, 420), rise(by, 420, 60)],
    };
  }
}

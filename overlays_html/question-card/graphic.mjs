import { fade, leave, move, rise } from "../_lib/motion.mjs";
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

  motion() {
    const { bar, by, ground, labelBox, text } = this.el;
    return {
      in: [move(bar, "scaleY(0)", 340), move(ground, "scaleX(0)", 440, 60), rise(labelBox, 400, 140), rise(text, 480, 200), rise(by, 420, 280)],
      out: [fade(text, 1, 0, 120), fade(by, 1, 0, 120), leave(labelBox, "translateY(108%)", 200), leave(ground, "scaleX(0)", 270, 50), leave(bar, "scaleY(0)", 160, 190)],
      swapOut: [fade(text, 1, 0, 140), fade(by, 1, 0, 140)],
      swapIn: [rise(text, 420), fade(by, 0, 1, 300, 60)],
    };
  }
}

/**
 * Several questions at once: a line each, a name behind a tab if there is one, as a table's cells are copied.
 * They go in as one command, so that one undo takes them out again.
 *
 *   <paste-lines><dialog> … </dialog></paste-lines>
 *   paste.open("line\nline")
 */
import { crew } from "./crew.js";
import { DialogPart } from "./dialog-part.js";
import { say } from "./words.js";

const MOST = 500;
const LONGEST = 280;
const segments = new Intl.Segmenter();

export function drafts(words) {
  return words
    .split(/\r?\n/)
    .map((line) => line.split("\t").map((cell) => cell.replace(/\s+/g, " ").trim()))
    .filter(([text]) => text)
    .map(([text, name = ""]) => ({ text, name }));
}

class PasteLines extends DialogPart {
  ready() {
    this.form.elements.lines.addEventListener("input", () => this.#look());
  }

  opened(words = "") {
    this.form.elements.lines.value = words;
    this.#look();
  }

  #look() {
    const questions = drafts(this.form.elements.lines.value);
    const long = questions.filter(({ text }) => [...segments.segment(text)].length > LONGEST);
    const fault =
      questions.length > MOST ? say("tooMany", { n: questions.length, most: MOST })
      : long.length ? say("longLines", { n: long.length, limit: LONGEST, text: `${long[0].text.slice(0, 40)} …` })
      : "";
    this.questions = questions;
    this.set({
      preview: say("lineCount", { n: questions.length }),
      names: questions.some(({ name }) => name),
      fault: fault !== "",
      faultText: fault,
    });
    for (const button of this.querySelectorAll("button[type=submit]")) button.disabled = fault !== "" || !questions.length;
  }

  async submitted(value) {
    if (await crew.send("paste", { questions: this.questions, queue: value === "queue" })) this.close();
  }
}

customElements.define("paste-lines", PasteLines);

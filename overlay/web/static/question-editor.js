/**
 * Other words for a question. The words as asked stay, and what was changed is shown; what is on air keeps its copy until
 * UPDATE.
 *
 *   <question-editor><dialog> … </dialog></question-editor>
 *   editor.open(question)
 */
import { crew } from "./crew.js";
import { DialogPart } from "./dialog-part.js";
import { show } from "./differences.js";
import { outlook } from "./lines.js";
import { say } from "./words.js";

const LONGEST = 280;
const segments = new Intl.Segmenter();
const folded = (text) => text.replace(/\s+/g, " ").trim();
const letters = (text) => [...segments.segment(text)].length;

class QuestionEditor extends DialogPart {
  ready() {
    const { text } = this.form.elements;
    text.addEventListener("input", () => this.#look());
    text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
    this.el.back.addEventListener("click", () => {
      text.value = this.question.original || this.question.text;
      this.#look();
      text.focus();
    });
  }

  opened(question) {
    this.question = question;
    this.form.elements.text.value = question.text;
    this.set({ onAirNote: question.status === "on_air", name: question.name || say("anonymous") });
    this.#look();
  }

  open(question) {
    super.open(question);
    const { text } = this.form.elements;
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  }

  #look() {
    const { question } = this;
    const text = folded(this.form.elements.text.value);
    const asked = question.original || question.text;
    const n = letters(text);
    const { lines, card } = outlook(text);
    this.set({
      count: say("count", { n, limit: LONGEST }),
      fits: `${say("lines", { n: lines })}${card ? ` · ${say("cardBetter")}` : ""}`,
      compare: text !== asked,
      back: text !== asked,
    });
    this.el.count.dataset.level = n > LONGEST ? "over" : n > LONGEST * 0.85 ? "near" : "";
    show(this.el.difference, asked, text);
  }

  async submitted() {
    const text = folded(this.form.elements.text.value);
    if (text === this.question.text) return this.close();
    if (await crew.send("edit", { id: this.question.id, text })) this.close();
    return undefined;
  }
}

customElements.define("question-editor", QuestionEditor);

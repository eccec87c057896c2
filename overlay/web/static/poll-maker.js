/**
 * A poll is written: a question and two to five answers. Kept as a draft, or opened at once.
 *
 *   <poll-maker><dialog> … </dialog></poll-maker>
 */
import { crew } from "./crew.js";
import { DialogPart } from "./dialog-part.js";
import { say } from "./words.js";

const LIMIT = 140;
const NEAR = 0.85;
const segments = new Intl.Segmenter();
const folded = (words) => words.replace(/\s+/g, " ").trim();

class PollMaker extends DialogPart {
  ready() {
    this.form.addEventListener("input", () => this.#count());
    this.form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches("input, textarea")) return;
      event.preventDefault();
      this.#onward(event.target);
    });
  }

  opened() {
    this.form.reset();
    this.set({ fault: "" });
    this.#count();
  }

  #count() {
    const n = [...segments.segment(folded(this.form.elements.question.value))].length;
    this.set({ count: say("count", { n, limit: LIMIT }), fault: "" });
    this.el.count.dataset.level = n > LIMIT ? "over" : n >= LIMIT * NEAR ? "near" : "";
  }

  /** Enter goes to the next field, as people fill a form; the last one keeps the draft. */
  #onward(field) {
    const fields = [...this.form.querySelectorAll("textarea, input")];
    const next = fields[fields.indexOf(field) + 1];
    if (next) next.focus();
    else this.submitted("draft");
  }

  async submitted(value) {
    const { question, option } = this.form.elements;
    const options = [...option].map((field) => folded(field.value)).filter(Boolean);
    if (!folded(question.value) || options.length < 2) return this.set({ fault: say("pollShort") });
    const made = await crew.send("poll", { question: question.value, options });
    if (!made) return undefined;
    this.close();
    return value === "open" ? crew.send("openpoll", { id: made.id }) : undefined;
  }
}

customElements.define("poll-maker", PollMaker);

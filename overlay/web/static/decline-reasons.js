/**
 * Why a question is not taken: a reason that stands ready (1–5), or own words. The asker is told.
 *
 *   <decline-reasons><dialog> … </dialog></decline-reasons>
 *   reasons.open(question)
 */
import { crew } from "./crew.js";
import { DialogPart } from "./dialog-part.js";

class DeclineReasons extends DialogPart {
  ready() {
    this.dialog.addEventListener("keydown", (event) => {
      const { own } = this.form.elements;
      if (event.target === own || !/^[1-9]$/.test(event.key)) return;
      const ready = this.querySelectorAll("button[value=ready]")[event.key - 1];
      if (!ready) return;
      event.preventDefault();
      ready.click();
    });
  }

  opened(question) {
    this.question = question;
    this.form.elements.own.value = "";
    this.set({ text: question.text });
  }

  async submitted(value) {
    const chosen = value === "ready" ? this.chosen : this.form.elements.own.value.trim();
    if (await crew.send("decline", { id: this.question.id, reason: chosen })) this.close();
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("click", (event) => {
      const ready = event.target.closest("button[value=ready]");
      if (ready) this.chosen = ready.dataset.reason;
    }, true);
  }
}

customElements.define("decline-reasons", DeclineReasons);

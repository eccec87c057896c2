/**
 * Why a question is not taken: a reason that stands ready (1–5), or own words. The asker is told.
 *
 *   <decline-reasons><dialog> … </dialog></decline-reasons>     markup: control_dialogs.html
 *   reasons.open(question)
 */
import { crew } from "./crew.js";
import { DialogPart } from "./dialog-part.js";

class DeclineReasons extends DialogPart {
  ready() {
    const ready = [...this.querySelectorAll("button[data-reason]")];
    for (const button of ready) button.addEventListener("click", () => this.#decline(button.dataset.reason));
    this.dialog.addEventListener("keydown", (event) => {
      if (event.target === this.form.elements.own || !/^[1-9]$/.test(event.key)) return;
      event.preventDefault();
      ready[event.key - 1]?.click();
    });
  }

  opened(question) {
    this.question = question;
    this.form.elements.own.value = "";
    this.set({ text: question.text });
  }

  submitted() {
    return this.#decline(this.form.elements.own.value.trim());
  }

  async #decline(reason) {
    if (await crew.send("decline", { id: this.question.id, reason })) this.close();
  }
}

customElements.define("decline-reasons", DeclineReasons);

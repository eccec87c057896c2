/**
 * Base of the elements that are one <dialog>. Closed by Escape, by a button with value="cancel", by a press beside it.
 *
 *   class KeyHelp extends DialogPart { opened(given) {} submitted(value) {} }
 *   document.querySelector("key-help").open(given)
 */
import { Part } from "./part.js";

export class DialogPart extends Part {
  connectedCallback() {
    if (this.dialog) return;
    this.dialog = this.querySelector("dialog");
    this.form = this.querySelector("form");
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.close());
    this.dialog.addEventListener("close", () => this.closed());
    this.dialog.addEventListener("cancel", (event) => {
      if (event.target !== this.dialog) return; // of a file field
      event.preventDefault();
      this.close();
    });
    for (const button of this.querySelectorAll("button[value=cancel]")) {
      button.type = "button";
      button.addEventListener("click", () => this.close());
    }
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submitted(event.submitter?.value ?? "");
    });
    super.connectedCallback();
  }

  open(...given) {
    this.opened(...given);
    if (!this.dialog.open) this.dialog.showModal();
  }

  /** The focus goes to the page, not back to the button that opened the dialog: Enter would press that one again. */
  close() {
    this.dialog.close();
    document.activeElement?.blur();
  }

  opened() {}

  submitted() {
    this.close();
  }

  closed() {}
}

/**
 * An address with a token in it: masked until it is asked for, since screens are seen by others.
 *
 *   <secret-address data-masked> … </secret-address>     element.value = "http://…#token"
 *   parts: field, reveal (may be missing), copy
 */
import { parts } from "./rows.js";
import { say } from "./words.js";

class SecretAddress extends HTMLElement {
  #value = "";

  connectedCallback() {
    if (this.el) return;
    this.el = parts(this);
    this.el.copy.addEventListener("click", () => this.#copy());
    this.el.reveal?.addEventListener("click", () => {
      this.toggleAttribute("data-masked");
      this.#show();
    });
    this.#show();
  }

  set value(value) {
    this.#value = value;
    this.#show();
  }

  #show() {
    if (!this.el) return;
    const masked = this.hasAttribute("data-masked");
    this.el.field.value = masked ? this.#value.replace(/#.*/, "#••••••••") : this.#value;
    if (this.el.reveal) {
      this.el.reveal.textContent = say(masked ? "reveal" : "hide");
      this.el.reveal.setAttribute("aria-pressed", !masked);
    }
  }

  async #copy() {
    await copied(this.#value);
    this.el.copy.textContent = say("copied");
    setTimeout(() => (this.el.copy.textContent = say("copy")), 2000);
  }
}

/** The clipboard is for secure pages only; over plain http a selection is copied the old way. */
async function copied(words) {
  if (navigator.clipboard) return navigator.clipboard.writeText(words);
  const field = document.body.appendChild(document.createElement("textarea"));
  field.value = words;
  field.select();
  document.execCommand("copy");
  field.remove();
  return undefined;
}

customElements.define("secret-address", SecretAddress);

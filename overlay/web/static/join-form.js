/**
 * For a page that nobody knows yet: a link or a code by hand.
 *
 *   <join-form> … </join-form>     markup: joining.html
 */
import { parts } from "./rows.js";
import { exchange } from "./token.js";

class JoinForm extends HTMLElement {
  connectedCallback() {
    const { fault } = parts(this);
    const form = this.querySelector("form");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        await exchange(form.elements.code.value);
        location.reload();
      } catch (refusal) {
        fault.textContent = refusal.message;
      }
    });
  }
}

customElements.define("join-form", JoinForm);

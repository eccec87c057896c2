/**
 * Where the page is too narrow for all its panels: which of them is shown, as body[data-tab].
 *
 *   <tab-bar> <button data-to="inbox"> … </tab-bar>
 */
import { crew } from "./crew.js";
import { Part } from "./part.js";

class TabBar extends Part {
  ready() {
    this.addEventListener("click", (event) => {
      const { to } = event.target.closest("button")?.dataset ?? {};
      if (to) document.body.dataset.tab = to;
    });
    new MutationObserver(() => this.#mark()).observe(document.body, { attributeFilter: ["data-tab"] });
    this.#mark();
  }

  draw() {
    const { view } = crew;
    this.set({ inbox: view.n_inbox, queue: view.n_queued + view.n_next });
  }

  #mark() {
    for (const button of this.querySelectorAll("button")) button.setAttribute("aria-pressed", button.dataset.to === document.body.dataset.tab);
  }
}

customElements.define("tab-bar", TabBar);

/**
 * Who has a key to the studio, and the button that takes it away.
 *
 *   <token-list> … </token-list>     markup: settings.html
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { rows } from "./rows.js";
import { said, say } from "./words.js";

const EVERY = 10_000;
const SURE = 4000;
const moment = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

class TokenList extends Part {
  ready() {
    this.template = this.querySelector("template");
    this.el.rows.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) this.#revoke(button, button.closest("[data-key]").dataset.key);
    });
    setInterval(() => document.hidden || this.#load(), EVERY);
  }

  draw() {
    if (crew.role === "producer" && !this.loaded) this.#load();
  }

  /** The first press asks, the second does it: a key that is gone does not come back. */
  async #revoke(button, key) {
    if (button.dataset.sure !== "true") {
      button.dataset.sure = "true";
      button.textContent = say("reallyRevoke");
      setTimeout(() => {
        button.dataset.sure = "false";
        button.textContent = say("revoke");
      }, SURE);
      return;
    }
    await this.#told(api("DELETE", `/api/tokens/${encodeURIComponent(key)}`));
    this.#load();
  }

  async #load() {
    if (crew.role !== "producer" || crew.link !== "up") return;
    this.loaded = true;
    const told = await this.#told(api("GET", "/api/tokens"));
    if (!told) return;
    rows(this.el.rows, this.template, told.tokens, ({ role, label, used }) => ({
      role: said("roles")[role] ?? role,
      label,
      used: used ? say("usedAt", { time: moment.format(used) }) : say("never"),
    }));
  }

  async #told(promise) {
    try {
      const told = await promise;
      this.set({ fault: "" });
      return told;
    } catch (refusal) {
      this.set({ fault: refusal.message });
      return null;
    }
  }
}

customElements.define("token-list", TokenList);

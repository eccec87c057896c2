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
const moment = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

class TokenList extends Part {
  ready() {
    this.template = this.querySelector("template");
    this.el.rows.addEventListener("click", async (event) => {
      if (!event.target.closest("button")) return;
      const { key } = event.target.closest("[data-key]").dataset;
      await this.#told(api("DELETE", `/api/tokens/${encodeURIComponent(key)}`));
      this.#load();
    });
    setInterval(() => document.hidden || this.#load(), EVERY);
  }

  draw() {
    if (crew.role === "producer" && !this.loaded) this.#load();
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

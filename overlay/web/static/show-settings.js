/**
 * Settings of the show. Each change is one command, so one undo takes it back.
 *
 *   <show-settings><form> … </form></show-settings>     markup: settings.html
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { say } from "./words.js";

const WRITTEN = ["title", "language", "limit", "label", "direction", "clear_after", "consent", "theme"];

class ShowSettings extends Part {
  #asked = false;

  ready() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", ({ target }) => this.#save(target));
  }

  /** A field that is being written in is left alone. */
  draw() {
    const { intake, solo, closed, ...show } = crew.view.show;
    for (const name of WRITTEN) {
      const value = String(show[name]);
      const field = this.form.elements[name];
      if (field !== document.activeElement && field.value !== value) field.value = value;
    }
    this.form.elements.intake.checked = intake === "open";
    this.form.elements.solo.checked = solo;
    for (const field of this.form.elements) field.disabled = closed;
    if (!this.#asked) this.#themes();
  }

  /** Those there are when the page is opened; without one of its own the show wears this computer's. */
  async #themes() {
    this.#asked = true;
    const answer = await api("GET", "/api/themes").catch(() => (this.#asked = false));
    if (!answer) return;
    const { theme: usual } = document.documentElement.dataset;
    const names = answer.themes.map(({ name }) => new Option(name, name));
    this.form.elements.theme.replaceChildren(new Option(say("usualTheme", { name: usual }), ""), ...names);
    this.draw();
  }

  async #save({ name, value, checked }) {
    const wishes = { limit: Number(value), clear_after: Number(value), intake: checked ? "open" : "closed", solo: checked };
    const wish = wishes[name] ?? value.trim();
    if (name === "title" && !wish) return crew.redraw();
    if (!(await crew.send("configure", { [name]: wish }))) crew.redraw();
    return undefined;
  }
}

customElements.define("show-settings", ShowSettings);

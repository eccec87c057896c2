/**
 * All keys on one leaf, each to be changed: <key-help><dialog> … </dialog></key-help>, opened by "?".
 *
 * A press on "change", then the new key; Escape leaves it. Rows say data-name="take", as in key-map.js.
 */
import { DialogPart } from "./dialog-part.js";
import { change, follow, labelOf, reset } from "./key-map.js";
import { say } from "./words.js";

const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

class KeyHelp extends DialogPart {
  #waiting = null;

  ready() {
    this.rows = [...this.querySelectorAll("[data-name]")];
    for (const row of this.rows) row.querySelector("button").addEventListener("click", () => this.#wait(row));
    this.el.reset.addEventListener("click", () => {
      reset();
      this.#wait(null, say("keysReset"));
    });
    this.dialog.addEventListener("keydown", (event) => this.#pressed(event));
    this.dialog.addEventListener("keyup", (event) => event.key === " " && this.#just && event.preventDefault());
    follow(() => this.#show());
  }

  opened() {
    this.#wait(null);
  }

  open() {
    super.open();
    this.dialog.scrollTop = 0; // the button with the focus is at the end
  }

  #just = false; // a key has just been learnt: its coming up is no press of a button

  #wait(row, told = "") {
    this.#waiting = row;
    this.set({ told: row ? say("pressKey", { does: doesOf(row) }) : told });
    for (const other of this.rows) other.toggleAttribute("data-waiting", other === row);
  }

  #pressed(event) {
    this.#just = this.#waiting !== null;
    if (!this.#waiting || MODIFIERS.has(event.key)) return;
    event.preventDefault();
    const row = this.#waiting;
    if (event.key === "Escape") return this.#wait(null);
    const why = event.ctrlKey || event.altKey || event.metaKey ? { fixed: true } : change(row.dataset.name, event.key);
    if (!why) return this.#wait(null, say("keyChanged", { key: labelOf(row.dataset.name), does: doesOf(row) }));
    const other = this.rows.find(({ dataset }) => dataset.name === why.taken);
    return this.set({ told: other ? say("keyTaken", { key: labelOf(why.taken), does: doesOf(other) }) : say("keyFixed") });
  }

  #show() {
    for (const row of this.rows) row.querySelector("kbd").textContent = labelOf(row.dataset.name);
  }
}

const doesOf = (row) => row.querySelector("dd").textContent;

customElements.define("key-help", KeyHelp);

/**
 * What to do next in a show that has no question yet: give the address away, bring in OBS, make a test question.
 *
 *   <first-steps> … </first-steps>     markup: control.html
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { labelOf } from "./key-map.js";
import { Part } from "./part.js";
import { say } from "./words.js";

const STATUSES = ["inbox", "held", "approved", "queued", "next", "on_air", "answered", "skipped", "declined", "withdrawn"];

class FirstSteps extends Part {
  #links = null;

  ready() {
    this.el.setup.addEventListener("click", () => this.#setUp());
  }

  draw() {
    const { view, lamps } = crew;
    const empty = STATUSES.every((status) => view[`n_${status}`] === 0) && !view.show.closed;
    document.body.toggleAttribute("data-empty", empty);
    this.hidden = !empty;
    if (!empty) return;
    if (!this.#links && ["producer", "host"].includes(crew.role)) this.#learn();
    this.set({
      testSteps: say("testSteps", { approve: labelOf("approve"), take: labelOf("take"), clear: labelOf("clear") }),
      obsText: lamps.obs.sentence,
      obsDone: lamps.obs.state === "up" && lamps.pages.overlay > 0,
      lanOff: !lamps.lan.on,
      qr: this.#links !== null,
    });
  }

  async #learn() {
    this.#links = {};
    const { audience = [] } = await api("GET", "/api/links").catch(() => ({}));
    this.#links = audience;
    this.el.address.textContent = audience[0] ?? "";
    this.el.address.href = audience[0] ?? "";
    this.el.qr.src = "/qr.svg";
    crew.redraw();
  }

  async #setUp() {
    this.el.setup.setAttribute("aria-busy", "true");
    const told = await api("POST", "/api/obs/setup", {}).catch((refusal) => ({ done: [refusal.message] }));
    this.el.setup.removeAttribute("aria-busy");
    this.set({ done: told.done.join(" ") });
  }
}

customElements.define("first-steps", FirstSteps);

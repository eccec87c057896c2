/**
 * What to do in a show that has no question yet: give the address away, bring in OBS, put a test question on air. Stays
 * until that is done, or until it is closed.
 *
 *   <first-steps> … </first-steps>     markup: control.html
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { onlyHere } from "./here.js";
import { labelOf } from "./key-map.js";
import { Part } from "./part.js";
import { say } from "./words.js";

const STATUSES = ["inbox", "held", "approved", "queued", "next", "on_air", "answered", "skipped", "declined", "withdrawn"];

const SHUT = "overlay steps closed";

class FirstSteps extends Part {
  #links = null;
  #of = ""; // for whom and which networks the links were asked
  #begun = ""; // the show that was seen empty: its first steps are gone through here

  ready() {
    this.el.shut.addEventListener("click", () => {
      localStorage.setItem(SHUT, crew.view.show.id);
      crew.redraw();
    });
    this.el.setup.addEventListener("click", () => this.#setUp());
  }

  draw() {
    const { view, lamps } = crew;
    const { id, closed } = view.show;
    const empty = STATUSES.every((status) => view[`n_${status}`] === 0);
    if (empty) this.#begun = id;
    const done = {
      addressDone: this.#links?.[0] !== undefined && !onlyHere(this.#links[0]),
      obsDone: lamps.obs.state === "up" && lamps.pages.overlay > 0,
      airDone: view.n_on_air + view.n_answered > 0,
    };
    const shown = this.#begun === id && !closed && localStorage.getItem(SHUT) !== id && Object.values(done).includes(false);
    document.body.toggleAttribute("data-steps", shown);
    document.body.toggleAttribute("data-empty", shown && empty);
    this.hidden = !shown;
    if (!shown) return;
    const of = `${crew.role} ${lamps.lan.urls}`;
    if (this.#of !== of && ["producer", "host"].includes(crew.role)) this.#learn(of);
    this.set({
      ...done,
      testSteps: say("testSteps", { approve: labelOf("approve"), take: labelOf("take"), clear: labelOf("clear") }),
      obsText: lamps.obs.sentence,
      lanOff: !done.addressDone,
      qr: this.#links !== null,
    });
  }

  async #learn(of) {
    this.#of = of;
    const { audience = [] } = await api("GET", "/api/links").catch(() => ({}));
    this.#links = audience;
    this.el.address.textContent = audience[0] ?? "";
    this.el.address.href = audience[0] ?? "";
    this.el.qr.src = `/qr.svg?of=${encodeURIComponent(audience[0] ?? "")}`;
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

/**
 * Where OBS is, how it is, and the set-up that makes in it what is missing. What is typed is saved first, by either button.
 *
 *   <obs-settings> … </obs-settings>     markup: settings.html
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { say } from "./words.js";

const LIGHTS = { up: "good", off: "off" };
const LINKING = 6000; // ms in which OBS should have answered after its address or password was saved
const AGAIN = 400;

class ObsSettings extends Part {
  ready() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    this.el.setup.addEventListener("click", () => this.#ask(this.el.setup, () => this.#setUp(), ({ done }) => done));
    this.el.doctor.addEventListener("click", () => this.#ask(this.el.doctor, () => api("GET", "/api/obs/doctor"), found));
  }

  draw() {
    const { state, sentence, hand } = crew.lamps.obs;
    this.el.lamp.dataset.light = LIGHTS[state] ?? "bad";
    this.set({ sentence: [sentence, hand].filter(Boolean).join(" ") });
  }

  #save() {
    return this.#ask(this.form.querySelector("[type=submit]"), () => this.#saved(), () => [say("replaced")]);
  }

  async #saved() {
    const { address, password } = this.form.elements;
    const wish = {};
    if (address.value.trim()) wish.address = address.value.trim();
    if (password.value) wish.password = password.value;
    await api("POST", "/api/obs", wish);
    password.value = "";
  }

  /** After a new address or password OBS is asked until it is linked; setting up twice does nothing twice. */
  async #setUp() {
    const { address, password } = this.form.elements;
    const fresh = Boolean(address.value.trim() || password.value);
    if (fresh) await this.#saved();
    const until = performance.now() + LINKING;
    for (;;) {
      const told = await api("POST", "/api/obs/setup", {});
      if (told.ok || !fresh || performance.now() > until) return told;
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      if (crew.lamps.obs.state === "refused") return { done: [crew.lamps.obs.sentence] };
    }
  }

  async #ask(button, request, sentences) {
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    this.set({ fault: "" });
    this.el.told.replaceChildren();
    try {
      for (const sentence of sentences(await request())) {
        const item = this.el.told.appendChild(document.createElement("li"));
        item.textContent = sentence;
      }
    } catch (refusal) {
      this.set({ fault: refusal.message });
    } finally {
      button.removeAttribute("aria-busy");
    }
  }
}

function found({ findings }) {
  return findings.length ? findings.map(({ sentence, mend }) => `${sentence} ${mend}`) : [say("findingsNone")];
}

customElements.define("obs-settings", ObsSettings);

/**
 * Where OBS is, how it is, and the set-up that makes in it what is missing.
 *
 *   <obs-settings> … </obs-settings>     markup: settings.html
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { say } from "./words.js";

const LIGHTS = { up: "good", off: "off" };

class ObsSettings extends Part {
  ready() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    this.el.setup.addEventListener("click", () => this.#ask(this.el.setup, () => api("POST", "/api/obs/setup", {}), ({ done }) => done));
    this.el.doctor.addEventListener("click", () => this.#ask(this.el.doctor, () => api("GET", "/api/obs/doctor"), found));
  }

  draw() {
    const { state, sentence, hand } = crew.lamps.obs;
    this.el.lamp.dataset.light = LIGHTS[state] ?? "bad";
    this.set({ sentence: [sentence, hand].filter(Boolean).join(" ") });
  }

  #save() {
    const { address, password } = this.form.elements;
    const wish = {};
    if (address.value.trim()) wish.address = address.value.trim();
    if (password.value) wish.password = password.value;
    return this.#ask(this.form.querySelector("[type=submit]"), () => api("POST", "/api/obs", wish), () => {
      password.value = "";
      return [say("replaced")];
    });
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

/**
 * Opens the audience page to the network this computer is in, or shuts it; warns before.
 *
 *   <lan-switch> … </lan-switch>     markup: lan.html
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { say } from "./words.js";

class LanSwitch extends Part {
  ready() {
    const dialog = this.querySelector("dialog");
    this.el.switch.addEventListener("click", () => (crew.lamps?.lan.on ? this.#turn(false) : dialog.showModal()));
    this.el.yes.addEventListener("click", () => {
      dialog.close();
      this.#turn(true);
    });
    this.el.no.addEventListener("click", () => dialog.close());
  }

  draw() {
    const { on, urls } = crew.lamps.lan;
    this.el.switch.setAttribute("aria-pressed", on);
    const qr = `/qr.svg?of=${encodeURIComponent(urls[0] ?? "")}`;
    if (on && this.el.qr.getAttribute("src") !== qr) this.el.qr.src = qr;
    this.set({ qr: on, state: say(on ? "lanOn" : "lanOff"), address: on ? (urls[0] ?? "") : "", switch: say(on ? "shutLan" : "openLan") });
    this.hidden = crew.role !== "producer";
  }

  async #turn(on) {
    await api("POST", "/api/lan", { on }).catch((refusal) => crew.onrefused(refusal.message));
  }
}

customElements.define("lan-switch", LanSwitch);

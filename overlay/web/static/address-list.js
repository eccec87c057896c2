/**
 * The addresses to give away: for OBS, for the audience.
 *
 *   <address-list> … </address-list>     markup: settings.html
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";

class AddressList extends Part {
  #of = null;

  ready() {
    this.fields = Object.fromEntries([...this.querySelectorAll("secret-address")].map((field) => [field.dataset.el, field]));
  }

  draw() {
    const { urls } = crew.lamps.lan;
    const of = `${crew.role} ${urls}`;
    if (!["producer", "host"].includes(crew.role) || of === this.#of) return;
    this.#of = of;
    this.#learn();
  }

  async #learn() {
    const links = await api("GET", "/api/links").catch((refusal) => {
      this.#of = null;
      crew.onrefused(refusal.message);
      return null;
    });
    if (!links) return;
    this.fields.overlay.value = links.overlay;
    this.fields.loader.value = links.loader;
    this.fields.audience.value = links.audience[0] ?? "";
    this.querySelector(".qr").src = `/qr.svg?of=${encodeURIComponent(links.audience[0] ?? "")}`;
  }
}

customElements.define("address-list", AddressList);

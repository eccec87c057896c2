/**
 * What graphics there are (GET /api/graphics), for the control page. Asked for again when somebody looks.
 *
 *   catalogue.follow(() => …)      called after it was read
 *   catalogue.graphics             [{ name, title, layer, frame, schema, steps, faults, thumb, plays }, …]
 *   await catalogue.refresh()
 */
import { api } from "./api.js";

class Catalogue {
  graphics = [];
  #followers = [];
  #reading;

  follow(told) {
    this.#followers.push(told);
  }

  find(name) {
    return this.graphics.find((graphic) => graphic.name === name);
  }

  refresh() {
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #read() {
    const answer = await api("GET", "/api/graphics").catch(() => null); // the page says by itself that nobody answers
    if (!answer) return;
    this.graphics = answer.graphics;
    for (const told of this.#followers) told();
  }
}

export const catalogue = new Catalogue();

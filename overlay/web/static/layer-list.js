/**
 * The layers of the picture, each with what is on it, its form, and IN or CLEAR; under them the graphics that did not
 * come with the program.
 *
 *   <layer-list> … </layer-list>     markup: control.html, a row marked data-layer for each
 */
import { catalogue } from "./catalogue.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { fill, rows } from "./rows.js";
import { said, say } from "./words.js";

class LayerList extends Part {
  #link = "";

  ready() {
    this.layers = [...this.querySelectorAll("li[data-layer]")];
    this.template = this.querySelector("template");
    catalogue.follow(() => this.#others());
  }

  draw() {
    if (crew.link !== this.#link) {
      this.#link = crew.link;
      if (crew.link === "up") catalogue.refresh();
    }
    const onAir = new Map(crew.view.layers.map((picture) => [picture.id, picture]));
    for (const row of this.layers) {
      const on = onAir.has(row.dataset.layer);
      fill(row, { on, off: !on, act: say(on ? "layerOut" : "layerIn") });
      row.toggleAttribute("data-on", on);
    }
    this.#others();
  }

  /** Of the layers those that have something to play; and the user's own graphics. */
  #others() {
    if (!crew.view) return;
    const { graphics } = catalogue;
    for (const row of this.layers) row.hidden = graphics.length > 0 && !catalogue.find(row.dataset.graphic)?.plays;
    const others = graphics.filter(({ frame }) => frame);
    const onAir = crew.view.layers.map(({ graphic }) => graphic).join(" ");
    const items = others.map((graphic) => ({ ...graphic, id: graphic.name }));
    this.el.foreign.hidden = items.length === 0;
    rows(this.el.others, this.template, items, (graphic) => this.#row(graphic), onAir);
    for (const row of this.el.others.children) {
      for (const button of row.querySelectorAll("[data-do]")) button.dataset.graphic = row.dataset.key;
      row.querySelector("[data-do=foreign]").disabled = !row.item.plays;
    }
  }

  #row({ name, title, layer, faults, plays }) {
    const on = crew.view.layers.some(({ graphic }) => graphic === name);
    return {
      name: title,
      where: said("layers")[layer] ?? layer,
      warns: faults.length > 0 || !plays,
      on,
      off: !on,
      act: say(on ? "layerOut" : "layerIn"),
      "data-on": on ? "" : null,
    };
  }
}

customElements.define("layer-list", LayerList);

/**
 * The layers of the picture, each with what is on it and IN or OUT.
 *
 *   <layer-list> … </layer-list>     markup: control.html, a row marked data-layer for each
 */
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { fill } from "./rows.js";
import { say } from "./words.js";

class LayerList extends Part {
  ready() {
    this.layers = [...this.querySelectorAll("li[data-layer]")];
  }

  draw() {
    const onAir = new Set(crew.view.layers.map(({ id }) => id));
    for (const row of this.layers) {
      const on = onAir.has(row.dataset.layer);
      fill(row, { on, off: !on, act: say(on ? "layerOut" : "layerIn") });
      row.toggleAttribute("data-on", on);
    }
  }
}

customElements.define("layer-list", LayerList);

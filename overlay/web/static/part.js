/**
 * Base of the crew pages' elements: markup comes from the page's template, the element finds its parts and draws them.
 *
 *   class LayerList extends Part {
 *     ready() {}     once: listeners
 *     draw() {}      after each change of the show: fill this.el
 *   }
 *   this.set({ title: "…", busy: false })     words and visibility of parts
 */
import { crew } from "./crew.js";
import { fill, parts } from "./rows.js";

export class Part extends HTMLElement {
  connectedCallback() {
    if (this.el) return;
    this.el = this.parts = parts(this);
    this.ready();
    crew.follow(() => this.draw());
  }

  ready() {}

  draw() {}

  set(values) {
    fill(this, values);
  }
}

import { spied } from "./spy.mjs";

/** Its load takes its time; it has three steps, and a field of each kind. */
export default class Late extends HTMLElement {
  #step;

  async load({ data }) {
    this.dataset.spied = JSON.stringify(await spied());
    await new Promise((resolve) => setTimeout(resolve, 700));
    await new Promise(requestAnimationFrame); // a frame that is not shown yet must draw all the same
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [await new CSSStyleSheet().replace("p{position:absolute;inset:auto auto 100px 100px;margin:0;padding:24px;background:var(--ground);color:#fff;font:48px sans-serif;visibility:hidden}p.on{visibility:visible}")];
    this.words = root.appendChild(document.createElement("p"));
    this.fill(data);
  }

  async dispose() {}

  fill(data) {
    this.data = { ...this.data, ...data };
    const { title, count, colour, by } = this.data;
    this.words.textContent = `${title} ${count}.${this.#step ?? "-"} ${by.name}`;
    this.words.style.setProperty("--ground", colour);
    this.words.classList.toggle("on", this.#step !== undefined);
  }

  async playAction({ goto, delta = 1 } = {}) {
    const step = goto ?? (this.#step ?? -1) + delta;
    this.#step = step < 3 ? step : undefined;
    this.fill({});
    return { currentStep: this.#step };
  }

  async stopAction() {
    this.#step = undefined;
    this.fill({});
  }

  async updateAction({ data }) {
    this.fill(data);
  }

  async customAction() {}
}

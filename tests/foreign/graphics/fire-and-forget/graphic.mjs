import { spied } from "./spy.mjs";

/** Written as many are: with innerHTML, a style element, handlers in attributes. It animates out by itself. */
export default class FireAndForget extends HTMLElement {
  async load({ data, renderCharacteristics }) {
    const { width } = renderCharacteristics.resolution;
    this.innerHTML = `<style>.bug{position:absolute;inset:40px auto auto 40px;padding:20px;background:#114477;color:#fff;opacity:0}</style>
      <div class="bug" onclick="this.dataset.pressed = 1"><b></b> <i>${width}</i></div>`;
    this.querySelector("b").textContent = data.words;
    spied().then((found) => (this.dataset.spied = JSON.stringify(found)));
  }

  async dispose() {}

  async playAction({ skipAnimation }) {
    const bug = this.querySelector(".bug");
    this.dataset.played = Number(this.dataset.played ?? 0) + 1;
    if (skipAnimation) return;
    const way = [{ opacity: 0 }, { opacity: 1, offset: 0.1 }, { opacity: 1, offset: 0.9 }, { opacity: 0 }];
    await bug.animate(way, 1500).finished;
  }

  async stopAction() {
    for (const animation of this.getAnimations({ subtree: true })) animation.cancel();
  }

  async updateAction({ data }) {
    if ("words" in data) this.querySelector("b").textContent = data.words;
  }

  async customAction() {}
}

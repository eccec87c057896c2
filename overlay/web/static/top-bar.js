/**
 * The line at the top: which show, what is on air and since when, how OBS and the overlay pages are, CLEAR ALL.
 *
 *   <top-bar> … </top-bar>     markup: control.html
 */
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { tally } from "./tally.js";
import { clock } from "./times.js";
import { said, say } from "./words.js";

const LIGHTS = { up: "good", off: "off" };

class TopBar extends Part {
  ready() {
    setInterval(() => crew.view && this.#tick(), 1000);
  }

  draw() {
    const { show, layers } = crew.view;
    const { obs, pages } = crew.lamps;
    const { state, why } = tally();
    document.body.dataset.tally = state;
    document.title = `${layers.length ? "■ " : ""}${show.title}`;
    this.set({
      title: show.title,
      onAir: layers.length > 0,
      airLabel: say(state === "red" ? "onAir" : "taken"),
      offAir: layers.length === 0,
      what: layers.map(({ id }) => said("layers")[id] ?? id).join(", "),
      obs: obs.state === "up" ? obs.scene || "OBS" : said("obs")[obs.state],
      pages: say("pages", { n: pages.overlay }),
      role: said("roles")[crew.role] ?? "",
    });
    this.el.obsLamp.dataset.light = LIGHTS[obs.state] ?? "bad";
    this.el.obsLamp.title = [obs.sentence, obs.hand].filter(Boolean).join(" ");
    this.el.pages.dataset.light = pages.overlay ? "good" : "off";
    this.el.pages.title = pages.engines.join("\n");
    this.el.onAir.title = why;
    this.#tick();
  }

  #tick() {
    const newest = Math.max(0, ...crew.view.layers.map(({ at }) => at));
    this.set({ since: newest ? clock(newest) : "" });
  }
}

customElements.define("top-bar", TopBar);

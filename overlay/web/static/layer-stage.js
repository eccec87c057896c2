/**
 * The layers of the picture. It is given whole views and brings the picture to the newest one: what is equal
 * is not touched; of a group only one is in the picture, and the one before leaves first.
 *
 *   const stage = new LayerStage(root, { look: { theme: "studio" }, only: ["question"], onfault });
 *   stage.preload();
 *   await stage.draw(view, { cut: true });       resolves when the picture is the view's
 *   stage.empty                                  nothing is on air, nothing is leaving
 */
import { GraphicSlot } from "./graphic-slot.js";

// Where each layer stands, the group it shares the frame with, and what usually plays on it.
const LAYERS = {
  wall: { z: 10, group: "full" },
  card: { z: 20, group: "full", graphic: "question-card" },
  poll: { z: 30, group: "lower" },
  question: { z: 40, group: "lower", graphic: "lower-third" },
  guest: { z: 45, group: "lower" },
  ticker: { z: 50, group: "edge" },
  join: { z: 60, group: "edge", graphic: "join-code" },
  clock: { z: 70, group: "edge" },
  credits: { z: 80, group: "full" },
  test: { z: 90, group: "test" },
};
const UNKNOWN = { z: 50, group: "edge" };
const BESIDE = "join"; // what stands in the middle steps aside for it

const known = (layer) => (Object.hasOwn(LAYERS, layer) ? LAYERS[layer] : UNKNOWN);

export class LayerStage {
  #root;
  #look;
  #only;
  #onfault;
  #lanes = new Map();
  #drawing = 0;
  #wanted = 0;

  constructor(root, { look, only = [], onfault }) {
    this.#root = root;
    this.#look = look;
    this.#only = only;
    this.#onfault = onfault;
  }

  get empty() {
    return this.#wanted === 0 && this.#drawing === 0;
  }

  preload() {
    for (const [layer, { graphic }] of Object.entries(LAYERS))
      if (graphic && this.#has(layer)) this.#lane(layer).slot(layer, graphic).load();
  }

  async draw(view, { cut }) {
    const pictures = view.panic ? [] : view.layers.filter(({ id }) => this.#has(id));
    this.#wanted = pictures.length;
    const wanted = new Map([...this.#lanes.values()].map((lane) => [lane, null]));
    for (const picture of pictures.sort((one, other) => known(one.id).z - known(other.id).z))
      wanted.set(this.#lane(picture.id), picture); // two of one group: the upper one
    this.#stepAside(pictures, cut || view.panic);
    this.#drawing++;
    await Promise.all([...wanted].map(([lane, picture]) => lane.want(picture, cut || view.panic)));
    this.#drawing--;
  }

  #has(layer) {
    return this.#only.length === 0 || this.#only.includes(layer);
  }

  #lane(layer) {
    const { group } = known(layer);
    const name = group === "edge" ? `edge ${layer}` : group;
    if (!this.#lanes.has(name)) this.#lanes.set(name, new Lane((box, graphic) => this.#slot(box, graphic)));
    return this.#lanes.get(name);
  }

  #slot(layer, graphic) {
    const box = document.createElement("div");
    box.className = "layer";
    box.dataset.layer = layer;
    box.style.zIndex = known(layer).z;
    this.#root.append(box);
    return new GraphicSlot(box, graphic, this.#look, this.#onfault);
  }

  #stepAside(pictures, cut) {
    const beside = pictures.some(({ id }) => id === BESIDE) ? "1" : "0";
    const { style } = this.#root;
    if (style.getPropertyValue("--ov-beside") === beside) return;
    style.setProperty("--ov-step-aside", cut ? "0ms" : "500ms");
    style.setProperty("--ov-beside", beside);
  }
}

/** One place in the frame: at most one picture, the newest wish wins. */
class Lane {
  #make;
  #slots = new Map();
  #wanted = "";
  #turn = 0;
  #done = Promise.resolve();

  constructor(make) {
    this.#make = make;
  }

  slot(layer, graphic) {
    const key = `${layer} ${graphic}`;
    if (!this.#slots.has(key)) this.#slots.set(key, this.#make(layer, graphic));
    return this.#slots.get(key);
  }

  want(picture, cut) {
    const wanted = picture ? JSON.stringify([picture.id, picture.graphic, picture.data]) : "";
    if (wanted === this.#wanted && (picture || !cut)) return this.#done;
    this.#wanted = wanted;
    this.#done = this.#go(++this.#turn, picture, cut);
    return this.#done;
  }

  async #go(turn, picture, cut) {
    const slot = picture && this.slot(picture.id, picture.graphic);
    const others = [...this.#slots.values()].filter((other) => other !== slot);
    await Promise.all(others.map((other) => other.out(cut)));
    if (turn === this.#turn) await slot?.show(picture.data, cut);
  }
}

/**
 * The layers of the picture. It is given whole views and brings the picture to the newest one: what is equal
 * is not touched; of a group only one is in the picture, and the one before leaves first.
 *
 *   const stage = new LayerStage(root, { look: { theme: "studio" }, cut: false, only: ["question"], onfault });
 *   stage.preload();
 *   await stage.draw(view, { cut: true });       resolves when the picture is the view's
 *   stage.edition = "9f2c"                       themes' files are others: for whatever is taken or changed from now on
 *   stage.empty                                  nothing is on air, nothing is leaving
 */
import { ForeignSlot } from "./foreign-slot.js";
import { GraphicSlot } from "./graphic-slot.js";
import { LAYERS, known } from "./layers.js";

// What makes way for what: a custom property of the stage, which graphics and layers follow with a transform.
const WAYS = { join: "beside", ticker: "raised", clock: "clock" };

export class LayerStage {
  edition = "";
  #root;
  #look;
  #cut;
  #only;
  #onfault;
  #lanes = new Map();
  #drawing = 0;
  #wanted = 0;

  /** `look`: data of every picture that says nothing else. `cut`: nothing ever moves. */
  constructor(root, { look, cut = false, only = [], onfault }) {
    this.#root = root;
    this.#look = look;
    this.#cut = cut;
    this.#only = only;
    this.#onfault = onfault;
  }

  get empty() {
    return this.#wanted === 0 && this.#drawing === 0;
  }

  /** What a show usually takes, and what this page is there for. */
  preload() {
    for (const [layer, { graphic, likely }] of Object.entries(LAYERS))
      if (this.#only.includes(layer) || (likely && this.#has(layer))) this.#lane(layer).slot({ id: layer, graphic }).load();
  }

  async draw(view, { cut }) {
    const atOnce = cut || this.#cut || view.panic;
    const pictures = view.panic ? [] : view.layers.filter(({ id }) => this.#has(id));
    this.#wanted = pictures.length;
    const wanted = new Map([...this.#lanes.values()].map((lane) => [lane, null]));
    for (const picture of pictures.sort((one, other) => known(one.id).z - known(other.id).z))
      wanted.set(this.#lane(picture.id), picture); // two of one group: the upper one
    this.#makeWay(pictures, atOnce);
    this.#drawing++;
    await Promise.all([...wanted].map(([lane, picture]) => lane.want(picture && this.#dressed(picture), atOnce)));
    this.#drawing--;
  }

  /** The picture's own theme wins over the page's; the page's cut over everybody's movement. */
  #dressed({ id, graphic, frame = "", theme, data }) {
    const own = frame && "theme" in data; // a foreign graphic's own field of that name
    const look = { ...this.#look, ...data, ...(theme && !own ? { theme } : {}), ...(this.#cut ? { motion: "cut" } : {}) };
    return { id, graphic, frame, data: look };
  }

  #has(layer) {
    return this.#only.length === 0 || this.#only.includes(layer);
  }

  #lane(layer) {
    const { group } = known(layer);
    const name = group === "edge" ? `edge ${layer}` : group;
    if (!this.#lanes.has(name)) this.#lanes.set(name, new Lane((picture) => this.#slot(picture), () => this.edition));
    return this.#lanes.get(name);
  }

  #slot({ id, graphic, frame }) {
    const { z, group } = known(id);
    const box = document.createElement("div");
    box.className = "layer";
    box.dataset.layer = id;
    box.dataset.group = group;
    box.style.zIndex = z;
    this.#root.append(box);
    const Slot = frame ? ForeignSlot : GraphicSlot;
    return new Slot(box, graphic, this.#cut ? { ...this.#look, motion: "cut" } : this.#look, this.#onfault);
  }

  #makeWay(pictures, cut) {
    const { style } = this.#root;
    for (const [layer, way] of Object.entries(WAYS)) {
      const given = pictures.some(({ id }) => id === layer) ? "1" : "0";
      if (style.getPropertyValue(`--ov-${way}`) === given) continue;
      style.setProperty("--ov-step-aside", cut ? "0ms" : "500ms");
      style.setProperty("--ov-step-after", cut || given === "1" ? "0ms" : "240ms"); // back when the other has left
      style.setProperty(`--ov-${way}`, given);
    }
  }
}

/** One place in the frame: at most one picture, the newest wish wins. */
class Lane {
  #make;
  #edition;
  #slots = new Map();
  #wanted = "";
  #turn = 0;
  #done = Promise.resolve();

  constructor(make, edition) {
    this.#make = make;
    this.#edition = edition;
  }

  slot(picture) {
    const key = `${picture.id} ${picture.graphic} ${picture.frame ?? ""}`;
    if (!this.#slots.has(key)) this.#slots.set(key, this.#make(picture));
    return this.#slots.get(key);
  }

  want(picture, cut) {
    const wanted = picture ? JSON.stringify(picture) : "";
    if (wanted === this.#wanted && (picture || !cut)) return this.#done;
    this.#wanted = wanted;
    this.#done = this.#go(++this.#turn, picture, cut);
    return this.#done;
  }

  async #go(turn, picture, cut) {
    const slot = picture && this.slot(picture);
    slot?.load(); // while the one before leaves
    const others = [...this.#slots.values()].filter((other) => other !== slot);
    await Promise.all(others.map((other) => other.out(cut)));
    if (turn !== this.#turn) return;
    const edition = this.#edition();
    await slot?.show(edition ? { ...picture.data, edition } : picture.data, cut);
  }
}

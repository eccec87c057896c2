/**
 * One graphic on one layer, driven by OGraf's verbs and nothing else. A graphic that breaks is told of and removed;
 * the next picture for it gets a new one. It never disturbs its neighbours.
 *
 *   const slot = new GraphicSlot(box, "lower-third", { theme: "studio" }, (fault) => …);
 *   slot.load();                     ahead of time, so that a take never waits for a file
 *   await slot.show(data, cut);      resolves when it is in the picture, though it may still be moving, or is late
 *   await slot.out(cut);             resolves when it is off
 */
import { checked, within } from "./answers.js";

const PATIENCE = 3000; // with a graphic whose promises do not resolve
const FIXED = { renderType: "realtime", renderCharacteristics: { accessToPublicInternet: false } };

export class GraphicSlot {
  #box;
  #name;
  #look;
  #onfault;
  #loading;
  #element = null;
  #turn = 0;
  #on = false;
  #leaving = false;
  #going = Promise.resolve();
  #given = [];

  /** `look` is what every picture gets that says nothing else: theme and motion. */
  constructor(box, name, look, onfault) {
    this.#box = box;
    this.#name = name;
    this.#look = look;
    this.#onfault = onfault;
  }

  load() {
    this.#loading ??= this.#made().catch((error) => this.#broken(error, "could not be loaded"));
    return this.#loading;
  }

  async show(data, cut) {
    await within(PATIENCE, this.#shown(++this.#turn, data, cut));
  }

  async out(cut) {
    this.#turn++;
    if (this.#element && (this.#on || (this.#leaving && cut))) this.#leave(cut);
    this.#on = false;
    await this.#going;
  }

  async #shown(turn, data, cut) {
    await this.load();
    const element = this.#element;
    if (!element || turn !== this.#turn) return;
    const played = this.#on;
    this.#on = true;
    const done = [this.#call("updateAction", { data: this.#whole(data), skipAnimation: cut })];
    if (!played) done.push(this.#call("playAction", { skipAnimation: cut }));
    await (element.drawn ? element.drawn() : Promise.all(done));
  }

  #leave(cut) {
    this.#leaving = true;
    const going = within(PATIENCE, this.#call("stopAction", { skipAnimation: cut })).then(() => {
      if (this.#going === going) this.#leaving = false;
    });
    this.#going = going;
  }

  /** The data with null for each field of the picture before that this one does not have. */
  #whole(data) {
    const gone = Object.fromEntries(this.#given.map((field) => [field, null]));
    this.#given = Object.keys(data);
    return { ...gone, ...this.#look, ...data };
  }

  async #made() {
    if (!/^[a-z][a-z0-9-]*$/.test(this.#name)) throw new Error("its name is not one of a folder");
    const home = new URL(`/graphics/${this.#name}/`, location.href);
    const answer = await fetch(new URL(`${this.#name}.ograf.json`, home));
    if (!answer.ok) throw new Error(`its manifest was answered with ${answer.status}`);
    const { id, version = "0", main } = await answer.json();
    const { default: Graphic } = await import(new URL(main, home).href);
    const element = new (registered(`${id}-v${version}`, Graphic))(); // createElement would swallow what it throws
    this.#element = element;
    this.#box.append(element);
    checked(await element.load({ ...FIXED, data: this.#look }));
  }

  async #call(verb, parameters) {
    const element = this.#element;
    try {
      checked(await element[verb](parameters));
    } catch (error) {
      if (element === this.#element) this.#broken(error, `failed at ${verb}`);
    }
  }

  #broken(error, what) {
    this.#element?.remove();
    this.#element = null;
    this.#loading = undefined;
    this.#on = false;
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = `The graphic “${this.#name}” ${what} and was removed: ${reason}`.slice(0, 500);
    console.error(sentence);
    this.#onfault({ graphic: this.#name, sentence });
  }
}

/** The class under an element name of our own for each id and version: two graphics may share one class. */
function registered(wanted, Graphic) {
  const name = wanted.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  if (!customElements.get(name)) customElements.define(name, class extends Graphic {});
  return customElements.get(name);
}

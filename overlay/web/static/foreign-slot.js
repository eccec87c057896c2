/**
 * One foreign graphic on one layer (OGraf, or a classic SPX template): an <iframe> without an origin, so without
 * storage, token and API, driven by messages. A broken one is told of and removed; the next picture gets a new frame.
 *
 *   const slot = new ForeignSlot(box, "weather", { theme: "studio" }, (fault) => …, (about) => …);
 *   slot.load();                     ahead of time; `about` tells { steps, fleeting, definition? }
 *   await slot.show(data, cut);      as GraphicSlot; `v_step` in data: which step, from 0
 *   await slot.out(cut);
 *   slot.dispose();                  for good: another takes its place, and nothing is told of it any more
 */
import { checked, within } from "./answers.js";

const LOADING = 10_000;
const PATIENCE = 3000; // with a graphic whose promises do not resolve

export class ForeignSlot {
  #box;
  #name;
  #look;
  #onfault;
  #onabout;
  #frame = null;
  #loading;
  #calls = new Map();
  #number = 0;
  #about = {};
  #turn = 0;
  #disposed = false;
  #on = false;
  #leaving = false;
  #step = 0;
  #told = "";
  #going = Promise.resolve();

  /** `look` is what every picture gets that says nothing else: theme and motion. */
  constructor(box, name, look, onfault, onabout = () => {}) {
    this.#box = box;
    this.#name = name;
    this.#look = look;
    this.#onfault = onfault;
    this.#onabout = onabout;
    window.addEventListener("message", this.#hear);
  }

  dispose() {
    this.#disposed = true;
    this.#turn++;
    window.removeEventListener("message", this.#hear);
    this.#drop();
  }

  async load() {
    if (this.#disposed) return undefined;
    this.#loading ??= this.#made().catch((error) => this.#broken(error, "could not be loaded"));
    return this.#loading;
  }

  async show(data, cut) {
    const turn = ++this.#turn;
    await this.#going;
    await this.load();
    if (!this.#frame || turn !== this.#turn) return;
    const { fleeting } = this.#about;
    if (fleeting && cut) return; // it plays once, and this is only a page that comes late
    const { v_step: step = 0, ...words } = data;
    const played = this.#on && !fleeting && step === this.#step;
    this.#on = true;
    this.#step = step;
    this.#frame.style.visibility = "visible";
    const done = [this.#call("updateAction", { data: { ...this.#look, ...words }, skipAnimation: cut })];
    if (!played) done.push(this.#call("playAction", { ...(fleeting ? {} : { goto: step }), skipAnimation: cut }));
    await within(PATIENCE, Promise.all(done));
  }

  async out(cut) {
    this.#turn++;
    if (this.#frame && (this.#on || (this.#leaving && cut))) this.#going = this.#leave(cut);
    this.#on = false;
    await this.#going;
  }

  /** Off for certain, whatever the graphic does: one that does not leave in time is taken away. */
  async #leave(cut) {
    const frame = this.#frame;
    this.#leaving = true;
    if (cut) frame.style.visibility = "hidden";
    const left = await within(PATIENCE, this.#call("stopAction", { skipAnimation: cut }).then(() => true));
    this.#leaving = false;
    if (frame !== this.#frame) return;
    frame.style.visibility = "hidden";
    if (left && !this.#about.definition) return;
    this.#drop(); // an SPX template is loaded anew for each time it plays
    if (left) this.load();
  }

  async #made() {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.setAttribute("tabindex", "-1");
    frame.title = this.#name;
    Object.assign(frame.style, { position: "absolute", inset: "0", width: "100%", height: "100%", border: "0", opacity: "0", pointerEvents: "none" });
    const ready = new Promise((resolve) => this.#calls.set("ready", { resolve }));
    frame.src = pageOf(this.#name);
    this.#frame = frame;
    this.#box.append(frame);
    const answers = await within(LOADING, ready.then(() => true));
    if (frame !== this.#frame) return;
    if (!answers) throw new Error("it does not answer");
    const loaded = await within(LOADING, this.#call("load", { data: this.#look }, true));
    if (frame !== this.#frame) return;
    if (!loaded) throw new Error(`it was not ready within ${LOADING / 1000} s`);
    this.#about = loaded.about ?? {};
    Object.assign(frame.style, { visibility: "hidden", opacity: "1" }); // not before: a hidden frame gets no animation frames
    this.#onabout(this.#about);
  }

  /** What it answered. What fails breaks the graphic; `thrown`: it is for the caller to say so. */
  async #call(verb, given, thrown = false) {
    const frame = this.#frame;
    const call = ++this.#number;
    const answered = new Promise((resolve, reject) => this.#calls.set(call, { resolve, reject }));
    try {
      frame.contentWindow.postMessage({ call, verb, given }, "*"); // a frame without an origin has no other name
      return checked(await answered) ?? {};
    } catch (error) {
      if (thrown) throw error;
      if (frame === this.#frame) this.#broken(error, `failed at ${verb}`);
      return undefined;
    }
  }

  #hear = ({ source, data }) => {
    if (!this.#frame || source !== this.#frame.contentWindow || !data || typeof data !== "object") return;
    if ("ready" in data) this.#calls.get("ready")?.resolve();
    else if ("done" in data) this.#answered(data.done)?.resolve(data.answer);
    else if ("failed" in data) this.#answered(data.failed)?.reject(new Error(String(data.why).slice(0, 300)));
    else if ("stray" in data) this.#stray(String(data.stray).slice(0, 300));
  };

  #answered(call) {
    const waiting = this.#calls.get(call);
    this.#calls.delete(call);
    return waiting;
  }

  /** An error that no verb answers for is told once; the picture stays. */
  #stray(why) {
    if (this.#told === why) return;
    this.#told = why;
    this.#tell(`In the graphic “${this.#name}” something went wrong: ${why}`);
  }

  #drop() {
    this.#frame?.remove();
    this.#frame = null;
    this.#loading = undefined;
    this.#calls.clear();
    this.#on = false;
    this.#told = "";
  }

  #broken(error, what) {
    if (this.#disposed) return;
    this.#drop();
    const reason = error instanceof Error ? error.message : String(error);
    this.#tell(`The graphic “${this.#name}” ${what} and was removed: ${reason}`);
  }

  #tell(sentence) {
    console.error(sentence.slice(0, 500));
    this.#onfault({ graphic: this.#name, sentence: sentence.slice(0, 500) });
  }
}

/** `folder` or `folder/file`, as the catalogue names it: the frame's page lies beside its files. */
function pageOf(name) {
  const [folder, file = "page"] = name.split("/").map(encodeURIComponent);
  return `/foreign/${folder}/@${file}.html`;
}

/**
 * One graphic as viewers would see it: over a ground, in a format, played, updated and taken off as in a show. It loads
 * itself anew when a file is saved. Nothing of it is on air.
 *
 *   <look-stage> … </look-stage>     markup: look.html
 *   stage.wear("mine", { "--ov-plate": "#102030" })     a theme as it is being edited; null: as it is saved
 *   /look?graphic=NAME                                  which graphic to begin with
 */
import { catalogue } from "./catalogue.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { solid } from "./contrast.js";
import { wordsOf } from "./look-words.js";
import { say } from "./words.js";

const FORMATS = { "16:9": [1920, 1080], "9:16": [1080, 1920], "1:1": [1080, 1080], "21:9": [2560, 1080] };
const GREYS = { dark: 20, bright: 255 };
const START = new URLSearchParams(location.search).get("graphic") ?? "lower-third";

class LookStage extends Part {
  #graphic = null;
  #wish = START;
  #theme = "";
  #dress = null;
  #turn = 0;
  #on = true;
  #listening = false;
  #faults = new Set();
  #lamps = "";

  ready() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", ({ target }) => this.#chosen(target));
    for (const [part, act] of Object.entries({ play: () => this.#play(), update: () => this.#update(), stop: () => this.#stop(), hostile: () => this.#hostile() }))
      this.el[part].addEventListener("click", act);
    window.addEventListener("message", (event) => this.#hear(event));
    new ResizeObserver(() => this.#fit()).observe(this.el.room);
    catalogue.follow(() => this.#listed());
    this.#fit();
  }

  /** The server has other files: a picture of the old ones would be no preview. */
  renew() {
    catalogue.refresh();
    if (this.#listening) this.#load(true);
  }

  wear(theme, properties) {
    this.#theme = theme;
    this.#dress = properties;
    if (this.#listening) this.#say({ dress: this.#worn(), graphic: "" });
    if (this.#listening && this.#graphic?.frame) this.#show(true);
  }

  draw() {
    const faults = JSON.stringify(crew.lamps.faults);
    if (!this.#graphic || faults !== this.#lamps) catalogue.refresh(); // a file that was broken stays as it was, and is told
    this.#lamps = faults;
    const next = crew.view.next[0] ?? crew.view.queued[0];
    this.form.elements.words.querySelector("[value=next]").disabled = !next;
  }

  #listed() {
    const { graphic: list } = this.form.elements;
    const shown = catalogue.graphics;
    if ([...list.options].map(({ value }) => value).join() !== shown.map(({ name }) => name).join())
      list.replaceChildren(...shown.map(({ name, title, frame }) => new Option(frame ? `${title} (${name})` : title, name)));
    const before = this.#graphic;
    this.#graphic = catalogue.find(this.#wish) ?? catalogue.find("lower-third") ?? shown[0] ?? null;
    if (!this.#graphic) return;
    list.value = this.#graphic.name;
    this.set({ unknown: this.#wish !== this.#graphic.name, unknownText: say("noGraphic", { name: this.#wish }) });
    this.#tellFaults();
    if (!before) this.#load();
    else if (before.name !== this.#graphic.name) this.#show(true);
  }

  #chosen({ name, value }) {
    if (name === "graphic") {
      this.#wish = value;
      history.replaceState(null, "", `?graphic=${encodeURIComponent(value)}`);
      this.#faults.clear();
      this.#on = true;
      this.#listed();
    } else if (name === "format") this.#fit();
    else if (name === "words") this.#turn = 0;
    if (name === "ground") this.#say({ ground: value, dress: this.#worn(), graphic: "" });
    if (name === "words" || name === "rtl") this.#show(true);
  }

  // -- the frame

  #load(again = false) {
    const address = `/preview?lang=${document.documentElement.lang}`;
    this.#listening = false;
    if (again) this.set({ renewed: say("renewed", { time: new Date().toLocaleTimeString(document.documentElement.lang) }) });
    this.#faults.clear();
    this.el.frame.src = address;
  }

  #hear({ source, origin, data }) {
    if (source !== this.el.frame.contentWindow || origin !== location.origin || !data) return;
    if (data.listening) {
      this.#listening = true;
      this.#say({ ground: this.form.elements.ground.value, dress: this.#worn(), graphic: "" });
      if (this.#on) this.#show(true);
    } else if (data.fault) {
      this.#faults.add(data.fault.sentence);
      this.#tellFaults();
    } else if (data.drawn) this.el.room.dataset.drawn = String(Number(this.el.room.dataset.drawn ?? 0) + 1);
  }

  #say(message) {
    if (this.#listening) this.el.frame.contentWindow.postMessage(message, location.origin);
  }

  #tellFaults() {
    const told = [...(this.#graphic?.faults ?? []), ...this.#faults];
    this.set({ faults: told.length > 0, faultText: told.join("\n") });
  }

  /** What is edited. Over a plain ground a see-through plate is drawn as OBS will blend it. */
  #worn() {
    const grey = GREYS[this.form.elements.ground.value];
    const plate = this.#dress?.["--ov-plate"];
    if (!plate || grey === undefined) return this.#dress ?? {};
    return { ...this.#dress, "--ov-plate": solid(plate, grey) };
  }

  #data() {
    const { words, rtl } = this.form.elements;
    const next = crew.view.next[0] ?? crew.view.queued[0];
    const lang = words.value === "next" ? crew.view.show.language : document.documentElement.lang;
    const look = { lang, show_lang: lang, dir: rtl.checked ? "rtl" : "ltr", motion: "full", ...(this.#theme ? { theme: this.#theme } : {}) };
    return { ...wordsOf(words.value, this.#graphic, { next, turn: this.#turn }), ...look };
  }

  #show(cut) {
    if (!this.#graphic) return;
    this.#on = true;
    const { name, frame } = this.#graphic;
    this.#say({ graphic: name, frame, data: this.#data(), cut });
  }

  #play() {
    this.#say({ off: true, cut: true });
    this.#show(false);
  }

  #update() {
    this.#turn++;
    this.#show(false);
  }

  #stop() {
    this.#on = false;
    this.#say({ off: true, cut: false });
  }

  /** Each press another one. */
  #hostile() {
    const { words } = this.form.elements;
    this.#turn = words.value === "hostile" ? this.#turn + 1 : 0;
    words.value = "hostile";
    this.#show(false);
  }

  /** The frame has the format's true size and is drawn smaller: type is fitted as it will be on air. */
  #fit() {
    const [width, height] = FORMATS[this.form.elements.format.value];
    const { room, frame } = this.el;
    const { clientWidth } = room;
    const most = Number.parseFloat(getComputedStyle(room).getPropertyValue("--most")) * window.innerHeight / 100;
    const scale = Math.min(clientWidth / width, most / height);
    room.style.blockSize = `${Math.round(height * scale)}px`;
    Object.assign(frame.style, { width: `${width}px`, height: `${height}px`, transform: `translateX(${(clientWidth - width * scale) / 2}px) scale(${scale})` });
  }
}

customElements.define("look-stage", LookStage);

/**
 * What a graphic will show, in a form drawn from its manifest, with a picture of it beside. What is written is kept for
 * its next take (`prepare`); TAKE and UPDATE put it on air, CLEAR takes it off.
 *
 *   <graphic-form><dialog> … </dialog></graphic-form>     markup: control_dialogs.html
 *   document.querySelector("graphic-form").open("guest-strap")
 */
import { catalogue } from "./catalogue.js";
import { crew } from "./crew.js";
import { DialogPart } from "./dialog-part.js";
import { FormFields } from "./form-fields.js";
import { schemaOf } from "./spx-form.js";
import { said, say } from "./words.js";

const CALM = 150; // ms without a key until the picture follows

class GraphicForm extends DialogPart {
  #graphic = null;
  #schema = null;
  #kept = "";
  #due;
  #listening = false;

  ready() {
    this.fields = new FormFields(this.el.fields);
    this.form.addEventListener("input", () => this.#follow());
    this.form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat || event.isComposing) return;
      event.preventDefault();
      this.#take(0);
    });
    this.el.clear.addEventListener("click", () => crew.send("clear", { layer: this.#picture()?.id ?? this.#graphic.layer }));
    this.el.step.addEventListener("click", () => this.#take(this.#step() + 1));
    window.addEventListener("message", (event) => this.#hear(event));
    new ResizeObserver(([{ contentRect }]) => this.el.screen.style.setProperty("--scale", contentRect.width / 1920)).observe(this.el.screen);
  }

  async opened(name) {
    if (!catalogue.find(name)) await catalogue.refresh();
    this.#graphic = catalogue.find(name) ?? null;
    if (!this.#graphic) return this.close();
    const { title, layer, frame, faults, schema, version } = this.#graphic;
    this.set({
      title: frame ? title : (said("layers")[layer] ?? title),
      about: [frame && (said("layers")[layer] ?? layer), frame && say(frame === "spx" ? "spxTemplate" : "ografGraphic"), version].filter(Boolean).join(" · "),
      fault: "",
      faults: faults.length > 0,
      faultText: faults.join("\n"),
    });
    this.#fill(schema);
    this.#listening = false;
    this.el.preview.src = "/preview";
    this.draw();
    return undefined;
  }

  open(name) {
    super.open(name);
    this.#start();
  }

  closed() {
    this.#keep();
    this.el.preview.removeAttribute("src");
    clearTimeout(this.#due);
    this.#graphic = null;
  }

  /** Only kept: what is on air changes by TAKE and UPDATE alone. */
  submitted(value) {
    if (value === "take") this.#take(0);
    else if (this.#read()) this.close();
  }

  draw() {
    if (!this.#graphic) return;
    const on = Boolean(this.#picture());
    const { steps, plays } = this.#graphic;
    const more = on && (steps < 0 || this.#step() + 1 < steps);
    this.set({ on, take: plays && !on, update: plays && on, clear: on, step: plays && more });
  }

  /** Without a schema there is no form: what the graphic shows is its own business. */
  #fill(schema) {
    const prepared = crew.view.prepared?.find(({ id }) => id === this.#graphic.name)?.data;
    this.#schema = schema;
    this.fields.draw(schema, prepared ?? this.#picture()?.data ?? {}, !this.#graphic.frame);
    this.set({ nothing: !this.#graphic.frame && !Object.keys(schema?.properties ?? {}).length });
    this.#kept = JSON.stringify(this.fields.read().data);
  }

  /** The writing mark into the first field; while there is none (a template's form comes later) nowhere else. */
  #start() {
    if (this.el.fields.contains(document.activeElement)) return;
    (this.el.fields.querySelector("input, textarea, select") ?? this.querySelector("button[value=cancel]")).focus({ preventScroll: true });
  }

  #picture() {
    return crew.view.layers.find(({ graphic }) => graphic === this.#graphic.name);
  }

  #step() {
    return Number(this.#picture()?.data.v_step ?? 0);
  }

  #follow() {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => this.#show(), CALM);
    this.set({ fault: "" });
  }

  #show() {
    if (!this.#graphic || !this.#listening) return;
    const { name, frame } = this.#graphic;
    const { data } = this.fields.read();
    const { theme, direction, language } = crew.view.show;
    const look = { ...(theme ? { theme } : {}), ...(direction ? { dir: direction } : {}), lang: language };
    const live = frame ? {} : (this.#picture()?.data ?? {});
    const message = { graphic: name, frame, data: { ...look, ...live, ...data } };
    this.el.preview.contentWindow.postMessage(message, location.origin);
  }

  /** The frame of a template knows its form; what is written meanwhile stays. */
  #hear({ source, origin, data }) {
    if (source !== this.el.preview.contentWindow || origin !== location.origin || !data || !this.#graphic) return;
    if (data.listening) {
      this.#listening = true;
      this.#show();
    } else if (data.about?.definition && !this.#schema) {
      this.#fill(schemaOf(data.about.definition));
      this.#start();
      this.#show();
    } else if (data.fault) {
      this.set({ fault: data.fault.sentence });
    }
  }

  /** The form's values, or nothing where one cannot be: the first such field gets the focus. */
  #read() {
    const { data, wrong } = this.fields.read();
    wrong[0]?.focus();
    return wrong.length ? null : data;
  }

  async #keep() {
    if (!this.#graphic || !this.#schema) return true;
    const { data, wrong } = this.fields.read();
    const kept = JSON.stringify(data);
    if (wrong.length || kept === this.#kept) return !wrong.length;
    this.#kept = kept;
    return Boolean(await crew.send("prepare", { graphic: this.#graphic.name, data }));
  }

  async #take(step) {
    const graphic = this.#graphic;
    const data = graphic && this.#read();
    if (!data || !graphic.plays) return;
    await this.#keep();
    await crew.send("take", { graphic: graphic.name, ...(Object.keys(data).length ? { data: step ? { ...data, v_step: step } : data } : {}) });
  }
}

customElements.define("graphic-form", GraphicForm);

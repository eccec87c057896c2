/**
 * A theme made by eye: its fields change the picture beside it at once; it is on air only when it is saved, worn by the
 * show, and something is taken.
 *
 *   <theme-editor> … </theme-editor>     markup: look.html
 *   editor.onwear = (name, properties) => …     how the picture should look now
 */
import { api, download, upload } from "./api.js";
import { contrasts } from "./contrast.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { changed, fieldsOf, nameOf, shapeOf, shaped } from "./theme-model.js";
import { said, say } from "./words.js";

const STEPS = 100; // that undo remembers

class ThemeEditor extends Part {
  onwear = () => {};
  #themes = [];
  #theme = null; // as it is saved
  #now = {}; // its properties as they are edited
  #before = [];
  #burst = ""; // the field a hand is moving: one undo takes all of it back

  ready() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.#save()));
    this.form.addEventListener("input", ({ target }) => this.#typed(target));
    this.form.addEventListener("change", ({ target }) => this.#settled(target));
    const acts = { undo: () => this.#undo(), reset: () => this.#reset(), wear: () => this.#wear(), export: () => this.#export(), remove: () => this.#remove(), unlogo: () => this.#edit("logo", "") };
    for (const [part, act] of Object.entries(acts)) this.el[part].addEventListener("click", act);
    this.el.import.addEventListener("change", () => this.#import());
    this.el.logoFile.addEventListener("change", () => this.#logo());
    this.el.leave.addEventListener("click", () => this.#answered?.(true));
    this.el.stay.addEventListener("click", () => this.#answered?.(false));
    this.el.sure.addEventListener("cancel", () => this.#answered?.(false));
    window.addEventListener("beforeunload", (event) => this.unsaved && event.preventDefault());
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  get unsaved() {
    return this.#theme !== null && JSON.stringify(this.#now) !== JSON.stringify(this.#theme.properties);
  }

  /** Asks for the themes anew; `wanted` is then the one shown, or ours if it has a flaw. What is being edited stays. */
  async read(wanted = "") {
    const answer = await api("GET", "/api/themes").catch((refusal) => (this.#fail(refusal), null));
    if (!answer) return;
    this.#themes = answer.themes;
    this.#choices(answer);
    const name = wanted || this.#theme?.name || crew.view.show.theme || document.documentElement.dataset.theme;
    const sound = this.#themes.filter(({ flaw }) => !flaw);
    const found = sound.find((theme) => theme.name === name) ?? sound.find((theme) => theme.name === "studio") ?? sound[0] ?? this.#themes[0];
    const edited = !wanted && this.unsaved && this.#find(name);
    if (edited) this.#theme = edited;
    else this.#show(found);
    this.draw();
  }

  draw() {
    if (!this.#theme) return;
    const worn = crew.view.show.theme || document.documentElement.dataset.theme;
    const { name, own } = this.#theme;
    this.set({
      worn: worn === name,
      unsaved: this.unsaved,
      remove: own,
    });
    this.toggleAttribute("data-unsaved", this.unsaved);
    this.el.undo.disabled = this.#before.length === 0;
    this.el.reset.disabled = !this.unsaved;
    this.el.wear.disabled = worn === name || crew.view.show.closed;
    this.el.save.disabled = !this.unsaved && name === nameOf(this.form.elements.name.value);
    this.el.unlogo.disabled = !fieldsOf(this.#now).logo;
  }

  /** The shapes there are to choose from are those of the themes that came with the program. */
  #ours() {
    return Object.fromEntries(this.#themes.filter(({ own, name }) => !own && said("shapes")[name]).map(({ name, properties }) => [name, properties]));
  }

  #find(name) {
    return this.#themes.find((theme) => theme.name === name);
  }

  #choices({ themes, fonts }) {
    const options = themes.map(({ name, flaw }) => Object.assign(new Option(name, name), { disabled: flaw !== "" }));
    this.form.elements.theme.replaceChildren(...options);
    for (const field of ["fontText", "fontUi"])
      this.form.elements[field].replaceChildren(...fonts.map((font) => new Option(font.replace(/^OV /, ""), font)));
    const shapes = Object.keys(this.#ours()).map((name) => new Option(said("shapes")[name], name));
    this.form.elements.shape.replaceChildren(...shapes, Object.assign(new Option(say("ownShape"), ""), { disabled: true }));
    const flaws = themes.filter(({ flaw }) => flaw);
    this.set({ flaws: flaws.length > 0, flawText: flaws.map(({ name, flaw }) => `${name}: ${flaw}`).join("\n") });
  }

  #show(theme) {
    this.#theme = theme;
    this.#now = theme.properties;
    this.#before = [];
    this.form.elements.theme.value = theme.name;
    this.form.elements.name.value = theme.own ? theme.name : this.#freshName(theme.name);
    this.set({ fault: "", saved: "" });
    this.#fill();
  }

  #freshName(name) {
    const names = [`${name}-own`, ...this.#themes.map((_, index) => `${name}-own-${index + 2}`)];
    return names.find((one) => !this.#find(one));
  }

  // -- editing

  #typed({ name, value, checked, type }) {
    if (name === "name") return this.draw();
    if (name === "theme" || type === "file" || !name) return undefined;
    if (name.endsWith("Hex")) return /^#?[0-9a-f]{6}$/i.test(value.trim()) ? this.#edit(name.slice(0, -3), `#${value.trim().replace("#", "").toLowerCase()}`, name) : undefined;
    return this.#edit(name, type === "checkbox" ? checked : name === "labelOwn" ? value === "own" : value, name);
  }

  #settled({ name }) {
    this.#burst = "";
    if (name === "theme") this.#switch();
    else if (name.endsWith("Hex")) this.#fill(); // what was no colour is put right
  }

  #edit(field, value, burst = "") {
    if (!burst || burst !== this.#burst) this.#before = [...this.#before, this.#now].slice(-STEPS);
    this.#burst = burst;
    this.#now = field === "shape" ? shaped(this.#now, this.#ours()[value]) : changed(this.#now, field, value);
    this.set({ fault: "", saved: "" });
    this.#fill();
  }

  #undo() {
    const before = this.#before.pop();
    if (!before) return;
    this.#burst = "";
    this.#now = before;
    this.#fill();
  }

  #reset() {
    this.#edit("motion", this.#now["--ov-motion"]);
    this.#now = this.#theme.properties;
    this.#fill();
  }

  #key(event) {
    const undo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!undo || document.querySelector("dialog[open]") || event.target.matches("input:not([type=range],[type=color],[type=checkbox]), textarea")) return;
    event.preventDefault();
    this.#undo();
  }

  /** Fields, contrast and picture as the properties are. A field that is written in is left alone. */
  #fill() {
    const fields = fieldsOf(this.#now);
    for (const [name, value] of Object.entries(fields)) {
      const field = this.form.elements[name];
      const text = this.form.elements[`${name}Hex`];
      if (field?.type === "checkbox") field.checked = value;
      else if (field && name !== "logo") field.value = name === "labelOwn" ? (value ? "own" : "accent") : value;
      if (text && text !== document.activeElement) text.value = value;
    }
    this.form.elements.shape.value = shapeOf(this.#now, this.#ours());
    this.form.elements.radius.disabled = fields.square;
    this.set({
      gradientPart: fields.gradient,
      ownPart: fields.labelOwn,
      ownGround: !fields.labelBare,
      opacityOut: `${fields.opacity} %`,
      weightOut: fields.weight,
      radiusOut: String(fields.radius),
      square: fields.square,
      through: fields.opacity < 95,
    });
    this.el.logoPicture.hidden = !fields.logo;
    if (fields.logo) this.el.logoPicture.src = `/graphics/_themes/${fields.logo}`;
    this.#tellContrast();
    this.draw();
    this.onwear(this.#theme.name, this.#now);
  }

  #tellContrast() {
    const found = contrasts(this.#now);
    const weak = found.filter(({ good }) => !good);
    this.el.contrast.replaceChildren(...found.map((one) => this.#contrastRow(one)));
    this.set({ verdict: weak.length ? say("contrastWeak", { n: weak.length }) : say("contrastGood") });
    this.el.verdict.dataset.good = String(weak.length === 0);
  }

  #contrastRow({ pair, ratio, needed, good }) {
    const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
    const put = (name, words) => (row.querySelector(`[data-el=${name}]`).textContent = words);
    const number = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    put("pair", said("pairs")[pair]);
    put("ratio", `${number(Math.floor(ratio * 10) / 10)} : 1`);
    put("needed", say(good ? "enough" : "tooWeak", { needed: number(needed) }));
    row.dataset.good = String(good);
    return row;
  }

  // -- the shelf

  async #switch() {
    const { value } = this.form.elements.theme;
    if (this.unsaved && !(await this.#sure())) this.form.elements.theme.value = this.#theme.name;
    else this.#show(this.#find(value));
  }

  #answered = null;

  #sure() {
    return new Promise((resolve) => {
      this.#answered = (sure) => {
        this.#answered = null;
        this.el.sure.close();
        resolve(sure);
      };
      this.el.sure.showModal();
    });
  }

  async #save() {
    const name = nameOf(this.form.elements.name.value);
    this.form.elements.name.value = name;
    if (name === "") return this.#fail({ message: say("noName") });
    const done = await this.#tried(api("POST", `/api/themes/${encodeURIComponent(name)}`, { properties: this.#now }));
    if (!done) return undefined;
    this.#theme = { name, own: true, properties: this.#now, flaw: "" };
    await this.read();
    this.form.elements.theme.value = name;
    this.set({ saved: say("themeSaved", { name }) });
    return this.draw();
  }

  async #wear() {
    if (this.unsaved) return this.#fail({ message: say("saveFirst") });
    if (await crew.send("configure", { theme: this.#theme.name })) this.set({ saved: say("themeWorn", { name: this.#theme.name }) });
    return undefined;
  }

  async #remove() {
    const { name } = this.#theme;
    if (this.unsaved && !(await this.#sure())) return;
    if (!(await this.#tried(api("DELETE", `/api/themes/${encodeURIComponent(name)}`)))) return;
    this.#theme = null;
    await this.read(crew.view.show.theme || document.documentElement.dataset.theme);
    this.set({ saved: say("themeGone", { name }) });
  }

  async #export() {
    if (this.unsaved) return this.#fail({ message: say("saveFirst") });
    const got = await this.#tried(download(`/api/themes/${encodeURIComponent(this.#theme.name)}/zip`));
    if (!got) return undefined;
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(got.blob), download: got.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    return undefined;
  }

  async #import() {
    const [file] = this.el.import.files;
    this.el.import.value = "";
    if (!file || (this.unsaved && !(await this.#sure()))) return;
    const done = await this.#tried(upload("/api/themes", file));
    if (!done) return;
    await this.read(done.name);
    this.set({ saved: say("themeIn", { name: done.name }) });
  }

  async #logo() {
    const [file] = this.el.logoFile.files;
    this.el.logoFile.value = "";
    const done = file && (await this.#tried(upload("/api/logos", file)));
    if (done) this.#edit("logo", done.logo);
  }

  async #tried(promise) {
    this.set({ fault: "", saved: "" });
    try {
      return (await promise) ?? {};
    } catch (refusal) {
      this.#fail(refusal);
      return null;
    }
  }

  #fail({ message }) {
    this.set({ fault: message });
  }
}

customElements.define("theme-editor", ThemeEditor);

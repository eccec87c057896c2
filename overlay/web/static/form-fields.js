/**
 * The fields of a graphic's form, drawn from its schema (GDD, see form-kind.js).
 *
 *   const fields = new FormFields(host);
 *   fields.draw(schema, { text: "…" });      values that are not given begin with their defaults
 *   fields.draw(schema, {}, true);           words that are left out are the graphic's own: their default is only hinted at
 *   fields.read()                            { data, wrong: [control, …] }; each fault is told beside its field
 */
import { wrong } from "./form-check.js";
import { isWorded, kindOf, labelOf, ordered, startOf } from "./form-kind.js";

let made = 0;

export class FormFields {
  #host;
  #fields = [];

  constructor(host) {
    this.#host = host;
  }

  draw(schema, values = {}, hinted = false) {
    this.#fields = ordered(schema?.properties).map(([name, field]) => new Field(name, field, values[name], hinted));
    this.#host.replaceChildren(...this.#fields.map(({ node }) => node));
  }

  read() {
    const faulty = this.#fields.flatMap((field) => field.check());
    const known = this.#fields.filter(({ given }) => given).map(({ name, value }) => [name, value]);
    return { data: Object.fromEntries(known), wrong: faulty };
  }
}

/** One field: its label, its control, what is wrong with it. An object is a group of fields. */
class Field {
  constructor(name, field, value, hinted = false) {
    Object.assign(this, { name, field, kind: kindOf(field), parts: [] });
    this.hint = hinted && isWorded(field) ? String(field.default ?? "") : null;
    const start = this.hint === null ? (value ?? startOf(field)) : value === this.hint ? "" : (value ?? "");
    this.node = this.kind === "object" ? this.#group(start ?? {}) : this.kind === "note" ? this.#note() : this.#line(start);
  }

  get value() {
    if (this.kind === "note") return undefined;
    if (this.kind === "object") return Object.fromEntries(this.parts.map(({ name, value }) => [name, value]));
    return READ[this.kind]?.(this.control, this.field) ?? (this.kind in READ ? undefined : this.control.value);
  }

  get given() {
    const { value } = this;
    return value !== undefined && value !== null && !(this.hint !== null && value === "");
  }

  /** Tells what is wrong beside it; the controls that are. */
  check() {
    if (this.kind === "note") return [];
    if (this.kind === "object") return this.parts.flatMap((part) => part.check());
    const said = this.hint === null || this.given || this.field.minLength ? wrong(this.field, this.value, this.kind) : "";
    this.fault.textContent = said;
    this.control.setAttribute("aria-invalid", said !== "");
    return said ? [this.control] : [];
  }

  #group(values) {
    this.parts = ordered(this.field.properties).map(([name, field]) => new Field(name, field, values[name]));
    return tag("fieldset", { className: "group" }, tag("legend", {}, labelOf(this.name, this.field)), ...this.parts.map(({ node }) => node));
  }

  #note() {
    return tag("p", { className: "soft note" }, labelOf(this.name, this.field));
  }

  #line(start) {
    const id = `field-${++made}`;
    const { description } = this.field;
    const control = (CONTROL[this.kind] ?? CONTROL["single-line"])(this.field, start);
    Object.assign(control, { id, name: this.name });
    if (this.hint) control.placeholder = this.hint;
    control.setAttribute("aria-describedby", `${id}-said`);
    this.control = control;
    this.fault = tag("span", { className: "fault", role: "alert" });
    const label = tag("label", { htmlFor: id }, labelOf(this.name, this.field));
    if (UNITS[this.kind]) label.append(" ", tag("span", { className: "soft" }, UNITS[this.kind]));
    const said = tag("p", { id: `${id}-said`, className: "said" }, this.fault, ...(description ? [tag("span", { className: "soft" }, description)] : []));
    const line = tag("div", { className: `field ${this.kind}` });
    line.append(...(this.kind === "boolean" ? [control, label] : [label, COLOURED.has(this.kind) ? swatched(control) : control]), said);
    return line;
  }
}

const COLOURED = new Set(["color-rrggbb", "color-rrggbbaa"]);
const UNITS = { percentage: "%", "duration-ms": "s" };
const text = (value) => (value === undefined || value === null ? "" : String(value));
const field = (type, more) => tag("input", { type, autocomplete: "off", ...more });

const CONTROL = {
  "single-line": (_, start) => field("text", { value: text(start), dir: "auto" }),
  "multi-line": (_, start) => tag("textarea", { value: text(start), rows: 3, dir: "auto" }),
  "file-path": (_, start) => field("text", { value: text(start), spellcheck: false }),
  "color-rrggbb": (_, start) => field("text", { value: text(start), spellcheck: false }),
  "color-rrggbbaa": (_, start) => field("text", { value: text(start), spellcheck: false }),
  boolean: (_, start) => field("checkbox", { checked: start === true || start === "1" || start === "true" }),
  number: (_, start) => field("number", { value: text(start), step: "any" }),
  integer: (_, start) => field("number", { value: text(start), step: "any" }),
  percentage: (_, start) => field("number", { value: start === undefined ? "" : text(Math.round(start * 10000) / 100), step: "any" }),
  "duration-ms": (_, start) => field("number", { value: start === undefined ? "" : text(start / 1000), step: "any" }),
  lines: (_, start) => tag("textarea", { value: Array.isArray(start) ? start.join("\n") : text(start), rows: 3, dir: "auto" }),
  json: (_, start) => tag("textarea", { value: JSON.stringify(start ?? [], null, 1), rows: 4, spellcheck: false }),
  select({ enum: values, gddOptions }, start) {
    const known = values.includes(start) ? values : [start, ...values].filter((value) => value !== undefined);
    const options = known.map((value) => tag("option", { value: text(value), selected: value === start }, gddOptions?.labels?.[value] ?? text(value)));
    return tag("select", {}, ...options);
  },
};

const number = ({ value, validity }, by = (found) => found) => {
  if (value.trim() === "") return validity.badInput ? undefined : null;
  return Number.isFinite(Number(value)) ? by(Number(value)) : undefined;
};

/** The value as the schema's type; undefined where it cannot be read, null where there is none. */
const READ = {
  boolean: ({ checked }) => checked,
  number: (control) => number(control),
  integer: (control) => number(control),
  percentage: (control) => number(control, (found) => Math.round(found * 100) / 10000),
  "duration-ms": (control) => number(control, (found) => Math.round(found * 1000)),
  lines: ({ value }) => value.split("\n").map((line) => line.trim()).filter(Boolean),
  json({ value }) {
    try {
      const found = JSON.parse(value || "[]");
      return Array.isArray(found) ? found : undefined;
    } catch {
      return undefined;
    }
  },
  select: ({ value }, { enum: values }) => values.find((known) => text(known) === value),
};

/** A colour's field with the colour beside it; what the colour picker gives keeps the field's transparency. */
function swatched(control) {
  const picker = field("color", { ariaLabel: control.name, tabIndex: -1 });
  const show = () => /^#[0-9a-f]{6}/i.test(control.value) && (picker.value = control.value.slice(0, 7));
  control.addEventListener("input", show);
  picker.addEventListener("input", () => {
    control.value = picker.value + control.value.slice(7);
    control.dispatchEvent(new Event("input", { bubbles: true }));
  });
  show();
  return tag("span", { className: "swatched" }, picker, control);
}

function tag(name, properties, ...inside) {
  const node = Object.assign(document.createElement(name), properties);
  if (properties.role) node.setAttribute("role", properties.role);
  node.append(...inside);
  if ("value" in properties && name === "textarea") node.value = properties.value;
  return node;
}

/**
 * Values as renderers send them: numbers as strings, lists as JSON, null for nothing. Pure.
 *
 *   const wish = new Wish({ text: "", votes: 0 });     the fields, with the values for "not given"
 *   wish.take({ votes: "7", other: 1 })                → whether anything is another now; the rest stays
 *   wish.data, wish.key                                all of it, and as a string to compare
 */
export class Wish {
  data;
  #fields;

  constructor(fields) {
    this.#fields = fields;
    this.data = { ...fields };
  }

  get key() {
    return JSON.stringify(this.data);
  }

  take(given) {
    const before = this.key;
    const some = given && typeof given === "object" ? given : {};
    for (const [name, unset] of Object.entries(this.#fields)) if (name in some) this.data[name] = coerced(some[name], unset);
    return this.key !== before;
  }
}

/** The value as the kind that `unset` is of; foreign renderers send strings, null and things. */
export function coerced(value, unset) {
  if (Array.isArray(unset)) return listed(value);
  if (value === null || value === undefined || typeof value === "object" || typeof value === "function") return unset;
  if (typeof unset === "number") return Number.isFinite(Number(value)) ? Number(value) : unset;
  if (typeof unset === "boolean") return /^(true|1)$/i.test(String(value));
  return String(value);
}

/** A list of things, which a renderer that knows only strings sends as JSON. */
function listed(value) {
  if (typeof value !== "string") return Array.isArray(value) ? value : [];
  try {
    return listed(JSON.parse(value || "[]"));
  } catch {
    return [];
  }
}

/** Values as renderers send them: numbers as strings, lists as JSON, null for nothing. Pure functions. */

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

/**
 * How a field of a graphic's form is asked for. GDD: who does not know a `gddType` drops its last part
 * ("file-path/image-path" → "file-path"), then goes by `type`. Pure functions.
 *
 *   kindOf({ type: "string", gddType: "multi-line" })   "multi-line"
 *   ordered(properties)                                 [[name, field], …] as the form shows them
 *   labelOf(name, field)   startOf(field)               what it is called; its value when nobody has said one
 *   asks(schema)   beginsWith(schema)                   whether a field must be filled in; what one of ours is taken with otherwise
 */
const KINDS = new Set(["single-line", "multi-line", "file-path", "select", "color-rrggbb", "color-rrggbbaa", "percentage", "duration-ms"]);
const EMPTY = { boolean: false, string: "", array: [], object: {} };

export function kindOf({ type, gddType, enum: values, items }) {
  const parts = typeof gddType === "string" ? gddType.split("/") : [];
  for (; parts.length; parts.pop()) if (KINDS.has(parts.join("/"))) break;
  if (Array.isArray(values) && values.length) return "select";
  if (parts.length && parts.join("/") !== "select") return parts.join("/");
  if (type === "array") return items?.type === "string" ? "lines" : "json";
  return type === "string" ? "single-line" : type;
}

export const ordered = (properties = {}) =>
  Object.entries(properties)
    .map(([name, field], at) => ({ name, field, at }))
    .sort((one, other) => (one.field.order ?? 1e9) - (other.field.order ?? 1e9) || one.at - other.at)
    .map(({ name, field }) => [name, field]);

const WORDED = new Set(["single-line", "multi-line"]);
export const isWorded = (field) => WORDED.has(kindOf(field));

export const asks = (schema) => Object.values(schema?.properties ?? {}).some(({ minLength }) => minLength > 0);

/** Words that nobody has written are the graphic's own; of the rest the defaults. */
export const beginsWith = (schema) =>
  Object.fromEntries(
    Object.entries(schema?.properties ?? {})
      .filter(([, field]) => "default" in field && !isWorded(field))
      .map(([name, field]) => [name, field.default]),
  );

export const labelOf = (name, { title, label }) => title || label || name;

export function startOf(field) {
  if ("default" in field) return field.default;
  if (field.type !== "object") return EMPTY[field.type];
  return Object.fromEntries(ordered(field.properties).map(([name, part]) => [name, startOf(part)]));
}

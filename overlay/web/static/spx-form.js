/**
 * The form of an SPX template as a schema (form-kind.js), from the definition its frame told. It is a stranger's: only
 * words and numbers are taken from it.
 *
 *   schemaOf({ DataFields: [{ field: "f0", ftype: "textfield", title: "Name", value: "" }, …] })
 */
const NOTES = new Set(["caption", "instruction"]);
const LEFT_OUT = new Set(["hidden", "divider", "spacer", "button", "plugin"]);
const words = (value) => (value === undefined || value === null ? "" : String(value).slice(0, 2000));
const list = (value) => (Array.isArray(value) ? value.slice(0, 200) : []);

const KINDS = {
  textarea: ({ value }) => ({ type: "string", gddType: "multi-line", default: words(value).replace(/<br\s*\/?>/gi, "\n") }),
  number: ({ value }) => ({ type: "number", default: Number(value) || 0 }),
  checkbox: ({ value }) => ({ type: "boolean", default: String(value) === "1" }),
  dropdown({ value, items }) {
    const known = list(items).map((item) => [words(item?.value), words(item?.text)]);
    return { type: "string", default: words(value), enum: known.map(([key]) => key), gddOptions: { labels: Object.fromEntries(known) } };
  },
};
const plain = ({ value }) => ({ type: "string", gddType: "single-line", default: words(value) });

export function schemaOf(definition) {
  const fields = list(definition?.DataFields).filter((field) => field && typeof field === "object" && !LEFT_OUT.has(field.ftype));
  const properties = fields.map((field, at) => [words(field.field) || `note-${at}`, drawn(field, at)]);
  return { type: "object", properties: Object.fromEntries(properties) };
}

function drawn(field, order) {
  const note = NOTES.has(field.ftype);
  const title = words(field.title || (note ? field.value : field.field));
  const told = note ? { type: "note" } : (KINDS[field.ftype] ?? plain)(field);
  return { ...told, title, description: note ? "" : words(field.descr), order };
}

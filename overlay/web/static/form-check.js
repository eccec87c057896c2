/**
 * What is wrong with a value for a field of a graphic's form, as one sentence; "" when nothing is. The limits are
 * those of JSON Schema. A value that cannot be read from its control is `undefined`.
 *
 *   wrong(field, "too long", kind)
 */
import { tame } from "./tame-pattern.js";
import { say } from "./words.js";

const LONGEST = 200;
const segments = new Intl.Segmenter();
const count = (text) => [...segments.segment(text)].length;
const shown = (kind, value) => (kind === "percentage" ? Math.round(value * 10000) / 100 : kind === "duration-ms" ? value / 1000 : value);
const RULES = {
  string: inText,
  number: inNumber,
  integer: inNumber,
  array: inList,
};

export function wrong(field, value, kind) {
  if (value === undefined) return say(unread(kind, field));
  if (value === null) return "";
  if (field.enum && !field.enum.includes(value)) return say("fieldChoice");
  return RULES[field.type]?.(field, value, kind) ?? "";
}

const unread = (kind, { type }) => (kind === "json" ? "fieldList" : type === "integer" && kind === "integer" ? "fieldWhole" : "fieldNumber");

function inText({ minLength, maxLength, pattern, gddOptions }, value, kind) {
  if (maxLength !== undefined && count(value) > maxLength) return say("fieldLong", { n: maxLength });
  if (value === "" && !minLength) return "";
  if (minLength !== undefined && count(value) < minLength) return minLength === 1 ? say("fieldEmpty") : say("fieldShort", { n: minLength });
  if (pattern && !fits(pattern, value)) return say(kind.startsWith("color") ? "fieldColour" : "fieldPattern", { pattern });
  const endings = kind === "file-path" ? (gddOptions?.extensions ?? []) : [];
  const ends = (ending) => value.toLowerCase().endsWith(`.${String(ending).replace(/^[*.]+/, "").toLowerCase()}`);
  return endings.length && !endings.some(ends) ? say("fieldFile", { endings: endings.join(", ") }) : "";
}

/** A stranger's pattern that could hold up the page is not tried, and no long value. */
function fits(pattern, value) {
  if (value.length > LONGEST || !tame(String(pattern), LONGEST)) return true;
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true; // a pattern this browser cannot read: the manifest's own fault, told there
  }
}

function inNumber({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }, value, kind) {
  if (type === "integer" && !Number.isInteger(value)) return say("fieldWhole");
  if (minimum !== undefined && value < minimum) return say("fieldLeast", { n: shown(kind, minimum) });
  if (maximum !== undefined && value > maximum) return say("fieldMost", { n: shown(kind, maximum) });
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return say("fieldMore", { n: shown(kind, exclusiveMinimum) });
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return say("fieldLess", { n: shown(kind, exclusiveMaximum) });
  const steps = multipleOf ? value / multipleOf : 0;
  return Math.abs(steps - Math.round(steps)) > 1e-9 ? say("fieldStep", { n: shown(kind, multipleOf) }) : "";
}

function inList({ minItems, maxItems }, value) {
  if (minItems !== undefined && value.length < minItems) return say("fieldFew", { n: minItems });
  if (maxItems !== undefined && value.length > maxItems) return say("fieldMany", { n: maxItems });
  return "";
}

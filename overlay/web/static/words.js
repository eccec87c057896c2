/**
 * The page's own sentences in its language, from <script type="application/json" id="words">.
 *
 *   say("sent")                     a sentence
 *   say("lines", { n: 3 })          {names} filled; {"one", "other"} chosen by n
 *   said("status")                  a table of words
 */
const words = JSON.parse(document.getElementById("words").textContent);
const plural = new Intl.PluralRules(document.documentElement.lang);

export const said = (key) => words[key] ?? {};

export function say(key, values = {}) {
  const known = words[key] ?? key;
  const sentence = typeof known === "string" ? known : (known[plural.select(values.n)] ?? known.other);
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

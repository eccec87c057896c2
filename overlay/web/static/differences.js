/**
 * What an edit changed, word by word.
 *
 *   differences("who pays", "who really pays")   → [["same", "who "], ["new", "really "], ["same", "pays"]]
 *   show(element, before, after)                 the same as <del> and <ins>
 */
export function differences(before, after) {
  const [a, b] = [before, after].map((text) => text.match(/\S+\s*|\s+/g) ?? []);
  const same = (i, j) => a[i].trim() === b[j].trim();
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i][j] = same(i, j) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const found = [];
  const add = (kind, word) => (found.at(-1)?.[0] === kind ? (found.at(-1)[1] += word) : found.push([kind, word]));
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(i, j)) add("same", b[(i++, j++)]);
    else if (j < b.length && (i === a.length || length[i][j + 1] > length[i + 1][j])) add("new", b[j++]);
    else add("old", a[i++]);
  }
  return found;
}

const TAGS = { old: "del", new: "ins", same: "span" };

export function show(element, before, after) {
  element.replaceChildren(
    ...differences(before, after).map(([kind, words]) => {
      const part = document.createElement(TAGS[kind]);
      part.textContent = words;
      return part;
    }),
  );
}

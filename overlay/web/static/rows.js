/**
 * A keyed list: rows are cloned from a template once, then moved and refilled, never rebuilt, so focus, scrolling and
 * what is typed in them survive every change.
 *
 *   rows(list, template, items, (item) => ({ text: item.text, edited: true }))
 *
 * A part marked data-el="text" gets words as textContent; true and false show and hide it. `data-…` attributes of the
 * row itself are given as { "data-status": "inbox" }. An item that is the same object as before, under the same
 * `stamp` (anything else the rows depend on), is not looked at again.
 */
export const parts = (root) =>
  Object.fromEntries([...root.querySelectorAll("[data-el]")].map((part) => [part.dataset.el, part]));

export function fill(root, values) {
  root.parts ??= parts(root);
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith("data-")) attribute(root, name, value);
    else if (typeof value === "boolean") show(root.parts[name], value);
    else write(root.parts[name], value ?? "");
  }
  return root;
}

export function rows(list, template, items, view, stamp = "") {
  const have = new Map([...list.children].map((row) => [row.dataset.key, row]));
  const wanted = new Set(items.map(({ id }) => id));
  const focus = document.activeElement;
  for (const [key, row] of have) if (!wanted.has(key)) row.remove();
  let at = list.firstElementChild;
  for (const item of items) {
    const row = have.get(item.id) ?? fresh(template, item.id);
    if (row.item !== item || row.stamp !== stamp) {
      Object.assign(row, { item, stamp });
      fill(row, view(item));
    }
    if (row === at) at = at.nextElementSibling;
    else list.insertBefore(row, at);
  }
  if (focus !== document.activeElement && list.contains(focus)) focus.focus({ preventScroll: true }); // a moved row loses it
}

function fresh(template, key) {
  const row = template.content.firstElementChild.cloneNode(true);
  row.dataset.key = key;
  return row;
}

function attribute(row, name, value) {
  if (value === null || value === undefined || value === false) row.removeAttribute(name);
  else if (row.getAttribute(name) !== String(value)) row.setAttribute(name, value);
}

function show(part, shown) {
  if (part && part.hidden === shown) part.hidden = !shown;
}

function write(part, value) {
  const text = String(value);
  if (part && part.textContent !== text) part.textContent = text;
}

/**
 * The patch operations of docs/wire.md, on a view that is a plain object of scalars and keyed lists.
 *
 *   ["set", key, value]   ["put", list, item, before]   ["cut", list, id]
 */
export function patch(view, operations) {
  for (const [verb, key, ...rest] of operations) VERBS[verb](view, key, ...rest);
  return view;
}

const without = (list, id) => {
  const at = list.findIndex((item) => item.id === id);
  if (at >= 0) list.splice(at, 1);
};

const VERBS = {
  set(view, key, value) {
    view[key] = value;
  },
  put(view, key, item, before) {
    const list = (view[key] ??= []);
    without(list, item.id);
    const at = before === null || before === undefined ? -1 : list.findIndex((other) => other.id === before);
    list.splice(at < 0 ? list.length : at, 0, item);
  },
  cut(view, key, id) {
    without((view[key] ??= []), id);
  },
};

// Evaluated by the tests in a page with window.graphic: strange words as its data, one after the other.
async ({ plain, given, flows }) => {
  const ran = new Set();
  const grown = {};
  let now = "";
  window.hit = window.alert = window.confirm = window.prompt = () => ran.add(now);
  const all = (root) => [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.content ? all(node.content) : [])]);
  const show = async (data) => {
    await graphic.updateAction({ data, skipAnimation: true });
    await graphic.playAction({ goto: 0, skipAnimation: true });
    return [document, graphic.shadowRoot].map(all);
  };
  const [usualPage, usual] = await show(plain);
  const kinds = new Set(usual.map(({ localName }) => localName));
  for (const [what, data] of given) {
    now = what;
    const [page, found] = await show(data);
    const strange = found.filter(({ localName }) => !kinds.has(localName));
    const more = page.length !== usualPage.length || (!flows && found.length !== usual.length);
    if (strange.length) grown[what] = strange.map(({ localName }) => localName).join();
    else if (more) grown[what] = `${page.length}+${found.length} elements instead of ${usualPage.length}+${usual.length}`;
  }
  // Whatever still loads has failed or fired once an address asked for after all of it has been answered.
  await new Promise((resolve) => (Object.assign(new Image(), { onload: resolve, onerror: resolve }).src = "/graphics/after"));
  await new Promise((resolve) => setTimeout(resolve));
  return { ran: [...ran], grown };
}

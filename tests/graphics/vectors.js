// Evaluated by the tests in a page with window.graphic: vectors as its data, one after the other.
async ({ plain, given }) => {
  const ran = new Set();
  const grown = {};
  let now = "";
  window.hit = window.alert = window.confirm = window.prompt = () => ran.add(now);
  const elements = () => [document, graphic.shadowRoot].map((root) => root.querySelectorAll("*").length).join("+");
  const show = async (data) => {
    await graphic.updateAction({ data, skipAnimation: true });
    await graphic.playAction({ goto: 0, skipAnimation: true });
    return elements();
  };
  const usual = await show(plain);
  for (const [what, data] of given) {
    now = what;
    const found = await show(data);
    if (found !== usual) grown[what] = `${found} elements instead of ${usual}`;
  }
  // Whatever still loads has failed or fired once an address asked for after all of it has been answered.
  await new Promise((resolve) => (Object.assign(new Image(), { onload: resolve, onerror: resolve }).src = "/graphics/after"));
  await new Promise((resolve) => setTimeout(resolve));
  return { ran: [...ran], grown };
}

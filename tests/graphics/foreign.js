// Evaluated in a bare page: a renderer that is not ours. It keeps what it made under window.renderer.
async ({ name, data, tag, closed }) => {
  const { default: Graphic } = await import(`/graphics/${name}/graphic.mjs?v=foreign`);
  if (!customElements.get(tag)) customElements.define(tag, Graphic);
  const box = document.getElementById("stage");
  const root = closed ? box.attachShadow({ mode: "closed" }) : box;
  const graphic = document.createElement(tag);
  root.append(graphic);
  window.graphic = graphic;
  const answer = await graphic.load({ renderType: "realtime", data });
  return answer ?? null;
}

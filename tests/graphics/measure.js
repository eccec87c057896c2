// Evaluated in an overlay page by the tests: where things are, in the picture's own pixels.
() => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
  const nodes = all(document);
  const seen = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility === "visible";
  const box = (rect) => [rect.left, rect.top, rect.right, rect.bottom];
  const graphic = nodes.find((node) => node.hasAttribute?.("data-on"));
  const inside = graphic ? all(graphic.shadowRoot).filter(seen) : [];
  const named = (name) => inside.filter((node) => node.matches(name));
  const range = document.createRange();
  const words = inside
    .filter((node) => node.matches(".text, .call, .address, .label span"))
    .flatMap((node) => (range.selectNodeContents(node), [...range.getClientRects()].map(box)));
  return {
    elements: nodes.length,
    owned: document.documentElement.dataset.owned ?? null,
    title: document.title,
    text: named(".text")[0]?.textContent ?? "",
    lines: named(".text").map((node) => Math.round(node.scrollHeight / parseFloat(getComputedStyle(node).lineHeight)))[0] ?? 0,
    size: named(".text").map((node) => parseFloat(getComputedStyle(node).fontSize))[0] ?? 0,
    pages: graphic?.pages ?? [],
    plates: named(".plate, .labelmask, .join").map((node) => box(node.getBoundingClientRect())),
    parts: named(".label, .by, .name, .text, .votes, .leaf, .foot, .address, .call, .code").map((node) => box(node.getBoundingClientRect())),
    words,
    spilling: named(".text, .by, .address, .call").filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.className),
  };
}

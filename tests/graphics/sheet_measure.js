// Evaluated by the tests in a page with window.graphic: what is in the picture, and where.
() => {
  const root = graphic.shadowRoot;
  const hides = (style) => [style.overflowX, style.overflowY].some((value) => value !== "visible");
  const box = ({ left, top, right, bottom }) => [left, top, right, bottom];
  const meet = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  const range = document.createRange();

  const above = (node) => {
    const found = [];
    for (let at = node; at && at !== root; at = at.parentNode) found.push([at, getComputedStyle(at)]);
    return found;
  };

  const words = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    const part = node.parentElement;
    if (!text || part.matches("style, script")) continue;
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter(({ width, height }) => width >= 1 && height >= 1).map(box);
    const chain = above(part);
    const style = chain[0][1];
    const solid = chain.reduce((share, [, { opacity }]) => share * Number(opacity), 1);
    if (!lines.length || style.visibility !== "visible" || solid === 0) continue;
    const masks = chain.filter(([, style]) => hides(style)).map(([element]) => box(element.getBoundingClientRect()));
    const seen = lines.map((line) => masks.reduce(meet, line));
    words.push({
      part: part.dataset.el || part.className || part.localName,
      asked: part.matches(".text:not([data-el]), [data-el=text], [data-el=question]"),
      text,
      size: parseFloat(style.fontSize),
      colour: style.color,
      solid,
      lines: seen.filter(([left, top, right, bottom]) => right - left > 1 && bottom - top > 1),
      whole: lines,
      ellipsis: chain.some(([, style]) => style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none"),
      moving: chain.some(([element]) => element.getAnimations().some(({ playState }) => playState === "running")),
    });
  }
  return {
    words,
    elements: root.querySelectorAll("*").length,
    outside: document.querySelectorAll("*").length,
    owned: document.documentElement.dataset.owned ?? null,
    title: document.title,
  };
}

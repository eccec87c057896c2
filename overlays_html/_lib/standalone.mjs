/**
 * One graphic alone in a page, for playout that calls functions of the window: CasparCG and classic SPX.
 * The page says which: <body data-graphic="./graphic.mjs" data-tag="overlay-lower-third">.
 *
 *   update(json or <templateData>)   play()   next()   stop()   remove()
 */
const { graphic, tag } = document.body.dataset;
const { default: Graphic } = await import(new URL(graphic, document.baseURI).href);
customElements.define(tag, Graphic);
const element = document.body.appendChild(document.createElement(tag));

// Commands are handed over in order, none waits for another's movement to end.
let turn = element.load({ data: {}, renderType: "realtime" });
const then = (command) => {
  turn = turn.then(() => void command().catch(report)).catch(report);
  return turn;
};
const report = (fault) => console.error(`${tag}: ${fault.message}`);

Object.assign(window, {
  update: (words) => then(async () => element.updateAction({ data: parsed(words) })),
  play: () => then(async () => element.playAction({ goto: 0 })),
  next: () => then(async () => element.playAction({})),
  stop: () => then(async () => element.stopAction({})),
  remove: () => then(async () => element.dispose()),
});

/** The fields of what playout sends: a JSON object, or CasparCG's XML of components with one value each. */
function parsed(words) {
  const given = typeof words === "string" ? words.trim() : words;
  if (typeof given !== "string") return given ?? {};
  if (!given.startsWith("<")) return given ? JSON.parse(given) : {};
  const component = /<componentData\b[^>]*\bid="([^"]*)"[^>]*>\s*<data\b[^>]*\bvalue="([^"]*)"/g;
  return Object.fromEntries([...given.matchAll(component)].map(([, id, value]) => [unescaped(id), unescaped(value)]));
}

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(words) {
  return words.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name.toLowerCase()];
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

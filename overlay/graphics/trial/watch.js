/**
 * What can be seen of a graphic from outside, through its shadow roots. Roots are opened as they are made, so this must
 * be loaded before the graphic.
 *
 *   seen(root, "words")      whether an element with these words is in the picture
 *   await settling(root, () => element.playAction(…))    whether things still moved after a moment, and then stopped
 */
const { attachShadow } = Element.prototype;
Element.prototype.attachShadow = function opened(options) {
  return attachShadow.call(this, { ...options, mode: "open" });
};

export const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function* all(root) {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot) yield* all(element.shadowRoot);
  }
}

export function seen(root, words) {
  const holders = [...all(root)].filter((element) => (element.textContent ?? "").includes(words));
  return holders.some((element) => ![...element.children].some((child) => holders.includes(child)) && shown(element));
}

/** In the picture: nothing hides it, nothing clips it away, it has a size and stands inside. */
function shown(element) {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  let room = cut({ left, top, right, bottom }, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  for (let part = element; part; part = part.assignedSlot ?? part.parentElement ?? part.getRootNode().host) {
    if (part !== element && getComputedStyle(part).overflow !== "visible") room = cut(room, part.getBoundingClientRect());
  }
  return room.right - room.left > 2 && room.bottom - room.top > 2;
}

const cut = (one, other) => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right),
  bottom: Math.min(one.bottom, other.bottom),
});

function picture(root) {
  const lines = [...all(root)].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const { opacity, visibility, clipPath } = getComputedStyle(element);
    return [element, [x, y, width, height].map(Math.round).join() + opacity + visibility + clipPath];
  });
  return new Map(lines);
}

const changed = (one, other) => new Set([...other].filter(([element, line]) => one.get(element) !== line).map(([element]) => element));

/** Whatever goes on for ever (a ticker, a clock) does not count: only what moves at first and then stands. */
export async function settling(root, command) {
  const done = command();
  await after(120);
  const first = picture(root);
  await Promise.all([done, after(700)]);
  const second = picture(root);
  await after(400);
  const third = picture(root);
  const endless = changed(second, third);
  return [...changed(first, second)].some((element) => !endless.has(element));
}

/** Fonts and pictures that came only after that moment (ms of performance.now). */
export const lateFiles = (moment) =>
  performance
    .getEntriesByType("resource")
    .filter(({ name, responseEnd }) => responseEnd > moment && /\.(woff2?|ttf|otf|png|jpe?g|gif|webp|svg)(\?|$)/i.test(name))
    .map(({ name }) => new URL(name).pathname.split("/").pop());

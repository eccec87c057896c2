/**
 * Moving rows with a finger or the mouse, by the part marked data-grip.
 *
 *   grip(list, (id, before) => …);     dropped: in front of the row `before`, null is the end
 *
 * Only rows with data-status="queued" are places to drop at; a cued row may be dragged into the queue. Escape lets go.
 */
const NEAR_EDGE = 48;
const SCROLL = 12; // px a frame

export function grip(list, dropped) {
  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-grip]");
    if (handle && event.button === 0 && !document.body.hasAttribute("data-lock")) drag(list, handle, event, dropped);
  });
}

function drag(list, handle, { pointerId, clientY }, dropped) {
  const row = handle.closest("[data-key]");
  const pane = list.closest("[data-scroll]") ?? document.scrollingElement;
  const start = clientY + pane.scrollTop;
  let [y, scrolling] = [clientY, 0];
  handle.setPointerCapture(pointerId);
  row.dataset.dragged = "true";

  const place = () => {
    row.style.transform = `translateY(${y + pane.scrollTop - start}px)`;
    const before = target(list, row, y);
    for (const other of list.children) other.toggleAttribute("data-drop", other === before);
    list.toggleAttribute("data-drop-end", before === null);
  };
  const move = (event) => {
    y = event.clientY;
    place();
  };
  const creep = () => {
    const { top, bottom } = pane.getBoundingClientRect();
    const by = y < top + NEAR_EDGE ? -SCROLL : y > bottom - NEAR_EDGE ? SCROLL : 0;
    if (by) {
      pane.scrollTop += by;
      place();
    }
    scrolling = requestAnimationFrame(creep);
  };
  const end = (event) => {
    cancelAnimationFrame(scrolling);
    handle.removeEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) handle.removeEventListener(name, end);
    document.removeEventListener("keydown", letGo, true);
    const before = target(list, row, y);
    row.style.transform = "";
    delete row.dataset.dragged;
    list.removeAttribute("data-drop-end");
    for (const other of list.children) other.removeAttribute("data-drop");
    if (event.type === "pointerup" && before !== undefined) dropped(row.dataset.key, before?.dataset.key ?? null);
  };
  const letGo = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end(event);
  };
  handle.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) handle.addEventListener(name, end);
  document.addEventListener("keydown", letGo, true);
  scrolling = requestAnimationFrame(creep);
}

/** The row it would stand in front of, null for the end, undefined when it would stay where it is. */
function target(list, row, y) {
  const others = [...list.children].filter((other) => other !== row && other.dataset.status === "queued");
  const before = others.find((other) => {
    const { top, height } = other.getBoundingClientRect();
    return y < top + height / 2;
  }) ?? null;
  const queue = [...list.children].filter((other) => other.dataset.status === "queued");
  const stays = row.dataset.status === "queued" && queue[queue.indexOf(row) + 1] === (before ?? undefined);
  return stays ? undefined : before;
}

/**
 * Where to ask, as a part of the wall: a call, a QR code, the address.
 *
 *   const call = new Call(elements);          { join, head, call, code, address }
 *   call.said(data, alone)                    whether there is anything to be said; alone, a title is enough
 *   call.write(data, "cell")                  in a shape of plan.mjs; when it has its size
 */
import { fit, holding } from "../_lib/fit.mjs";
import { qrCode } from "../_lib/qr.mjs";
import { clean, spoken } from "../_lib/text.mjs";

// For each shape: units of a code's side at most; sizes of the call, of the title over it, and of the address.
const SHAPES = {
  cell: { code: 296, call: [44, 38, 36], head: [], address: [[40, 1], [36, 1]] },
  tall: { code: 520, call: [[52, 1], [44, 2], [36, 3]], head: [[40, 2], [36, 3]], address: [[44, 1], [40, 1], [36, 1]] },
  strip: { code: 296, call: [[60, 1], [52, 2], [44, 2], [36, 3]], head: [[40, 1], [36, 2]], address: [[48, 1], [40, 1], [36, 1]] },
  alone: { code: 520, call: [[96, 2], [80, 3], [64, 3], [52, 4], [40, 5]], head: [[48, 1], [40, 2], [36, 3]], address: [[60, 1], [48, 1], [36, 1]] },
};
const LAST = [36, 2];
const BREAKS = /[/.:?&=-]/g; // an address that needs two lines goes on after one of these

export class Call {
  #el;

  constructor(elements) {
    this.#el = elements;
  }

  said({ label, title, words, url, qr, modules }, alone) {
    return [words, url, ...(alone ? [title, label] : [])].some((said) => clean(said)) || (qr !== "" && modules > 0);
  }

  write({ label, title, words, url, qr, modules }, shape) {
    const { address, call, code, head, join } = this.#el;
    const steps = SHAPES[shape];
    join.dataset.shape = shape;
    const side = qrCode(code, qr, modules, steps.code);
    code.parentElement.hidden = side === 0;
    join.style.setProperty("--side-of-code", String(side || steps.code));
    const where = clean(url).replace(/^https?:\/\//, "").replace(/\/$/, "");
    if (!this.#put(address, where, steps.address)) this.#put(address, where.replace(BREAKS, "$&\u200B"), [LAST]);
    const said = clean(words) || clean(title) || clean(label);
    this.#put(head, said === clean(title) ? "" : clean(title), steps.head);
    this.#put(call, said, shape === "cell" ? this.#room(steps.call) : steps.call);
    join.toggleAttribute("data-bare", call.parentElement.hidden && address.parentElement.hidden);
  }

  /** In a cell the call has what code and address leave; where that is nothing, the address goes, then the call. */
  #room(sizes) {
    const { address, call } = this.#el;
    const box = call.parentElement;
    call.textContent = "";
    box.hidden = false;
    call.style.fontSize = `calc(${sizes[sizes.length - 1]} * var(--u))`;
    const least = parseFloat(getComputedStyle(call).lineHeight);
    if (box.clientHeight < least) address.parentElement.hidden = true;
    return box.clientHeight < least ? [] : holding(call, box.clientHeight, sizes);
  }

  /** Whether the words fit; they are not shown where there is no size for them, and cut where the last is too large. */
  #put(part, words, steps) {
    part.parentElement.hidden = words === "" || steps.length === 0;
    spoken(part, words);
    const fits = steps.length === 0 || fit(part, words, steps) !== null;
    part.toggleAttribute("data-cut", !fits);
    part.style.webkitLineClamp = fits ? "" : String(steps[steps.length - 1][1]);
    return fits;
  }
}

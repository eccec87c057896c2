/**
 * Pictures by address, decoded before anything is drawn, so that what goes on air is there or is not: it never
 * comes later, and nothing makes room for it then.
 *
 *   await pictures(["/media/1f…", …], 250)     waits for them, so long at most
 *   picture("/media/1f…")                      an element to put into the page; undefined if it is not there
 */
import { within } from "./files.mjs";

const KEPT = 80;
const known = new Map();

/** Resolves when each is there, has failed, or the time is over. */
export async function pictures(addresses, patience) {
  const wanted = [...new Set(addresses)].filter(Boolean);
  if (wanted.length) await within(patience, Promise.all(wanted.map(fetched)));
}

export function picture(address) {
  const found = known.get(address);
  return found?.there ? found.image.cloneNode() : undefined;
}

/** One that failed may be there the next time: it is forgotten. */
function fetched(address) {
  if (!known.has(address)) {
    const image = new Image();
    const one = { image, there: false };
    image.alt = "";
    image.decoding = "sync";
    image.draggable = false;
    image.src = address;
    one.coming = image.decode().then(
      () => (one.there = true),
      () => known.delete(address),
    );
    known.set(address, one);
    if (known.size > KEPT) known.delete(known.keys().next().value);
  }
  return known.get(address).coming;
}

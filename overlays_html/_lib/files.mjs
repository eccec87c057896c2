/** A graphic's own files, each read once for all instances. */

const once = new Map();

function kept(url, read) {
  if (!once.has(url)) {
    const reading = read(url);
    once.set(url, reading);
    reading.catch(() => once.delete(url)); // a later instance may try again
  }
  return once.get(url);
}

/** A deep copy of the nodes of an HTML file, ready to be put into this document. */
export const markup = async (url) => document.importNode(await kept(url, readDocument), true);

// Not by a parser on a string: our pages' policy has Trusted Types, and a request for a document is none.
const readDocument = (url) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => {
      if (!request.response || request.status >= 400) return reject(new Error(`no markup at ${url}`));
      const all = document.createDocumentFragment();
      all.append(...request.response.body.childNodes);
      return resolve(all);
    };
    request.onerror = () => reject(new Error(`no markup at ${url}`));
    request.send();
  });

/** A constructed style sheet of a CSS file. */
export const sheet = (url) => kept(url, readSheet);

async function readSheet(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`no style at ${url}`);
  return new CSSStyleSheet().replace(await answer.text());
}

/** Makes the faces of a font sheet known: inside a shadow root `@font-face` does not count. */
export const fonts = (url) =>
  kept(url, async () => {
    if ([...document.styleSheets].some((known) => known.href === url)) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = url;
    const loaded = new Promise((resolve) => (link.onload = link.onerror = resolve));
    document.head.append(link);
    await within(1000, loaded);
  });

/** The promise, or undefined after so many milliseconds. */
export function within(ms, promise) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

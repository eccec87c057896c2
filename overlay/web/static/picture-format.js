/**
 * `?format=9:16`: the page as a picture of that size would show it, as large as fits into the window, in its middle.
 * A frame within the page: so whatever a graphic asks for, units, shape or width of the window, is that picture's.
 *
 *   framed(document.getElementById("stage"), "9:16", address);     address: the page without the format
 */
const FORMATS = {
  "16:9": [1920, 1080],
  "9:16": [1080, 1920],
  "1:1": [1080, 1080],
  "21:9": [2560, 1080],
  "4k": [3840, 2160],
};
const TOLD_BY_OBS = ["obsSourceVisibleChanged", "obsSourceActiveChanged"]; // to the outermost page only

export function framed(root, format, address) {
  const size = Object.hasOwn(FORMATS, format) ? FORMATS[format] : null;
  if (!size) {
    console.error(`There is no format “${format}”; there are ${Object.keys(FORMATS).join(", ")}.`);
    return false;
  }
  const [width, height] = size;
  const frame = document.createElement("iframe");
  frame.className = "format";
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  const fit = () => {
    const scale = Math.min(window.innerWidth / width, window.innerHeight / height);
    frame.style.transform = `translate(-50%, -50%) scale(${scale})`;
  };
  fit();
  window.addEventListener("resize", fit);
  for (const name of TOLD_BY_OBS) window.addEventListener(name, () => frame.contentWindow.dispatchEvent(new Event(name)));
  frame.src = address;
  root.append(frame);
  return true;
}

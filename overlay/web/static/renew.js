/**
 * Loads the page anew when the server has newer files: once for each of its builds, and never under somebody's hands.
 *
 *   renew(live.build);
 */
const KEY = "overlay build";

export function renew(served) {
  if (!served || served === document.documentElement.dataset.build || busy() || sessionStorage.getItem(KEY) === served) return;
  sessionStorage.setItem(KEY, served);
  location.reload();
}

const busy = () =>
  document.querySelector("dialog[open], [data-unsaved]") !== null ||
  document.activeElement.matches("input, textarea, select") ||
  Boolean(document.querySelector("#entry-text")?.value);

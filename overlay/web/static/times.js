/**
 * Times as a crew reads them. `at` is the server's wall clock, ms.
 *
 *   clock(at)   "0:14"  since then        age(at)   "3 min"  since then
 */
import { now } from "./api.js";
import { say } from "./words.js";

export function clock(at) {
  const seconds = Math.max(0, Math.floor((now() - at) / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export function age(at) {
  const minutes = Math.floor(Math.max(0, now() - at) / 60000);
  if (minutes < 1) return say("justNow");
  if (minutes < 60) return say("minutes", { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say("hours", { n: hours }) : say("days", { n: Math.floor(hours / 24) });
}

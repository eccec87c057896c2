/**
 * Who this browser is to the studio: a token, out of the link it was opened with, kept in this browser.
 *
 *   await join();               /control#once=CODE is exchanged, /control#TOKEN is kept; the address bar is cleaned
 *   await exchange("CODE");     a code typed or pasted by hand, or a whole link
 *   token()                     "" when there is none
 */
const KEY = "overlay-token";

export const token = () => localStorage.getItem(KEY) ?? "";

export async function join() {
  const words = location.hash.slice(1);
  if (!words) return;
  history.replaceState(null, "", location.pathname + location.search);
  if (words.startsWith("once=")) {
    await exchange(words).catch((refused) => {
      if (!token()) throw refused; // a used link, opened again where it was used: this browser is known already
    });
  } else localStorage.setItem(KEY, words);
}

/** Throws an Error with the server's sentence when the code is not taken. */
export async function exchange(words) {
  const code = words.trim().replace(/^.*#/, "").replace(/^once=/, "");
  const answer = await fetch("/api/join", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
    body: JSON.stringify({ code }),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.message);
  localStorage.setItem(KEY, said.token);
}

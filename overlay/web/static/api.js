/**
 * Requests to the studio with this browser's token.
 *
 *   const { shows } = await api("GET", "/api/shows");
 *   await api("POST", "/api/commands", { type: "take", op: freshOp() });
 *   await upload("/api/import?name=a.csv", file);
 *
 * Anything but 2xx throws a Refused: `message` is a sentence for people, `code` the wire's word, `status` 0 when
 * nobody answered.
 */
import { token } from "./token.js";
import { say } from "./words.js";

export class Refused extends Error {
  constructor(message, code, status) {
    super(message);
    Object.assign(this, { code, status });
  }
}

export const freshOp = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const api = (method, path, body) =>
  request(method, path, body === undefined ? {} : { type: "application/json", body: JSON.stringify(body) });

export const upload = (path, file) => request("POST", path, { type: "application/octet-stream", body: file });

/** The answer's bytes, to be saved as a file. */
export async function download(path) {
  const answer = await asked("GET", path, {});
  const name = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
  return { name, blob: await answer.blob() };
}

async function request(method, path, sent) {
  const answer = await asked(method, path, sent);
  return answer.status === 204 ? null : answer.json();
}

async function asked(method, path, { type, body }) {
  const headers = { Authorization: `Bearer ${token()}`, "Accept-Language": document.documentElement.lang };
  if (type) headers["Content-Type"] = type;
  const answer = await fetch(path, { method, headers, body }).catch(() => {
    throw new Refused(say("noAnswer"), "no_answer", 0);
  });
  noteClock(answer.headers.get("Date"));
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => ({}));
  throw new Refused(said.message ?? say("failed", { n: answer.status }), said.error ?? "", answer.status);
}

let ahead = 0; // of this computer's clock before the server's, ms; only what people would notice

function noteClock(date) {
  const off = Date.now() - Date.parse(date);
  if (Number.isFinite(off)) ahead = Math.abs(off) > 2500 ? off : 0;
}

/** The server's wall clock, ms: what `at` of questions and pictures is measured by. */
export const now = () => Date.now() - ahead;

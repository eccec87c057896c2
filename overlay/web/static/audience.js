/**
 * The audience page made live: the form sends without leaving the page, own questions tell how they fare, and the page
 * says when it is offline. Without this file the same page works by plain forms.
 */
import { Draft } from "./audience-draft.js";
import { Poll } from "./audience-poll.js";
import { Questions } from "./audience-questions.js";
import { Live } from "./live.js";
import { say } from "./words.js";

const parts = Object.fromEntries([...document.querySelectorAll("[data-el]")].map((part) => [part.dataset.el, part]));
const form = document.querySelector("form.ask");
const questions = new Questions(parts.mine, parts.list, document.getElementById("row"));
const draft = new Draft(form, parts, (question) => questions.put(question));
const vote = new Poll(parts);
const live = new Live({ view: "audience" });

const put = (part, text) => part.textContent === text || (part.textContent = text);

function showView({ show, on_air: onAir, poll }) {
  const open = show.intake === "open";
  document.title = show.title;
  put(parts.title, show.title);
  put(parts.consent, show.consent || say("consent"));
  form.hidden = !open;
  parts.closed.hidden = open;
  draft.limit = show.limit;
  vote.show(poll);
  parts.onair.hidden = !onAir;
  put(parts.onairText, onAir?.text ?? "");
  put(parts.onairName, onAir?.name ?? "");
}

function showLink(up) {
  if (!up) draft.forget();
  parts.live.hidden = !up;
  parts.offline.hidden = up || navigator.onLine === undefined;
}

async function catchUp() {
  const answer = await fetch("/mine", { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const mine = await answer.json();
  questions.replace(mine.questions);
  vote.chose(mine.vote);
}

live.onview = (view, operations) => {
  showView(view);
  if (!operations) catchUp().catch(() => {}); // after an absence: what was missed of one's own
};
live.onlink = (state) => showLink(state === "open");
live.onmine = (question) => questions.put(question);
window.addEventListener("offline", () => showLink(false));
live.open();

/**
 * The draft of a question: counted as people count letters, kept in this browser until the server has it, and sent
 * with its own op, so that sending it again makes no second question.
 *
 *   const draft = new Draft(form, parts, (question) => …);     told when the server has acknowledged it
 *   draft.limit = 140;
 */
import { say } from "./words.js";

const KEY = "overlay draft";
const NEAR = 0.85; // of the limit: from here on the counter warns
const NO_ANSWER = 15000;

const segments = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : null;
const letters = (text) => (segments ? [...segments.segment(text)].length : [...text.normalize("NFC")].length);
const folded = (text) => text.replace(/\s+/g, " ").trim();

const freshOp = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // no storage in this browser, or something else in its place
  }
}

export class Draft {
  #form;
  #parts;
  #acknowledged;
  #limit;
  #tried = null;

  constructor(form, parts, acknowledged) {
    this.#form = form;
    this.#parts = parts;
    this.#acknowledged = acknowledged;
    this.#limit = Number(form.dataset.limit);
    this.#restore();
    form.addEventListener("input", () => this.#changed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    form.elements.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    form.elements.text.required = false; // the sentence for an empty question is ours, in the page's language
    this.#count();
  }

  set limit(limit) {
    if (limit === this.#limit) return;
    this.#limit = limit;
    this.#count();
  }

  /** What was said of a question that was received is no news once the page is offline. */
  forget() {
    if (this.#parts.error.dataset.kind === "done") this.#say("");
  }

  #restore() {
    const { text, name, op, tried } = stored();
    const fields = this.#form.elements;
    if (!fields.text.value && text) {
      fields.text.value = text;
      fields.op.value = op;
      this.#tried = tried ?? null;
    }
    if (!fields.name.value && name) fields.name.value = name;
  }

  #keep() {
    const { text, name, op } = this.#form.elements;
    try {
      localStorage.setItem(KEY, JSON.stringify({ text: text.value, name: name.value, op: op.value, tried: this.#tried }));
    } catch {
      this.#parts.error.hidden = true; // storage is refused (private window): the draft lives as long as the page
    }
  }

  #changed() {
    const { text, op } = this.#form.elements;
    // The words of a try whose answer was lost belong to its op: other words are another question.
    if (this.#tried !== null && folded(text.value) !== this.#tried) {
      op.value = freshOp();
      this.#tried = null;
    }
    this.#say("");
    this.#count();
    this.#keep();
  }

  #count() {
    const { count } = this.#parts;
    const n = letters(folded(this.#form.elements.text.value));
    count.textContent = n > this.#limit ? say("over", { n: n - this.#limit }) : say("count", { n, limit: this.#limit });
    count.dataset.level = n > this.#limit ? "over" : n >= this.#limit * NEAR ? "near" : "";
    this.#grow();
    return n;
  }

  /** The field is as high as its words: nothing of a question scrolls out of sight. */
  #grow() {
    const { text } = this.#form.elements;
    text.style.blockSize = "auto";
    if (text.scrollHeight > text.clientHeight) text.style.blockSize = `${text.scrollHeight + text.offsetHeight - text.clientHeight}px`;
  }

  #say(sentence, kind = "error") {
    const { error } = this.#parts;
    error.textContent = sentence;
    error.hidden = !sentence;
    error.dataset.kind = kind;
    this.#form.elements.text.toggleAttribute("aria-invalid", Boolean(sentence) && kind === "error");
  }

  async #send() {
    const { text, name, op } = this.#form.elements;
    const button = this.#form.querySelector("button[type=submit]");
    const n = this.#count();
    if (n === 0) return this.#refuse(say("empty"));
    if (n > this.#limit) return this.#refuse(say("tooLong", { n: n - this.#limit }));
    if (button.getAttribute("aria-busy") === "true") return undefined;
    this.#tried = folded(text.value);
    this.#keep();
    button.setAttribute("aria-busy", "true");
    button.textContent = say("sending");
    try {
      const words = text.value;
      const answer = await fetch("/ask", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": document.documentElement.lang },
        body: JSON.stringify({ text: words, name: name.value, op: op.value }),
        signal: patience(NO_ANSWER),
      });
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) this.#received({ id: said.id, text: folded(words), status: "inbox", reason: "" });
      else this.#refuse(said.message || say("unread"));
    } catch {
      this.#refuse(say("unsent"));
    } finally {
      button.removeAttribute("aria-busy");
      button.textContent = say("send");
    }
    return undefined;
  }

  #refuse(sentence) {
    this.#say(sentence);
    this.#form.elements.text.focus();
  }

  #received(question) {
    const { text, op } = this.#form.elements;
    text.value = "";
    op.value = freshOp();
    this.#tried = null;
    this.#keep();
    this.#count();
    this.#say(say("sent"), "done");
    this.#acknowledged(question);
  }
}

function patience(ms) {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), ms);
  return stop.signal;
}

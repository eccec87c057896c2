/**
 * The poll: a press on an answer is a vote, another press changes it. What is said to be one's vote is what the server
 * has acknowledged.
 *
 *   const poll = new Poll(parts);
 *   poll.show(item);            {id, question, options: [{id, label, votes}], total, state, published}, or null
 *   poll.chose(choice);         {id, option} as the server knows it, or null
 */
import { said, say } from "./words.js";

const NO_ANSWER = 15000;
const write = (part, text) => part.textContent === text || (part.textContent = text);

export class Poll {
  #parts;
  #form;
  #buttons;
  #poll = null;
  #choice = null;
  #wished = null;
  #sending = false;

  constructor(parts) {
    this.#parts = parts;
    this.#form = parts.poll.querySelector("form");
    this.#buttons = [...this.#form.querySelectorAll("button")];
    const pressed = this.#buttons.find((button) => button.getAttribute("aria-pressed") === "true");
    if (pressed) this.#choice = { id: this.#form.elements.id.value, option: pressed.value };
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#press(event.submitter.value);
    });
  }

  show(poll) {
    const { poll: section, pollHead, pollTotal, pollQuestion } = this.#parts;
    if (poll?.id !== this.#poll?.id || poll?.state !== this.#poll?.state) this.#tell("");
    this.#poll = poll;
    section.hidden = !poll;
    if (!poll) return;
    section.dataset.state = poll.state;
    section.toggleAttribute("data-published", poll.published);
    this.#form.elements.id.value = poll.id;
    write(pollHead, said("poll")[poll.state]);
    write(pollTotal, poll.published ? say("votes", { n: poll.total }) : "");
    write(pollQuestion, poll.question);
    for (const [place, button] of this.#buttons.entries()) this.#fill(button, poll.options[place]);
    this.#mark();
  }

  chose(choice) {
    this.#choice = choice;
    this.#mark();
  }

  #fill(button, option) {
    const { state, published, total } = this.#poll;
    button.hidden = !option;
    button.disabled = state !== "open";
    if (!option) return;
    const bar = button.querySelector("progress");
    write(button.querySelector(".label"), option.label);
    write(button.querySelector(".share"), published ? say("percent", { n: Math.round((100 * option.votes) / (total || 1)) }) : "");
    bar.max = total || 1;
    bar.value = option.votes;
  }

  #mark() {
    const { id, state } = this.#poll ?? {};
    const letter = this.#choice && this.#choice.id === id ? this.#choice.option : "";
    for (const button of this.#buttons) button.setAttribute("aria-pressed", button.value === letter);
    const open = state === "open";
    const values = { letter: letter.toUpperCase() };
    write(this.#parts.yours, id ? say(letter ? (open ? "yours" : "yoursClosed") : open ? "choose" : "pollClosed", values) : "");
  }

  /** One after another: the last press is what counts, however slow the answers are. */
  async #press(option) {
    this.#wished = { id: this.#form.elements.id.value, option };
    this.#tell("");
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#wished) {
        const { id, option: wished } = this.#wished;
        this.#wished = null;
        if (id === this.#form.elements.id.value) await this.#send(id, wished); // not into the poll that came after it
      }
    } finally {
      this.#sending = false;
    }
  }

  async #send(id, option) {
    const button = this.#buttons.find(({ value }) => value === option);
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), NO_ANSWER);
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch("/poll", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": document.documentElement.lang },
        body: JSON.stringify({ id, option }),
        signal: stop.signal,
      });
      if (answer.ok) this.chose({ id, option });
      else this.#tell((await answer.json().catch(() => ({}))).message || say("unvoted"));
    } catch {
      this.#tell(say("unvoted"));
    } finally {
      clearTimeout(late);
      button.removeAttribute("aria-busy");
    }
  }

  #tell(sentence) {
    const { pollError } = this.#parts;
    write(pollError, sentence);
    pollError.hidden = !sentence;
  }
}

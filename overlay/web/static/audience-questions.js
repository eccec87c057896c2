/**
 * The asker's own questions and how each fares; newest first. The phone trembles when one goes on air.
 *
 *   const questions = new Questions(section, list, template);
 *   questions.replace([question, …]);      all of them, as the server knows them (oldest first)
 *   questions.put(question);               one is new or has changed: {id, text, status, reason}
 */
import { said, say } from "./words.js";

const SURE = 4000;

export class Questions {
  #section;
  #list;
  #template;

  constructor(section, list, template) {
    this.#section = section;
    this.#list = list;
    this.#template = template;
    list.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#withdraw(event.target);
    });
  }

  replace(questions) {
    const known = new Set(questions.map(({ id }) => id));
    for (const row of [...this.#list.children]) if (!known.has(row.dataset.id)) row.remove();
    for (const question of questions) this.put(question);
    this.#section.hidden = !this.#list.childElementCount;
  }

  put({ id, text, status, reason }) {
    const row = this.#row(id);
    const was = row.dataset.status;
    const part = (name) => row.querySelector(`[data-el=${name}]`);
    if (was !== status) row.dataset.status = status;
    write(part("state"), said("status")[status] ?? status);
    write(part("text"), text);
    write(part("reason"), said("reasons")[reason] ?? reason ?? "");
    part("reason").hidden = !reason;
    if (status === "on_air" && was !== status) navigator.vibrate?.([200, 100, 200]);
    this.#section.hidden = false;
  }

  #row(id) {
    const there = [...this.#list.children].find((row) => row.dataset.id === id);
    if (there) return there;
    const row = this.#template.content.firstElementChild.cloneNode(true);
    row.dataset.id = id;
    row.querySelector("[name=id]").value = id;
    this.#list.prepend(row);
    return row;
  }

  /** The first press asks, the second does it: nobody can bring a withdrawn question back. */
  async #withdraw(form) {
    const button = form.querySelector("button");
    if (button.dataset.sure !== "true") {
      button.dataset.sure = "true";
      button.textContent = say("really");
      setTimeout(() => calm(button), SURE);
      return;
    }
    calm(button);
    const id = form.elements.id.value;
    const answer = await fetch("/withdraw", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ id }),
    }).catch(() => null);
    if (!answer?.ok) button.textContent = say("unread");
  }
}

function calm(button) {
  button.dataset.sure = "false";
  button.textContent = say("withdraw");
}

const write = (part, text) => part.textContent === text || (part.textContent = text);

/**
 * A question by hand: from paper, by telephone, from the studio. Enter puts it into the queue. Several lines pasted here
 * open the dialog for them.
 *
 *   <question-entry> … </question-entry>     markup: control.html
 *   entry.start()                            shows the field and puts the writing mark into it
 */
import { crew } from "./crew.js";
import { Part } from "./part.js";

class QuestionEntry extends Part {
  ready() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(event.submitter?.value !== "inbox");
    });
    this.el.text.addEventListener("paste", (event) => {
      const words = event.clipboardData.getData("text/plain");
      if (words.trim().split(/\r?\n/).filter((line) => line.trim()).length < 2) return;
      event.preventDefault();
      document.querySelector("paste-lines").open(words);
    });
  }

  start() {
    document.body.dataset.tab = "more";
    this.el.text.focus();
  }

  async #send(queue) {
    const { text, name } = this.form.elements;
    if (!text.value.trim()) return text.focus();
    const reply = await crew.send("ask", { text: text.value, name: name.value, queue });
    if (reply?.changed) this.form.reset();
    return text.focus();
  }
}

customElements.define("question-entry", QuestionEntry);

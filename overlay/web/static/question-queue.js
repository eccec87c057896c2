/**
 * What is on air, what is cued and what follows, in the order of taking. Rows are moved by their grip, or by ↑ and ↓.
 *
 *   <question-queue> … </question-queue>     markup: control.html
 */
import { crew } from "./crew.js";
import { cursor } from "./cursor.js";
import { grip } from "./grip.js";
import { labelOf } from "./key-map.js";
import { Part } from "./part.js";
import { questionRow, rowStamp } from "./question-row.js";
import { rows } from "./rows.js";
import { tally } from "./tally.js";
import { clock } from "./times.js";
import { say } from "./words.js";

class QuestionQueue extends Part {
  ready() {
    this.template = document.getElementById("queue-row");
    grip(this.el.rows, (id, before) => this.#drop(id, before));
    setInterval(() => crew.view && this.#tick(), 1000);
  }

  draw() {
    const { on_air: onAir, next, queued, n_queued: n } = crew.view;
    const shown = [...onAir, ...next, ...queued];
    rows(this.el.rows, this.template, shown, questionRow, rowStamp());
    cursor.keep();
    const more = n - queued.length;
    const waiting = n + next.length;
    this.set({ count: onAir.length ? say("toCome", { n: waiting }) : waiting, empty: shown.length === 0, more: more > 0, moreText: say("more", { n: more }) });
    this.#tick();
  }

  #tick() {
    const [question] = crew.view.on_air;
    const picture = question && crew.view.layers.find((layer) => layer.question === question.id);
    const age = picture && this.el.rows.querySelector(":scope > [data-status=on_air] [data-el=age]");
    if (age) age.textContent = say(tally().state === "red" ? "onAirSince" : "takenSince", { time: clock(picture.at) });
  }

  /** Moved on the page at once; where the server says no, the next drawing puts it back. */
  async #drop(id, before) {
    if (document.body.hasAttribute("data-lock")) return crew.onrefused(say("locked", { key: labelOf("lock") }));
    const row = (key) => [...this.el.rows.children].find((child) => child.dataset.key === key) ?? null;
    this.el.rows.insertBefore(row(id), row(before));
    if (!(await crew.send("move", { id, before }))) crew.redraw();
    return undefined;
  }
}

customElements.define("question-queue", QuestionQueue);

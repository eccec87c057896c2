/**
 * What waits for a decision; the same place shows the other lists, and what a search finds in all of them.
 *
 *   <question-inbox> … </question-inbox>     markup: control.html
 *   inbox.search()                           puts the writing mark into the search field
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { cursor } from "./cursor.js";
import { Part } from "./part.js";
import { questionRow, rowStamp } from "./question-row.js";
import { rows } from "./rows.js";
import { said, say } from "./words.js";

const NEWEST_FIRST = new Set(["answered", "skipped", "declined", "withdrawn"]);
const PAUSE = 200;
const FOUND = 50;

class QuestionInbox extends Part {
  #found = null;
  #searched = "";
  #asking;

  ready() {
    this.template = document.getElementById("inbox-row");
    this.el.list.addEventListener("change", () => this.draw());
    this.el.query.addEventListener("input", () => this.#seek(PAUSE));
  }

  search() {
    document.body.dataset.tab = "inbox";
    this.el.query.focus();
    this.el.query.select();
  }

  draw() {
    if (!crew.view) return;
    const { view } = crew;
    for (const option of this.el.list.options) {
      const text = `${said("lists")[option.value]} ${view[`n_${option.value}`]}`;
      if (option.textContent !== text) option.textContent = text;
    }
    const status = this.el.list.value;
    const seeking = this.el.query.value.trim() !== "";
    if (seeking) this.#seek(PAUSE, crew.rev);
    else this.#found = null;
    const kept = NEWEST_FIRST.has(status) ? [...view[status]].reverse() : view[status];
    const shown = this.#found ?? kept;
    rows(this.el.rows, this.template, shown, questionRow, rowStamp());
    cursor.keep();
    const more = seeking ? 0 : view[`n_${status}`] - kept.length;
    this.set({
      count: seeking ? "" : view[`n_${status}`],
      heading: seeking ? say("found", { n: shown.length }) : said("lists")[status],
      empty: shown.length === 0,
      emptyText: seeking ? say("foundNothing") : (said("emptyLists")[status] ?? said("emptyLists").other),
      more: more > 0,
      moreText: say("more", { n: more }),
    });
    this.dataset.search = seeking;
  }

  /** Asks the server, which knows all questions; again when the show has changed meanwhile. */
  #seek(pause, rev = -1) {
    const query = this.el.query.value.trim();
    if (!query) return this.draw();
    const wanted = `${query} ${rev}`;
    if (wanted === this.#searched) return undefined;
    this.#searched = wanted;
    clearTimeout(this.#asking);
    this.#asking = setTimeout(async () => {
      const found = await api("GET", `/api/questions?q=${encodeURIComponent(query)}&limit=${FOUND}`).catch((refusal) => {
        crew.onrefused(refusal.message);
        return { questions: [] };
      });
      if (query !== this.el.query.value.trim()) return;
      this.#found = found.questions;
      this.#searched = `${query} ${crew.rev}`;
      this.draw();
    }, pause);
    return undefined;
  }
}

customElements.define("question-inbox", QuestionInbox);

/**
 * The show's polls, the open one first, then the newest: made, opened, closed, published, taken on air; with their numbers.
 *
 *   <poll-panel> … </poll-panel>     markup: control.html
 */
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { rows } from "./rows.js";
import { said, say } from "./words.js";

class PollPanel extends Part {
  ready() {
    this.template = this.querySelector("template");
  }

  draw() {
    const polls = [...crew.view.polls].reverse().sort((one, other) => (other.state === "open") - (one.state === "open"));
    const onAir = crew.view.layers.find(({ id }) => id === "poll")?.data.id ?? "";
    this.hidden = !polls.length && !crew.may.has("poll");
    this.set({ count: polls.length || "", empty: !polls.length });
    rows(this.el.rows, this.template, polls, (poll) => view(poll, poll.id === onAir), onAir);
    for (const row of this.el.rows.children) this.#bars(row);
  }

  #bars(row) {
    const { options, total } = row.item;
    for (const [place, answer] of [...row.querySelectorAll(".answers > li")].entries()) {
      answer.hidden = place >= options.length;
      if (answer.hidden) continue;
      const bar = answer.querySelector("progress");
      bar.max = total || 1;
      bar.value = options[place].votes;
    }
  }
}

function view({ question, options, total, state, published }, on) {
  const draft = state === "draft";
  const answers = options.flatMap(({ label, votes }, place) => [
    [`label${place}`, label],
    [`votes${place}`, draft ? "" : say("share", { n: votes, percent: Math.round((100 * votes) / (total || 1)) })],
  ]);
  return {
    "data-state": state,
    "data-on": on ? "" : null,
    state: said("pollStates")[state],
    total: draft ? "" : `${say("votes", { n: total })}${published ? ` · ${say("pollSeen")}` : ""}`,
    on,
    question,
    ...Object.fromEntries(answers),
    open: state !== "open",
    openText: say(draft ? "pollOpen" : "pollReopen"),
    close: state === "open",
    publish: !draft && !published,
    hide: published,
    air: !draft,
    act: say(on ? "layerOut" : "layerIn"),
    drop: draft,
  };
}

customElements.define("poll-panel", PollPanel);

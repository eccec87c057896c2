/**
 * What was just done, for ten seconds, with Undo; and what was refused and why.
 *
 *   <undo-bar> … </undo-bar>     markup: undo.html; hears of every command of this page
 */
import { find } from "./actions.js";
import { crew } from "./crew.js";
import { labelOf } from "./key-map.js";
import { Part } from "./part.js";
import { said, say } from "./words.js";

const LASTING = new Set(["close", "release"]); // what undo does not reach
const DONE_FOR = 10_000;
const REFUSED_FOR = 8_000;
const TAKES = new Set(["take", "next", "back"]);
const EMPTY = {
  take: "queueEmpty", next: "queueEmpty", skip: "queueEmpty", clear: "airEmpty", update: "airEmpty", back: "nothingAnswered",
  undo: "nothingDone",
};

class UndoBar extends Part {
  #gone;

  #did = []; // what this page did in this show and has not taken back, newest last
  #of = "";

  ready() {
    crew.onsend = ({ id }) => {
      const onAir = crew.view.on_air[0]?.id ?? null;
      const meant = id ?? onAir ?? crew.view.next[0]?.id;
      return { onAir, starred: Boolean(meant && find(meant)?.starred) };
    };
    crew.onreply = (command, reply, before) => this.#answered(command, reply, before);
    crew.onrefused = (sentence) => this.#show(sentence, "refused", REFUSED_FOR);
    this.el.shut.addEventListener("click", () => this.#hide());
  }

  draw() {
    if (this.#of !== crew.view.show.id) this.#did = [];
    this.#of = crew.view.show.id;
  }

  #answered(command, reply, before) {
    if (reply.changed && command.type === "undo") this.#undone(reply, before);
    else if (reply.changed) this.#done(command, reply, before);
    else if (reply.reason !== "repeated") this.#show(this.#refusal(command, reply), "told", REFUSED_FOR);
  }

  #done(command, { ids, id, on_air: onAir }, before) {
    const { type } = command;
    const name = nameOf(command, before);
    const about = command.id ?? id ?? (TAKES.has(type) ? onAir : type === "clear" ? before.onAir : null);
    if (!LASTING.has(type)) this.#did.push({ name, about });
    this.#show(ids ? say("pasted", { n: ids.length }) : (said("done")[name] ?? type), LASTING.has(type) ? "told" : "done", DONE_FOR);
    this.#name(about);
  }

  /** What was taken back, and whether viewers see something else now. */
  #undone({ on_air: onAir }, before) {
    const { name, about } = this.#did.pop() ?? {};
    const what = said("deeds")[name];
    const air = onAir === before.onAir ? "" : ` ${say(onAir ? "airAgain" : "airOff")}`;
    this.#show((what ? say("undone", { what }) : said("done").undo) + air, "told", DONE_FOR);
    this.#name(air ? (onAir ?? before.onAir) : about);
  }

  #refusal({ type, graphic }, { reason, by }) {
    if (reason === "empty" && type === "take" && graphic === "poll") return say("noPoll");
    if (reason === "empty") return say(EMPTY[type] ?? "emptyReason", { key: labelOf("approve") });
    return say(`${reason}Reason`, { by: by || say("somebody") });
  }

  #show(sentence, kind, ms) {
    this.dataset.kind = kind;
    this.set({ sentence, about: "", undo: kind === "done" });
    this.hidden = false;
    clearTimeout(this.#gone);
    this.#gone = setTimeout(() => this.#hide(), ms);
  }

  /** Which question it was, once the view has it. */
  #name(id) {
    if (id) requestAnimationFrame(() => this.set({ about: find(id)?.text ?? crew.view.polls.find((poll) => poll.id === id)?.question ?? "" }));
  }

  #hide() {
    this.hidden = true;
  }
}

function nameOf({ type, graphic, layer, on }, before) {
  if (type === "publishpoll" && on === false) return "hidepoll";
  if (type === "take" && graphic) return "play";
  if (type === "clear" && layer === "all") return "clearall";
  return type === "star" && before.starred ? "unstar" : type;
}

customElements.define("undo-bar", UndoBar);

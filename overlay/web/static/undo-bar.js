/**
 * What was just done, for ten seconds, with Undo; and what was refused and why.
 *
 *   <undo-bar> … </undo-bar>     markup: undo.html; hears of every command of this page
 */
import { find } from "./actions.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { said, say } from "./words.js";

const DONE_FOR = 10_000;
const REFUSED_FOR = 8_000;
const TAKES = new Set(["take", "next", "back"]);
const FINAL = new Set(["undo", "close"]);

class UndoBar extends Part {
  #gone;

  ready() {
    crew.onreply = (command, reply) => this.#answered(command, reply);
    crew.onrefused = (sentence) => this.#show(sentence, "refused", REFUSED_FOR);
    this.el.shut.addEventListener("click", () => this.#hide());
  }

  #answered({ type, id, graphic, layer }, { changed, reason, by, ids, id: asked, on_air: onAir }) {
    if (changed) {
      const done = said("done")[type === "take" && graphic ? "play" : type === "clear" && layer === "all" ? "clearall" : type] ?? type;
      this.#show(ids ? say("pasted", { n: ids.length }) : done, FINAL.has(type) ? "told" : "done", DONE_FOR);
      this.#name(id ?? asked ?? (TAKES.has(type) ? onAir : null));
    } else if (reason !== "repeated") {
      this.#show(say(`${reason}Reason`, { by: by || say("somebody") }), "told", REFUSED_FOR);
    }
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
    if (id) requestAnimationFrame(() => this.set({ about: find(id)?.text ?? "" }));
  }

  #hide() {
    this.hidden = true;
  }
}

customElements.define("undo-bar", UndoBar);

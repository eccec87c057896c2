/**
 * The shows of this folder: open one, make one, close the one that runs.
 *
 *   <show-list><dialog> … </dialog></show-list>
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { DialogPart } from "./dialog-part.js";
import { rows } from "./rows.js";
import { say } from "./words.js";

const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

class ShowList extends DialogPart {
  ready() {
    this.template = this.querySelector("template");
    this.el.rows.addEventListener("click", (event) => {
      const row = event.target.closest("[data-key]");
      if (event.target.closest("button")) this.#tell(api("POST", `/api/shows/${encodeURIComponent(row.dataset.key)}/open`));
    });
    this.el.end.addEventListener("click", async () => {
      if (await crew.send("close")) this.close();
    });
  }

  opened() {
    this.form.elements.title.value = "";
    this.set({ fault: "" });
    this.#load();
  }

  draw() {
    this.set({ end: !crew.view.show.closed });
  }

  async #load() {
    const { shows } = await api("GET", "/api/shows").catch((refusal) => {
      this.set({ fault: refusal.message });
      return { shows: [] };
    });
    const current = crew.view.show.id;
    rows(this.el.rows, this.template, shows, ({ id, title, opened, closed, questions }) => ({
      "data-current": id === current,
      title,
      about: `${day.format(opened)} · ${say("questions", { n: questions })}${closed ? ` · ${say("showClosed")}` : ""}`,
      current: id === current && !closed,
      open: id !== current || closed,
    }));
  }

  submitted() {
    const title = this.form.elements.title.value.trim();
    if (title) this.#tell(api("POST", "/api/shows", { title }));
  }

  async #tell(promise) {
    try {
      await promise;
      this.close();
    } catch (refusal) {
      this.set({ fault: refusal.message });
    }
  }
}

customElements.define("show-list", ShowList);

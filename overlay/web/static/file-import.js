/**
 * A file of questions: taken in at once, or played like an audience that asks them one after another (rehearsal).
 *
 *   <file-import><dialog> … </dialog></file-import>
 *   file.open("import")   file.open("replay")
 */
import { upload } from "./api.js";
import { crew } from "./crew.js";
import { DialogPart } from "./dialog-part.js";
import { say } from "./words.js";

class FileImport extends DialogPart {
  ready() {
    this.form.elements.file.addEventListener("change", () => this.#fresh());
  }

  opened(mode) {
    this.mode = mode;
    this.dialog.dataset.mode = mode;
    this.form.elements.file.value = "";
    this.#fresh();
  }

  #fresh() {
    const [file] = this.form.elements.file.files;
    this.set({ file: file ? file.name : say("noFile"), result: "", fault: "" });
    this.el.skipped.replaceChildren();
    for (const button of this.querySelectorAll("button[type=submit]")) button.disabled = !file;
  }

  async submitted(value) {
    const [file] = this.form.elements.file.files;
    const name = encodeURIComponent(file.name);
    const { rate } = this.form.elements;
    this.dialog.dataset.busy = "true";
    if (this.mode === "replay") {
      const how = rate.value ? `&rate=${encodeURIComponent(rate.value)}` : "&speed=1";
      if (await this.#told(upload(`/api/replay?name=${name}${how}`, file))) this.close();
    } else {
      const told = await this.#told(upload(`/api/import?name=${name}&queue=${value === "queue" ? 1 : 0}`, file));
      if (told) this.#result(told);
    }
    delete this.dialog.dataset.busy;
  }

  #result({ imported, skipped }) {
    this.set({ result: say("imported", { n: imported }) + (skipped.length ? ` ${say("skipped", { n: skipped.length })}` : "") });
    this.el.skipped.replaceChildren(
      ...skipped.map(({ line, why }) => {
        const item = document.createElement("li");
        item.textContent = say("line", { line, why });
        return item;
      }),
    );
  }

  async #told(promise) {
    try {
      return (await promise) ?? {};
    } catch (refusal) {
      this.set({ fault: refusal.message });
      return null;
    }
  }
}

customElements.define("file-import", FileImport);

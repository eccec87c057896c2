/**
 * The show as a file.
 *
 *   <export-buttons> … <button data-format="csv"> … </export-buttons>
 */
import { download } from "./api.js";
import { crew } from "./crew.js";
import { Part } from "./part.js";

class ExportButtons extends Part {
  ready() {
    this.addEventListener("click", ({ target }) => {
      const { format } = target.closest("button")?.dataset ?? {};
      if (format) this.#save(format);
    });
  }

  async #save(format) {
    this.set({ fault: "" });
    try {
      const { name, blob } = await download(`/api/export?format=${format}`);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = name ?? `${crew.view.show.title.replace(/[\\/:*?"<>|]/g, " ").trim()}.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (refusal) {
      this.set({ fault: refusal.message });
    }
  }
}

customElements.define("export-buttons", ExportButtons);

/**
 * The row that keys act on. It survives changes: when its question leaves, the one that took its place has it.
 *
 *   cursor.id                    of the question, or null
 *   cursor.row                   its element
 *   cursor.put(row)   cursor.step(+1)   cursor.cross(-1)      to the next row, to the list beside
 *   cursor.keep()                after the lists were drawn
 *
 * Lists are the elements marked data-rows, in the order of the document.
 */
class Cursor {
  id = null;
  #list = null;
  #at = 0;

  get row() {
    return this.#list && this.id && this.#rows(this.#list).find((row) => row.dataset.key === this.id);
  }

  put(row, { show = true } = {}) {
    const was = this.row;
    this.#list = row.parentElement;
    this.#at = this.#rows(this.#list).indexOf(row);
    this.id = row.dataset.key;
    if (was !== row) was?.removeAttribute("data-cursor");
    row.setAttribute("data-cursor", "");
    if (show) row.scrollIntoView({ block: "nearest" });
  }

  step(by) {
    const list = this.#list ?? this.#first();
    if (!list) return;
    const rows = this.#rows(list);
    const from = this.row ? rows.indexOf(this.row) : by > 0 ? -1 : rows.length;
    const row = rows[Math.min(Math.max(from + by, 0), rows.length - 1)];
    if (row) this.put(row);
  }

  cross(by) {
    const lists = this.#lists();
    const list = lists[lists.indexOf(this.#list) + by];
    const rows = list ? this.#rows(list) : [];
    if (rows.length) this.put(rows[Math.min(this.#at, rows.length - 1)]);
  }

  keep() {
    if (!this.id) return;
    const row = this.row;
    if (row) {
      this.#at = this.#rows(this.#list).indexOf(row);
      row.setAttribute("data-cursor", "");
      return;
    }
    const rows = this.#rows(this.#list);
    if (rows.length) this.put(rows[Math.min(this.#at, rows.length - 1)], { show: false });
    else this.id = null;
  }

  #rows(list) {
    return [...list.children];
  }

  /** The queue for who may take, else the inbox; of those that can be seen. */
  #first() {
    const lists = this.#lists().filter((list) => list.childElementCount);
    return document.body.dataset.may?.includes("take") ? (lists.find(({ dataset }) => dataset.rows === "queue") ?? lists[0]) : lists[0];
  }

  #lists() {
    return [...document.querySelectorAll("[data-rows]")].filter((list) => list.offsetParent !== null);
  }
}

export const cursor = new Cursor();

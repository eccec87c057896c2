import { fit } from "../_lib/fit.mjs";
import { manner } from "../_lib/manner.mjs";
import { ARRIVE, fade } from "../_lib/motion.mjs";
import { OverlayGraphic } from "../_lib/overlay-graphic.mjs";
import { clean, direction, spoken } from "../_lib/text.mjs";

const MOST = 5;
const MOST_LINES = 12;
const CALM = 1000; // ms between two counts: faster is no reading

// From roomy to close: the question's steps, the answers' size and most lines, gap, bar and the plate's width in units.
const SCALES = [
  { question: [[54, 1], [48, 2]], choice: [40, 1], gap: 18, thick: 18, wide: 1080 },
  { question: [[48, 2], [44, 3]], choice: [40, 2], gap: 14, thick: 16, wide: 1080 },
  { question: [[44, 3], [40, 4]], choice: [36, 2], gap: 12, thick: 14, wide: 1080 },
  { question: [[40, 6]], choice: [34, 2], gap: 10, thick: 12, wide: 1080 },
  { question: [[40, 6]], choice: [34, 2], gap: 10, thick: 12, wide: 1480 },
  { question: [[40, 14]], choice: [34, 1], gap: 8, thick: 10, wide: 1480 },
];

/** A question with its answers; where to vote, or how many chose each. The numbers change where they stand. */
export default class Poll extends OverlayGraphic {
  static url = import.meta.url;
  static fields = { label: "Poll", question: "", options: [], total: 0, state: "open", published: false, words: "", url: "" };
  #rows = [];
  #counted = -CALM;
  #newest;
  #timer;

  draw(data) {
    const { content, label, question, rows } = this.el;
    this.put("label", data.label);
    label.closest(".labelmask").hidden = label.hidden;
    const words = clean(data.question);
    const choices = data.options.filter((option) => option && typeof option === "object").slice(0, MOST);
    content.dir = direction(words || clean(choices[0]?.label));
    spoken(question, words, data.lang);
    question.hidden = words === "";
    this.style.setProperty("--grow", data.motion === "cut" ? "0ms" : "");
    this.#rows = choices.map((choice) => this.#row(clean(choice.label), data.lang));
    rows.replaceChildren(...this.#rows.map(({ row }) => row));
    rows.hidden = choices.length === 0;
    rows.toggleAttribute("data-numbers", data.published);
    this.#count(data);
    this.#scale(words);
  }

  absorb(data, was) {
    const frame = ({ options, total, ...others }) =>
      JSON.stringify([others, options.map((option) => [option?.id, option?.label])]);
    if (!data.published || frame({ ...data, state: "" }) !== frame({ ...was, state: "" })) return false;
    this.#newest = data;
    const wait = this.#counted + CALM - performance.now();
    if (wait <= 0 || data.state !== was.state) this.#count(data);
    else this.#timer ??= setTimeout(() => this.#count(this.#newest), wait);
    return true;
  }

  left() {
    if (this.#timer) this.#count(this.#newest);
  }

  motion() {
    const { bar, foot, ground, labelBox, poll, question, rows } = this.el;
    const made = manner(this, { whole: poll, ground, bar, label: labelBox, words: [question] });
    const parts = [rows, foot];
    const bars = this.#rows.map(({ fill }, index) => [
      fill,
      [{ transform: "scaleX(0)" }, { transform: fill.style.transform || "scaleX(0)" }],
      { duration: 480, delay: 220 + 40 * index, easing: ARRIVE },
    ]);
    return {
      in: [...made.in, ...parts.map((part) => fade(part, 0, 1, 260, 200)), ...bars],
      out: [...parts.map((part) => fade(part, 1, 0, 120)), ...made.out],
      swapOut: [...made.swapOut, ...parts.map((part) => fade(part, 1, 0, 140))],
      swapIn: [...made.swapIn, ...parts.map((part) => fade(part, 0, 1, 240, 60)), ...bars],
    };
  }

  #row(label, lang) {
    const row = this.el.row.content.firstElementChild.cloneNode(true);
    const [choice, share, fill] = [".choice", ".share", ".fill"].map((part) => row.querySelector(part));
    choice.textContent = label;
    spoken(choice, label, lang);
    return { row, choice, share, fill };
  }

  /** Numbers, bars and who is first, of rows that stand. */
  #count(data) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#counted = performance.now();
    const votes = this.#rows.map((_, index) => Math.max(0, Math.floor(Number(data.options[index]?.votes)) || 0));
    const sum = Math.max(data.total, votes.reduce((all, one) => all + one, 0));
    const most = Math.max(1, ...votes);
    const over = data.published && data.state === "closed";
    const percent = figures(data.lang, { style: "percent", maximumFractionDigits: 0 });
    this.#rows.forEach(({ row, share, fill }, index) => {
      const part = sum > 0 && data.published ? votes[index] / sum : 0;
      write(share, percent.format(part));
      fill.style.transform = `scaleX(${part.toFixed(4)})`;
      row.toggleAttribute("data-first", over && votes[index] === most);
    });
    this.el.rows.toggleAttribute("data-over", over);
    this.#foot(data, sum);
  }

  #foot(data, sum) {
    const { all, call, foot } = this.el;
    const open = data.state !== "closed";
    this.put("words", open ? data.words : "");
    this.put("url", open ? clean(data.url).replace(/^https?:\/\//, "").replace(/\/$/, "") : "");
    call.hidden = this.el.words.hidden && this.el.url.hidden;
    all.hidden = !data.published;
    write(all, figures(data.lang, {}).format(sum));
    foot.hidden = call.hidden && all.hidden;
  }

  /** The first scale at which all of it is clear of a join code, else fits into the frame. */
  #scale(words) {
    const { clear, poll, question } = this.el;
    const most = poll.parentElement.clientHeight;
    question.removeAttribute("data-cut");
    for (const height of [clear.clientHeight, most])
      for (const scale of SCALES) if (this.#set(scale, words, question) && poll.offsetHeight <= height) return;
    question.toggleAttribute("data-cut", true); // longer than a poll can be: its first lines
    for (let lines = MOST_LINES; lines > 1 && poll.offsetHeight > most; lines--) question.style.webkitLineClamp = String(lines);
  }

  #set({ question: steps, choice: [size, lines], ...units }, words, question) {
    for (const [name, number] of Object.entries(units)) this.style.setProperty(`--${name}`, `calc(${number} * var(--u))`);
    let held = Boolean(fit(question, words, steps));
    for (const { choice } of this.#rows) {
      choice.style.fontSize = `calc(${size} * var(--u))`;
      choice.style.webkitLineClamp = String(lines);
      const line = parseFloat(getComputedStyle(choice).lineHeight);
      held &&= choice.scrollHeight < choice.clientHeight + line / 2; // letters of another face may stand out a little
    }
    return held;
  }
}

const write = (part, words) => {
  if (part.textContent !== words) part.textContent = words;
};

/** Figures as the show's language writes them. */
function figures(lang, options) {
  try {
    return new Intl.NumberFormat(lang || "en", options);
  } catch {
    return new Intl.NumberFormat("en", options);
  }
}

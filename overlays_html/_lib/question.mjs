/** What the graphics of a question share: their fields, the line of the asker, the pages of a very long text. */
import { inscribed } from "./emotes.mjs";
import { fit, paged } from "./fit.mjs";
import { networkOf } from "./networks.mjs";
import { OverlayGraphic } from "./overlay-graphic.mjs";
import { askedBy, timeOf } from "./phrases.mjs";
import { picture, pictures } from "./pictures.mjs";
import { direction, spoken } from "./text.mjs";

const PATIENCE = 250; // ms for pictures: what is not there then is not shown
const BADGES = 3;
const NAME = 13; // letters (em) of a long name that stay, whatever else there is to say

export class QuestionGraphic extends OverlayGraphic {
  static fields = {
    label: "Question", text: "", segments: [], name: "", avatar: "", badges: [], platform: "",
    votes: 0, asked_by: 0, since_ms: 0, show_lang: "en",
  };

  /** The type scale for the frame at hand: [size, most lines], biggest first. */
  steps() {
    throw new Error(`${this.localName} has no type scale.`);
  }

  /** How many lines the asker may take. */
  rows() {
    return 1;
  }

  async ready({ avatar, badges, segments }) {
    await pictures([avatar, ...sources(badges).slice(0, BADGES), ...sources(segments)], PATIENCE);
  }

  draw(data) {
    const { label, content, text } = this.el;
    this.put("label", data.label);
    label.closest(".labelmask").hidden = label.hidden;
    this.words = inscribed(data.text, data.segments, picture);
    content.dir = direction(this.words.text || data.name); // the words decide how they align, the show where the plate stands
    spoken(text, this.words.text, data.lang);
    this.scale = this.steps();
    const fits = fit(text, this.words.text, this.scale, this.words.write);
    this.pages = fits ? [this.words.text] : paged(text, this.words.text, this.scale, this.words.write);
    this.#asker(data);
  }

  turn(page) {
    if (this.pages.length < 2) return;
    fit(this.el.text, this.pages[page], this.scale.slice(-1), this.words.write);
    this.el.leaf.textContent = `${page + 1}/${this.pages.length}`;
  }

  /** Who asks, from where, how many ask the same. */
  #asker(data) {
    const { asked, avatar, badges, by, leaf, more, name, network, since, votes, who } = this.el;
    this.put("name", data.name);
    this.#pictured(data);
    this.#network(data.platform);
    this.put("votes", data.votes >= 1 ? Math.min(Math.floor(data.votes), 999999) : "");
    this.put("asked", askedBy(data.asked_by, data.show_lang));
    this.put("since", timeOf(data.since_ms));
    leaf.hidden = this.pages.length < 2;
    if (!leaf.hidden) leaf.textContent = `${this.pages.length}/${this.pages.length}`;
    const none = (...parts) => parts.every((part) => part.hidden);
    who.hidden = none(name, badges);
    more.hidden = none(network, votes, asked, since, leaf);
    by.hidden = none(avatar, who, more);
    this.#trim();
  }

  #pictured({ avatar, badges }) {
    const signs = sources(badges).slice(0, BADGES).map(picture).filter(Boolean);
    const portrait = [picture(avatar)].filter(Boolean);
    this.el.badges.replaceChildren(...signs);
    this.el.badges.hidden = signs.length === 0;
    this.el.avatar.replaceChildren(...portrait);
    this.el.avatar.hidden = portrait.length === 0;
  }

  #network(platform) {
    const { mark, network } = this.el;
    const known = networkOf(platform);
    network.hidden = !known;
    this.put("platform", known?.name ?? "");
    mark.style.setProperty("--network", known?.colour ?? "");
    mark.style.setProperty("--network-ink", known?.ink ?? "");
    mark.firstElementChild.setAttribute("d", known?.mark ?? "");
  }

  /** On one line, or on two where they may be; then leaves out, least needed first, what does not fit. */
  #trim() {
    const { asked, avatar, by, line, more, name, platform, since, text, votes, who } = this.el;
    const tight = () => line.scrollWidth > line.clientWidth + 1;
    const { dataset } = line.parentElement;
    dataset.rows = 1;
    name.style.minInlineSize = "";
    name.style.minInlineSize = `min(${NAME}em, ${name.scrollWidth}px)`;
    since.hidden ||= by.clientWidth > text.clientWidth + 1; // the time alone makes no plate wider
    if (!who.hidden && !more.hidden && (!avatar.hidden || tight())) dataset.rows = this.rows();
    for (const part of [since, platform, asked, votes]) {
      if (!tight()) return;
      part.hidden = true;
    }
  }
}

const sources = (parts) => parts.map((part) => part?.src).filter((src) => typeof src === "string");

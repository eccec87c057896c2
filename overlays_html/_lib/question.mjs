/** What the graphics of a question share: their fields, the line of the asker, the pages of a very long text. */
import { fit, paged } from "./fit.mjs";
import { OverlayGraphic } from "./overlay-graphic.mjs";
import { clean, direction, spoken } from "./text.mjs";

const NETWORKS = {
  bluesky: "Bluesky", discord: "Discord", facebook: "Facebook", instagram: "Instagram", kick: "Kick",
  mastodon: "Mastodon", matrix: "Matrix", slack: "Slack", telegram: "Telegram", tiktok: "TikTok",
  twitch: "Twitch", whatsapp: "WhatsApp", x: "X", youtube: "YouTube",
};

export class QuestionGraphic extends OverlayGraphic {
  static fields = { label: "Question", text: "", name: "", platform: "", votes: 0 };

  /** The type scale for the frame at hand: [size, most lines], biggest first. */
  steps() {
    throw new Error(`${this.localName} has no type scale.`);
  }

  draw(data) {
    const { label, by, content, leaf, text } = this.el;
    this.put("label", data.label);
    label.closest(".labelmask").hidden = label.hidden;
    const words = clean(data.text);
    const name = this.put("name", data.name);
    this.put("platform", NETWORKS[data.platform.toLowerCase()] ?? "");
    this.put("votes", data.votes >= 1 ? Math.min(Math.floor(data.votes), 999999) : "");
    content.dir = direction(words || name); // the words decide how they align, the show where the plate stands
    spoken(text, words, data.lang);
    this.scale = this.steps();
    this.pages = fit(text, words, this.scale) ? [words] : paged(text, words, this.scale);
    leaf.hidden = this.pages.length < 2;
    by.hidden = leaf.hidden && this.el.name.hidden && this.el.platform.hidden && this.el.votes.hidden;
  }

  turn(page) {
    if (this.pages.length < 2) return;
    fit(this.el.text, this.pages[page], this.scale.slice(-1));
    this.el.leaf.textContent = `${page + 1}/${this.pages.length}`;
  }
}

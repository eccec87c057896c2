/**
 * The show as the crew sees it, and the way to change it. One for the whole page.
 *
 *   crew.follow(() => …)               called once a frame after anything changed, first when there is a view
 *   crew.view  crew.lamps  crew.rev    as the server told them
 *   crew.link                          "joining", "up", "down" or "refused"; also body[data-link]
 *   crew.role  crew.may                the role and the set of its commands; also body[data-role], body[data-may]
 *   await crew.send("take", { id })    the reply; null when it was refused, which people have then been told
 *   crew.onbuild = () => …     the server has other files now
 *   crew.onsend = (command) => before   crew.onreply = (command, reply, before) => …   crew.onrefused = (sentence) => …
 */
import { api, freshOp } from "./api.js";
import { Live } from "./live.js";
import { renew } from "./renew.js";
import { MAY, may } from "./roles.js";
import { join, token } from "./token.js";
import { say } from "./words.js";

const GUARDED = new Set(["take", "next", "clear", "back", "update", "skip"]);
const AGAIN = 400;

class Crew {
  view = null;
  lamps = null;
  link = "joining";
  role = "";
  may = new Set();
  onsend = () => {};
  onreply = () => {};
  onrefused = () => {};
  onbuild = () => {};
  #live = null;
  #build = "";
  #turn = Promise.resolve();
  #own = 0;
  #followers = [];
  #due = false;

  get rev() {
    return this.#live?.rev ?? 0;
  }

  follow(draw) {
    this.#followers.push(draw);
    this.redraw();
  }

  redraw() {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      if (this.view && this.lamps) for (const draw of this.#followers) draw();
    });
  }

  /** Joins with the link's token, asks for the role, opens the socket. */
  async start() {
    try {
      await join();
      if (!token()) throw new Error(say("noToken"));
    } catch (refusal) {
      this.#linked("refused");
      this.onrefused(refusal.message);
      return;
    }
    const live = new Live({ view: "crew", token: token() });
    this.#live = live;
    live.onview = (view, operations) => {
      if (!operations) this.#build = live.build; // as it joined: not whenever somebody saves a file
      this.#viewed(view);
    };
    live.onbuild = () => this.onbuild();
    live.onlamps = (lamps) => {
      this.lamps = lamps;
      this.redraw();
    };
    live.onlink = (state) => this.#linked({ open: "up", lost: "down", refused: "refused" }[state]);
    live.open();
  }

  /** One after another: a press answers to what its hand has seen, its own press before included. */
  send(type, fields = {}) {
    const seen = this.rev;
    const sent = this.#turn.then(() => this.#sent(type, fields, seen));
    this.#turn = sent;
    return sent;
  }

  async #sent(type, fields, seen) {
    if (this.link !== "up") {
      this.onrefused(say("noServer"));
      return null;
    }
    const command = { type, ...fields, op: freshOp() };
    if (GUARDED.has(type)) command.if_rev = Math.max(seen, this.#own);
    const before = this.onsend(command);
    try {
      const reply = await this.#posted(command);
      if (reply.changed) this.#own = reply.rev;
      this.onreply(command, reply, before);
      return reply;
    } catch (refusal) {
      this.onrefused(refusal.message);
      return null;
    }
  }

  /** Nobody answered: once more under the same op, which the server carries out once however often it comes. */
  async #posted(command) {
    try {
      return await api("POST", "/api/commands", command);
    } catch (refusal) {
      if (refusal.status !== 0) throw refusal;
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      return api("POST", "/api/commands", command);
    }
  }

  #viewed(view) {
    renew(this.#build);
    this.view = view;
    this.#allowed();
    this.redraw();
  }

  #linked(link) {
    const was = this.link;
    this.link = link;
    document.body.dataset.link = link;
    for (const button of document.querySelectorAll("button[data-verb]")) button.setAttribute("aria-disabled", link !== "up");
    if (link === "up" && was !== "up") this.#learnRole();
    this.redraw();
  }

  async #learnRole() {
    const { role } = await api("GET", "/api/state").catch(() => ({}));
    if (!role) return;
    this.role = role;
    if (!MAY[role]?.includes("take")) document.body.dataset.tab = "inbox"; // who moves nothing on air begins at the gate
    document.body.dataset.role = role;
    this.#allowed();
    this.redraw();
  }

  #allowed() {
    this.may = may(this.role, this.view?.show.solo);
    document.body.dataset.may = [...this.may].join(" ");
    document.body.toggleAttribute("data-solo", Boolean(this.view?.show.solo));
  }
}

export const crew = new Crew();

/**
 * The socket to `/live` (docs/wire.md): whole view, numbered patches, resuming, beats, coming back for ever.
 *
 *   const live = new Live({ view: "crew", token });
 *   live.onview = (view, operations) => …   operations: null when all may have changed (first view, after a reconnect)
 *   live.onlink = (state) => …              "open", "lost" or "refused"
 *   live.onlamps = (lamps) => …   live.onmine = (question) => …
 *   live.onbuild = (build) => …             the server has other files now; live.build is told with each whole view too
 *   live.open();
 *   live.echo(rev);                         say that the view of this number is drawn, once the frame is
 *   live.look();                            is the socket still there? to be called when something woke us
 *   live.rev, live.epoch, live.build        as last told by the server
 *
 * A view that came in is kept while the server is away: nothing is ever taken back by silence.
 */
import { patch } from "./view-patch.js";

// How long a silence means it is gone, and how far apart the tries to come back may grow (ms).
const HABITS = {
  overlay: { silence: 6000, farthest: 1000, spread: 0.5 },
  preview: { silence: 6000, farthest: 1000, spread: 0.5 },
  crew: { silence: 6000, farthest: 2000, spread: 0.5 },
  audience: { silence: 60000, farthest: 30000, spread: 1 },
};
const FIRST_PAUSE = 200;
const REFUSED_PAUSE = 5000;
const PLANNED_RESTART = 1012;
const TOKEN_REFUSED = 4401;
const NEWER_PAGES = 4409;

export class Live {
  view = null;
  rev = 0;
  epoch = "";
  build = "";
  onview = () => {};
  onlink = () => {};
  onlamps = () => {};
  onmine = () => {};
  onbuild = () => {};
  #hello;
  #habits;
  #url;
  #socket = null;
  #pause = FIRST_PAUSE;
  #timer;
  #heard = 0;
  #asked = false;
  #drawnRev = null;

  constructor({ url = new URL("/live", location.href), ...hello }) {
    this.#url = new URL(url);
    this.#url.protocol = this.#url.protocol.replace("http", "ws");
    this.#url.hash = "";
    this.#hello = hello;
    this.#habits = HABITS[hello.view];
    document.addEventListener("visibilitychange", () => document.hidden || (this.look(), this.#drawnRev !== null && this.#drawn()));
    window.addEventListener("online", () => this.look());
  }

  open() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#listen();
    socket.onopen = () => socket.send(JSON.stringify(this.#greeting()));
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(JSON.parse(data));
    socket.onclose = ({ code }) => socket === this.#socket && this.#lost(code);
  }

  look() {
    if (!this.#socket) this.open();
    else if (Date.now() - this.#heard > this.#habits.silence) this.#lost();
  }

  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  echo(rev) {
    const waiting = this.#drawnRev !== null;
    this.#drawnRev = rev;
    if (!waiting && !document.hidden) this.#drawn(); // a hidden page draws nothing: it goes on when it is seen again
  }

  #drawn() {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (this.#drawnRev === null) return;
        this.send({ seen: this.#drawnRev });
        this.#drawnRev = null;
      }),
    );
  }

  #greeting() {
    return this.view ? { ...this.#hello, rev: this.rev, epoch: this.epoch } : this.#hello;
  }

  /** Starts the one clock of this page anew: it runs out when the server has been silent too long. */
  #listen() {
    this.#heard = Date.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lost(), this.#habits.silence);
  }

  #lost(code) {
    const socket = this.#socket;
    this.#socket = null;
    this.#asked = false;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    this.onlink(code === TOKEN_REFUSED ? "refused" : "lost");
    clearTimeout(this.#timer);
    if (code === NEWER_PAGES && document.hidden) return; // it comes back when it is looked at
    this.#timer = setTimeout(() => this.open(), this.#wait(code));
  }

  #wait(code) {
    if (code === TOKEN_REFUSED || code === NEWER_PAGES) return REFUSED_PAUSE;
    const { farthest, spread } = this.#habits;
    const atOnce = code === PLANNED_RESTART && this.#pause === FIRST_PAUSE;
    const pause = Math.min(this.#pause, farthest);
    this.#pause = Math.min(this.#pause * 2, farthest);
    return atOnce ? 0 : pause * (1 - spread * Math.random());
  }

  #hear(message) {
    this.#listen();
    if ("lamps" in message) this.onlamps(message.lamps);
    else if ("mine" in message) this.onmine(message.mine);
    else if ("view" in message) this.#take(message, message.view);
    else if ("patches" in message) this.#take(message, this.view, message.patches);
    else if ("patch" in message) this.#follow(message);
    else if ("build" in message) this.#rebuilt(message.build);
  }

  /** The whole view, or all that was missed: both are drawn once. */
  #take({ epoch, rev, build }, view, missed = []) {
    for (const one of missed) if (one.rev > this.rev) patch(view, one.patch);
    this.#asked = false;
    this.#pause = FIRST_PAUSE;
    Object.assign(this, { view, epoch, rev, build });
    this.onlink("open");
    this.onview(view, null);
  }

  #rebuilt(build) {
    this.build = build;
    this.onbuild(build);
  }

  #follow({ rev, after, patch: operations }) {
    if (rev <= this.rev || this.#asked) return;
    if (after !== this.rev) {
      this.#asked = true;
      this.send({ again: true });
      return;
    }
    this.rev = rev;
    this.onview(patch(this.view, operations), operations);
  }
}

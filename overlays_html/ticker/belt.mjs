/**
 * A row of pieces that runs through a window, round after round, by the compositor alone.
 *
 *   const belt = new Belt(element, window, { made: (piece) => element, back: false });
 *   belt.lay(pieces)       each {key, …}; the row stands at its start
 *   belt.run()             it runs, if it is longer than the window
 *   belt.change(pieces)    what is gone from them is blank at once; what is new comes at the end of the round
 *   belt.only(index)       one piece alone, where nothing may move
 *   belt.end()
 *
 * A round lies there twice, so that the window never shows its end. New pieces take the second place while it is out
 * of sight; when the round is over they stand in the window, and the belt is laid anew under the same picture.
 */
const SPEED = 120; // units a second: 2 px a frame at 1080p60
const HOLD = 1500; // ms in which the first words can be read before they move

export class Belt {
  long = false;
  #belt;
  #window;
  #made;
  #back;
  #pieces = []; // in the round that runs, in the one behind it, and wished for
  #behind = [];
  #newest = [];
  #running = null;
  #turn = 0;

  constructor(belt, window, { made, back }) {
    this.#belt = belt;
    this.#window = window;
    this.#made = made;
    this.#back = back;
  }

  lay(pieces) {
    this.end();
    this.#pieces = this.#behind = this.#newest = pieces;
    const round = this.#round(pieces);
    this.#belt.replaceChildren(round);
    this.long = round.offsetWidth > this.#window.clientWidth;
    if (this.long) this.#belt.append(this.#round(pieces));
  }

  run(hold = HOLD) {
    if (!this.long || this.#running) return;
    const width = this.#belt.firstElementChild.getBoundingClientRect().width;
    const duration = (width / (SPEED * this.#unit())) * 1000;
    const frames = [{ transform: "translateX(0)" }, { transform: `translateX(${this.#back ? width : -width}px)` }];
    this.#running = this.#belt.animate(frames, { duration, delay: hold, iterations: Infinity, fill: "both" });
  }

  change(pieces) {
    const left = new Set(pieces.map(({ key }) => key));
    for (const item of this.#belt.querySelectorAll("[data-key]")) item.toggleAttribute("data-gone", !left.has(item.dataset.key));
    if (!this.#running) {
      this.lay(pieces);
      this.run();
      return;
    }
    this.#newest = pieces;
    this.#follow(++this.#turn);
  }

  only(index) {
    this.end();
    const piece = this.#pieces[index];
    this.#belt.replaceChildren(this.#round(piece ? [piece] : []));
  }

  end() {
    this.#turn++;
    this.#running?.cancel();
    this.#running = null;
  }

  /** The round that runs is the last of its pieces; the newest come behind it, if nobody sees them being put there. */
  async #follow(turn) {
    const { effect, finished } = this.#running;
    const { currentIteration, progress } = effect.getComputedTiming();
    const [first, second] = this.#belt.children;
    const sight = (progress ?? 0) * first.offsetWidth + this.#window.clientWidth;
    if (this.#behind !== this.#newest && sight < first.offsetWidth) {
      second.replaceWith(this.#round(this.#newest));
      this.#behind = this.#newest;
    }
    effect.updateTiming({ iterations: (currentIteration ?? 0) + 1 });
    const over = await finished.then(() => true, () => false); // false: it was ended
    if (over && turn === this.#turn) this.#anew();
  }

  /** What stood behind stands at the start now: the same picture. */
  #anew() {
    const newest = this.#newest;
    this.lay(this.#behind);
    this.run(0);
    if (newest !== this.#pieces) this.change(newest);
  }

  #round(pieces) {
    const round = document.createElement("div");
    round.className = "round";
    round.append(...pieces.map((piece) => this.#made(piece)));
    return round;
  }

  /** Pixels of a unit: the window is 72 units high. */
  #unit() {
    return this.#window.clientHeight / 72 || 1;
  }
}

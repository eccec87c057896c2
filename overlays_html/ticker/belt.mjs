/**
 * A row of pieces that runs through a window, round after round, by the compositor alone.
 *
 *   const belt = new Belt(row, window, { made: (piece) => element, back: false });
 *   belt.lay(pieces)       each { key, … }; the row stands at its start
 *   belt.run()             it runs, if it is longer than the window; belt.runs tells
 *   belt.rest(true)        it rests where it is, and goes on
 *   belt.change(pieces)    what is gone from them is blank at once; what is new comes at the end of the round
 *   belt.end()
 *
 * A round lies there twice, so that the window never shows its end. New pieces take the second place while it is out
 * of sight; when the round is over they stand in the window, and the belt is laid anew under the same picture.
 */
const SPEED = 2; // units a frame at 60 frames a second; whole pixels, so that letters stay sharp
const RATE = 60;
const HIGH = 72; // units
const HOLD = 1500; // ms in which the first words can be read before they move

export class Belt {
  #row;
  #window;
  #made;
  #back;
  #long = false;
  #pieces = []; // in the round that runs, in the one behind it, and wished for
  #behind = [];
  #newest = [];
  #running = null;
  #turn = 0;

  constructor(row, window, { made, back }) {
    this.#row = row;
    this.#window = window;
    this.#made = made;
    this.#back = back;
  }

  get long() {
    return this.#long;
  }

  get runs() {
    return this.#running !== null;
  }

  lay(pieces) {
    this.end();
    this.#pieces = this.#behind = this.#newest = pieces;
    const round = this.#round(pieces);
    this.#row.replaceChildren(round);
    this.#long = whole(round) > this.#window.clientWidth;
    if (!this.#long) return;
    this.#row.append(this.#round(pieces));
    for (const one of this.#row.children) one.style.inlineSize = `${whole(one)}px`;
  }

  /** `late`: ms that should have gone by already. */
  run(late = -HOLD) {
    if (!this.#long || this.#running) return;
    const width = this.#row.firstElementChild.offsetWidth;
    const frames = Math.max(1, Math.round((SPEED * this.#window.clientHeight) / HIGH));
    const keyframes = [{ transform: "translateX(0)" }, { transform: `translateX(${this.#back ? width : -width}px)` }];
    const duration = (width / (frames * RATE)) * 1000;
    this.#running = this.#row.animate(keyframes, { duration, delay: HOLD, easing: `steps(${width})`, iterations: Infinity, fill: "both" });
    this.#running.currentTime = HOLD + late;
  }

  rest(resting) {
    if (resting) this.#running?.pause();
    else this.#running?.play();
  }

  change(pieces) {
    const left = new Set(pieces.map(({ key }) => key));
    for (const item of this.#row.querySelectorAll("[data-key]")) item.toggleAttribute("data-gone", !left.has(item.dataset.key));
    this.#newest = pieces;
    this.#follow(++this.#turn);
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
    const [first, second] = this.#row.children;
    const sight = (progress ?? 0) * first.offsetWidth + this.#window.clientWidth;
    if (this.#behind !== this.#newest && sight < first.offsetWidth) {
      second.replaceWith(this.#round(this.#newest));
      this.#behind = this.#newest;
    }
    effect.updateTiming({ iterations: (currentIteration ?? 0) + 1 });
    const over = await finished.then(() => true, () => false); // false: it was ended
    if (over && turn === this.#turn) this.#anew(effect.getComputedTiming().endTime);
  }

  /** What stood behind stands at the start now: the same picture, and on it goes. */
  #anew(endTime) {
    const late = document.timeline.currentTime - this.#running.startTime - endTime;
    const newest = this.#newest;
    this.lay(this.#behind);
    this.run(Math.max(0, late));
    if (newest !== this.#pieces && this.runs) this.change(newest);
    else if (newest !== this.#pieces) this.lay(newest);
  }

  #round(pieces) {
    const round = document.createElement("div");
    round.className = "round";
    round.append(...pieces.map((piece) => this.#made(piece)));
    return round;
  }
}

const whole = (element) => Math.ceil(element.getBoundingClientRect().width);

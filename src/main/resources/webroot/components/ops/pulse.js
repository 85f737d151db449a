// A Lit controller for the console: hears of slots that end, and asks for the figures again now and then, however many end.

import { listen } from '../../live.js';
import { state } from '../../store.js';

const AT_MOST_EVERY = 2_000;
/** Signs of life and lateness move without any slot's end. */
const AT_LEAST_EVERY = 15_000;

export class Pulse {
  #hear;
  #again;
  #last = 0;
  #waiting = 0;
  #timer = 0;

  /**
   * @param hear  called with each event of push.polls, at once
   * @param again asks for what is shown: at most every two seconds
   */
  constructor(host, { hear = () => {}, again }) {
    this.#hear = hear;
    this.#again = again;
    host.addController(this);
  }

  hostConnected() {
    this.leave = listen('push.polls', { hear: message => {
      message.events.forEach(this.#hear);
      this.#soon();
    }, missed: this.#soon });
    this.#timer = setInterval(() => {
      if (!document.hidden && !state.paused) this.#soon();
    }, AT_LEAST_EVERY);
  }

  hostDisconnected() {
    this.leave();
    clearInterval(this.#timer);
    clearTimeout(this.#waiting);
    this.#waiting = 0;
  }

  #soon = () => {
    if (this.#waiting) return;
    const wait = Math.max(150, this.#last + AT_MOST_EVERY - performance.now());
    this.#waiting = setTimeout(() => {
      this.#waiting = 0;
      this.#last = performance.now();
      this.#again();
    }, wait);
  };
}

// What a part of the page shows and how it stays true: a Lit controller that asks at first, and again when its topics say that something changed.

import { listen } from './live.js';
import { session } from './session.js';

/** What comes in a burst is one reason to ask. */
const TOGETHER = 150;

export class Feed {
  #host;
  #ask;
  #topics;
  #leave = new Map();
  #waiting = 0;
  #turn = 0;

  /** What was answered last; null before. */
  data = null;
  /** Why the last question was not answered, or null. */
  problem = null;

  /**
   * @param ask    answers what is shown; asked again when it may have changed. Runs again after log-in and log-out.
   * @param topics answers the push topics, from what was answered last (null before)
   */
  constructor(host, { ask, topics = () => [] }) {
    this.#host = host;
    this.#ask = ask;
    this.#topics = topics;
    host.addController(this);
  }

  hostConnected() {
    this.stop = session.watch(() => this.again());
    this.#listen();
    this.again();
  }

  hostDisconnected() {
    this.stop();
    this.#turn++;
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    this.#leave.forEach(leave => leave());
    this.#leave.clear();
  }

  /** Asks now. What an older question answers later than a newer one is not shown. */
  async again() {
    const turn = ++this.#turn;
    try {
      const data = await this.#ask();
      if (turn !== this.#turn) return;
      this.data = data;
      this.problem = null;
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.problem = problem;
    }
    this.#listen();
    this.#host.requestUpdate();
  }

  /** Asks when what comes with this one has come, too; not while nobody looks: it is asked when the tab is looked at again. */
  soon = () => {
    if (this.#waiting) return;
    this.#waiting = setTimeout(() => {
      this.#waiting = 0;
      this.again();
    }, TOGETHER);
  };

  #listen() {
    const wanted = new Set(this.#topics(this.data));
    for (const [topic, leave] of this.#leave) {
      if (wanted.has(topic)) continue;
      leave();
      this.#leave.delete(topic);
    }
    for (const topic of wanted) if (!this.#leave.has(topic)) this.#leave.set(topic, listen(topic, { hear: this.soon, missed: this.soon }));
  }
}

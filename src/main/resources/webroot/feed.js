// What a part of the page shows and how it stays true: a Lit controller that asks at first, and again when its topics say
// that something changed.

import { listen } from './live.js';
import { session } from './session.js';

/** What comes in a burst is one reason to ask. */
const TOGETHER = 150;
/** After a question that nobody answered, longer each time. */
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 60_000;

/** Whether the same question may be answered later: the service was away, busy, or between two of the reader's tokens. */
const passing = ({ status }) => status === undefined || status >= 500 || status === 429 || (status === 401 && session.user);

export class Feed {
  #host;
  #ask;
  #topics;
  #leave = new Map();
  #waiting = 0;
  #turn = 0;
  #since = 0;
  #shown = 0;
  #retrying = 0;
  #retry = FIRST_RETRY;

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
    this.#since = this.#turn + 1;
    clearTimeout(this.#retrying);
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    this.#leave.forEach(leave => leave());
    this.#leave.clear();
  }

  /** Asks now: what was asked before may have been about something else, and is not shown any more. */
  async again() {
    this.#since = this.#turn + 1;
    await this.#question();
  }

  /** What is answered later than a newer question is not shown. */
  async #question() {
    const turn = ++this.#turn;
    const answer = await this.#ask().then(data => ({ data, problem: null }), problem => ({ data: this.data, problem }));
    if (turn < this.#since || turn < this.#shown) return;
    this.#shown = turn;
    this.data = answer.data;
    this.problem = answer.problem;
    clearTimeout(this.#retrying);
    if (this.problem && passing(this.problem)) this.#later();
    else this.#retry = FIRST_RETRY;
    this.#listen();
    this.#host.requestUpdate();
  }

  #later() {
    this.#retrying = setTimeout(() => document.hidden || this.soon(), this.#retry);
    this.#retry = Math.min(2 * this.#retry, LONGEST_RETRY);
  }

  /** Asks when what comes with this one has come, too; not while nobody looks: it is asked when the tab is looked at again. */
  soon = () => {
    if (this.#waiting) return;
    this.#waiting = setTimeout(() => {
      this.#waiting = 0;
      if (!document.hidden) this.#question();
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

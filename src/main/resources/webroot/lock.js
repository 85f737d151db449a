// A Lit controller for the lock of a race's line-ups: how long is left by the service's clock, and the warnings that are said once each.

import { now } from './clock.js';
import { Ticking } from './ticking.js';
import { span } from './words.js';

const MINUTE = 60_000;
/** So long before the lock it is said that it is near; the shorter one again. */
const WARNINGS = [60 * MINUTE, 5 * MINUTE];

export class LockClock {
  #host;
  #at = null;
  #raceId = null;
  #given = Infinity;
  #passed;

  /** What is to be said aloud, or ''. */
  warning = '';

  /** @param passed called once when the lock passes while somebody looks */
  constructor(host, passed) {
    this.#host = host;
    this.#passed = passed;
    new Ticking(host);
    host.addController(this);
  }

  /** What the service says of the lock: {raceId, lockAt, locked, serverTime}. */
  hear({ raceId, lockAt, locked, serverTime }) {
    if (raceId !== this.#raceId) {
      this.#given = Infinity;
      this.warning = '';
      this.told = false;
    }
    this.#raceId = raceId;
    this.#at = { lock: Date.parse(lockAt), said: Date.parse(serverTime), locked };
  }

  /** Milliseconds, not below 0; null before the service has said something. */
  get left() {
    if (!this.#at) return null;
    return this.#at.locked ? 0 : Math.max(0, this.#at.lock - Math.max(now() ?? 0, this.#at.said));
  }

  get locked() {
    return this.left === 0;
  }

  hostUpdate() {
    const { left } = this;
    if (left === null) return;
    if (left === 0) {
      this.warning = '';
      if (!this.told && !this.#at.locked) this.#passed();
      this.told = true;
      return;
    }
    this.told = false;
    const due = WARNINGS.findLast(before => left <= before);
    // It moved away again: a later approach is warned of anew.
    if (!due) this.#given = Infinity;
    else if (due < this.#given) {
      this.#given = due;
      this.warning = `Line-ups lock in ${span(left)}.`;
    }
  }
}

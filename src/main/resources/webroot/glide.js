// A Lit controller: rows of a ranking glide from where they were, so that the eye keeps the team, not the line. Not where
// motion is unwelcome.

import { calm } from './component.js';

const ROWS = 'tr[data-team]';

export class Glide {
  #host;
  #tops = new Map();

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate() {
    this.#tops = new Map(this.#rows().map(row => [row.dataset.team, row.offsetTop]));
  }

  hostUpdated() {
    if (calm()) return;
    for (const row of this.#rows()) {
      const from = this.#tops.get(row.dataset.team);
      if (from !== undefined && from !== row.offsetTop)
        row.animate([{ transform: `translateY(${from - row.offsetTop}px)` }, { transform: 'none' }],
          { duration: 450, easing: 'cubic-bezier(.2,.7,.2,1)' });
    }
  }

  #rows() {
    return [...this.#host.querySelectorAll(ROWS)];
  }
}

// What the shell and the season's page know, in one object. Components read it and are drawn again when it changes;
// they do not change it themselves.

const listeners = new Set();

export const state = {
  page: null, status: null, season: null, connection: 'connecting', paused: false, problem: null, notice: null, unread: 0,
  ready: false, raceId: null, session: 'R', version: null, against: null,
  race: null, results: null, versions: null, diff: null, corrections: null,
  boardKind: 'season', board: null, climbers: [],
  log: [], quiet: false,
  team: null,
  said: {},
};

export function change(patch) {
  Object.assign(state, patch);
  listeners.forEach(listener => listener());
}

/** Called after each change; answers how to stop that. */
export function observe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A Lit controller: draws its component again when the store changes. */
export class Watch {
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  #drawAgain = () => this.host.requestUpdate();

  hostConnected() {
    listeners.add(this.#drawAgain);
  }

  hostDisconnected() {
    listeners.delete(this.#drawAgain);
  }
}

// A Lit controller that draws its host every second, for what counts down; not while nobody looks.

export class Ticking {
  #host;
  #timer = 0;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.#turn);
    this.#turn();
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.#turn);
    clearInterval(this.#timer);
  }

  #turn = () => {
    clearInterval(this.#timer);
    if (!document.hidden) this.#timer = setInterval(() => this.#host.requestUpdate(), 1000);
  };
}

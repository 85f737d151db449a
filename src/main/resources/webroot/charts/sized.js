/** A Lit controller: the width in pixels that its host has to draw in; draws it again when that changes. 0 before it is known. */
export class Sized {
  #host;
  #observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width === this.width) return;
    this.width = width;
    this.#host.requestUpdate();
  });

  width = 0;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#observer.observe(this.#host);
  }

  hostDisconnected() {
    this.#observer.disconnect();
  }
}

import { html } from 'lit';
import { Component } from '../component.js';
import { state } from '../store.js';

const AT_MOST_EVERY = 5000;

/** For screen readers: the latest news about each subject, politely, at most once in five seconds. */
class LiveAnnouncer extends Component {
  static properties = { text: { state: true } };
  #last = state.said;
  #waiting = 0;

  constructor() {
    super();
    this.text = '';
  }

  render() {
    return html`<p class="visually-hidden" aria-live="polite">${this.text}</p>`;
  }

  willUpdate() {
    if (state.said === this.#last || this.#waiting) return;
    this.#waiting = setTimeout(() => {
      this.#waiting = 0;
      this.text = Object.entries(state.said).filter(([about, text]) => text !== this.#last[about]).map(([, text]) => text).join('. ');
      this.#last = state.said;
    }, this.text ? AT_MOST_EVERY : 0);
  }
}

customElements.define('live-announcer', LiveAnnouncer);

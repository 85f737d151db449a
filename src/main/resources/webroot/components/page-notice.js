import { html, nothing } from 'lit';
import { Component } from '../component.js';
import { change, state } from '../store.js';

const STAYS = 8000;

/** What became of what the reader did. A refusal stays until it is dismissed or something else is said. */
class PageNotice extends Component {
  #shown = null;
  #timer = 0;

  render() {
    const { notice } = state;
    return html`<div class="notice ${notice?.bad ? 'bad' : ''}" role="status">${notice ? html`
      <p>${notice.bad ? html`<strong>Not done.</strong> ` : nothing}${notice.text}</p>
      <button class="quiet" aria-label="Dismiss" @click=${() => change({ notice: null })}>×</button>` : nothing}</div>`;
  }

  updated() {
    if (state.notice === this.#shown) return;
    this.#shown = state.notice;
    clearTimeout(this.#timer);
    if (state.notice && !state.notice.bad) this.#timer = setTimeout(() => change({ notice: null }), STAYS);
  }
}

customElements.define('page-notice', PageNotice);

import { html } from 'lit';
import { Plain } from '../component.js';
import { attempt } from '../said.js';

/** A button for what cannot be undone: it asks once more. `deed` does it; `done` is said then. */
class SureButton extends Plain {
  static properties = { label: {}, question: {}, yes: {}, done: {}, deed: { attribute: false }, asking: { state: true },
    busy: { state: true } };

  constructor() {
    super();
    this.yes = 'Yes';
    this.asking = false;
    this.busy = false;
  }

  render() {
    if (!this.asking) return html`<button type="button" class="quiet" @click=${() => this.#turn(true)}>${this.label}</button>`;
    return html`
      <span role="group" aria-label=${this.question} class="sure" @keydown=${e => e.key === 'Escape' && this.#turn(false)}>
        <span>${this.question}</span>
        <button type="button" class="danger" ?disabled=${this.busy} @click=${this.#do}>${this.yes}</button>
        <button type="button" class="quiet" @click=${() => this.#turn(false)}>No</button></span>`;
  }

  /** The focus stays where the reader is. */
  async #turn(asking) {
    this.asking = asking;
    await this.updateComplete;
    this.querySelector(asking ? '.quiet' : 'button').focus();
  }

  async #do() {
    this.busy = true;
    const done = await attempt(this.deed, this.done);
    this.busy = false;
    if (this.isConnected && (done || this.asking)) await this.#turn(false);
  }
}

customElements.define('sure-button', SureButton);

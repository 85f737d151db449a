import { html } from 'lit';
import { Plain } from '../component.js';
import { say } from '../said.js';

/** The hash of what was saved, to be kept by whoever does not want to take our word for it. */
class CopyReceipt extends Plain {
  static properties = { hash: {} };

  render() {
    return html`<code class="receipt">${this.hash}</code> <button class="quiet"
      @click=${this.#copy}>Copy<span class="visually-hidden"> the receipt ${this.hash.slice(0, 8)}</span></button>`;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.hash);
      say('The receipt is in the clipboard.');
    } catch {
      getSelection().selectAllChildren(this.querySelector('code'));
      say('The browser lets nobody write to the clipboard here. The receipt is selected: copy it by hand.');
    }
  }
}

customElements.define('copy-receipt', CopyReceipt);

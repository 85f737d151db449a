import { html } from 'lit';
import { Plain } from '../component.js';

/** Moves a chart's cursor with the keyboard: its value in the axis' units, said in words. Tells `cursor` with it. */
class CursorSlider extends Plain {
  static properties = { label: {}, from: { type: Number }, to: { type: Number }, step: { type: Number }, value: { type: Number },
    words: {} };

  render() {
    return html`<label class="cursor-slider"><span>${this.label}</span>
      <input type="range" min=${this.from} max=${this.to} step=${this.step} .value=${String(this.value)} aria-valuetext=${this.words}
        @input=${e => this.dispatchEvent(new CustomEvent('cursor', { detail: Number(e.target.value) }))}></label>`;
  }
}

customElements.define('cursor-slider', CursorSlider);

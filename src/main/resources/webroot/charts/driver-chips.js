import { html, nothing } from 'lit';
import { Plain } from '../component.js';

/** Drivers to choose from, each with the line that draws him. Tells `choose` with the number, and `look` with whom is pointed at. */
class DriverChips extends Plain {
  static properties = { drivers: { attribute: false }, chosen: { attribute: false }, label: {} };

  render() {
    return html`<div class="chips" role="group" aria-label=${this.label}>${this.drivers.map(driver => this.#chip(driver))}</div>`;
  }

  #chip(driver) {
    const look = number => () => this.dispatchEvent(new CustomEvent('look', { detail: number }));
    return html`
      <button class="quiet" aria-pressed=${this.chosen.has(driver.number)} title=${`${driver.name}${driver.team ? `, ${driver.team}` : ''}`}
          @click=${() => this.dispatchEvent(new CustomEvent('choose', { detail: driver.number }))}
          @pointerenter=${look(driver.number)} @pointerleave=${look(null)} @focus=${look(driver.number)} @blur=${look(null)}>
        ${swatch(driver)}${driver.code}<span class="visually-hidden">, ${driver.name}</span></button>`;
  }
}

/** A piece of the line that draws a driver. */
export const swatch = ({ colour, mate }) => html`
  <svg class="swatch" width="18" height="8" aria-hidden="true"><g class="series mate-${Math.min(mate, 2)}"
  color=${colour ?? nothing}><path d="M0 4H18"></path></g></svg>`;

customElements.define('driver-chips', DriverChips);

import { html } from 'lit';

const move = (way, sign, words) => html`<span class="move ${way}"><span aria-hidden="true">${sign}</span><span
  class="visually-hidden"> ${words}</span></span>`;

/** From a rank to another: 41 → 12 ▲29. */
export function step(before, after) {
  const by = before - after;
  if (!by) return html`${after} ${move('same', '=', 'unchanged')}`;
  const places = Math.abs(by);
  return html`${before} → ${after}
    ${by > 0 ? move('up', `▲${places}`, `up ${places}`) : move('down', `▼${places}`, `down ${places}`)}`;
}

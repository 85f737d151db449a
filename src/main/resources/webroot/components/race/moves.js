import { html } from 'lit';

/** From a rank to another: 41 → 12 ▲29. */
export function step(before, after) {
  const by = before - after;
  if (!by) return html`${after} <span class="move same"><span aria-hidden="true">=</span><span class="visually-hidden">unchanged</span></span>`;
  return html`${before} → ${after} <span class="move ${by > 0 ? 'up' : 'down'}"><span aria-hidden="true">${by > 0 ? '▲' : '▼'}${Math.abs(by)}</span><span
    class="visually-hidden">${by > 0 ? 'up' : 'down'} ${Math.abs(by)}</span></span>`;
}

import { html, nothing } from 'lit';

/** From one rank to another, as an arrow and in words; nothing where there was no rank before. */
export function move(before, now) {
  if (before === undefined) return nothing;
  const places = before - now;
  if (!places) return html`<span class="move same"><span aria-hidden="true">–</span><span class="visually-hidden">as before</span></span>`;
  const way = places > 0 ? 'up' : 'down';
  return html`<span class="move ${way}"><span aria-hidden="true">${places > 0 ? '▲' : '▼'}${Math.abs(places)}</span><span
    class="visually-hidden">${way} ${Math.abs(places)}, from ${before}</span></span>`;
}

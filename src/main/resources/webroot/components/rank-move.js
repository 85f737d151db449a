import { html, nothing } from 'lit';

/** How many places up or down since the rank before; nothing where there was none. */
export function move({ rank, previousRank }) {
  if (rank === undefined || previousRank === undefined) return nothing;
  const places = previousRank - rank;
  if (!places) return html`<span class="move same"><span aria-hidden="true">–</span><span class="visually-hidden">as before</span></span>`;
  const way = places > 0 ? 'up' : 'down';
  return html`<span class="move ${way}"><span aria-hidden="true">${places > 0 ? '▲' : '▼'}${Math.abs(places)}</span><span
    class="visually-hidden">${way} ${Math.abs(places)}, from ${previousRank}</span></span>`;
}

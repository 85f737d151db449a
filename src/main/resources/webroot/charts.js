// Two small charts in SVG. What they show stands in a table beside them: they are pictures, with one sentence for those who
// do not see them.

import { html, svg } from 'lit';
import { points } from './words.js';

const WIDTH = 540;
const HEIGHT = 190;
const LEFT = 40;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 24;

/** Round numbers that cover a range, at most five or so. */
function ticks(low, high) {
  const rough = Math.max(1, (high - low) / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(n => n * power).find(n => n >= rough);
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, i) => first + i * step);
}

const across = (i, n) => LEFT + (i + 0.5) * (WIDTH - LEFT - RIGHT) / n;
const labelled = (i, n) => n <= 12 || i % 2 === 0;

function frame(about, rows, marks, y, body) {
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${about}>
    ${marks.map(mark => svg`<line class="grid" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(mark)} y2=${y(mark)}></line>
      <text class="axis" x=${LEFT - 6} y=${y(mark) + 4} text-anchor="end">${points(mark)}</text>`)}
    ${rows.map((row, i) => (labelled(i, rows.length) ? svg`
      <text class="axis" x=${across(i, rows.length)} y=${HEIGHT - 6} text-anchor="middle">${row.round}</text>` : ''))}
    ${body}</svg>`;
}

/** Bars from zero, one a round. @param rows [{round, race, points}] */
export function roundBars(rows, about) {
  const low = Math.min(0, ...rows.map(row => row.points));
  const high = Math.max(10, ...rows.map(row => row.points));
  const y = value => TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
  const wide = Math.min(28, 0.62 * (WIDTH - LEFT - RIGHT) / rows.length);
  return frame(about, rows, ticks(low, high), y, rows.map((row, i) => svg`
    <rect class=${row.points < 0 ? 'bar below' : 'bar'} x=${across(i, rows.length) - wide / 2} width=${wide} rx="2"
      y=${Math.min(y(0), y(row.points))}
      height=${Math.max(1, Math.abs(y(0) - y(row.points)))}><title>${row.round}. ${row.race}: ${points(row.points)}</title></rect>`));
}

/** A line of ranks, the first on top. @param rows [{round, race, rank}] */
export function rankLine(rows, about) {
  const low = Math.min(...rows.map(row => row.rank));
  const high = Math.max(low + 1, ...rows.map(row => row.rank));
  const y = value => TOP + 6 + (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM - 12);
  const marks = [...new Set([low, ...ticks(low, high), high])].filter((mark, i, all) => i === 0 || y(mark) - y(all[0]) > 14
    && (i === all.length - 1 || y(high) - y(mark) > 14));
  const path = rows.map((row, i) => `${i ? 'L' : 'M'}${across(i, rows.length).toFixed(1)} ${y(row.rank).toFixed(1)}`).join('');
  return frame(about, rows, marks, y, svg`<path class="rank" d=${path}></path>${rows.map((row, i) => svg`
    <circle class="rank" cx=${across(i, rows.length)} cy=${y(row.rank)}
      r="3.2"><title>${row.round}. ${row.race}: rank ${row.rank}</title></circle>`)}`);
}

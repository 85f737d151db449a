// A score, line by line, as a table.

import { html, nothing } from 'lit';
import { count, points, session } from './words.js';

const whose = line => (line.constructorId ? line.constructor : line.driver ?? 'The team');

/** @param total the sum of the lines */
export const scoreLines = (lines, total) => html`
  <div class="scroll" tabindex="0" role="region" aria-label="Points, line by line"><table class="lines">
    <thead><tr><th scope="col">Driver</th><th scope="col">What</th><th scope="col" class="n">Points</th><th scope="col" class="n">×</th>
      <th scope="col" class="n">Sum</th></tr></thead>
    <tbody>${lines.map((line, i) => html`
      <tr class=${i && whose(lines[i - 1]) === whose(line) ? 'same' : ''}>
        <th scope="row">${whose(line)}</th><td>${line.what} <small>${line.session ? session(line.session) : nothing}</small></td>
        <td class="n">${points(line.points)}</td><td class="n">${points(line.multiplier)}</td>
        <td class="n">${points(line.sum)}</td></tr>`)}</tbody>
    <tfoot><tr><th scope="row" colspan="4">Total</th><td class="n">${points(total)}</td></tr></tfoot>
  </table></div>`;

/** Which versions of the results and which rules it is made of. */
export const scoreSource = ({ lines, ruleset, versions }) => html`${count(lines.length, 'line')}, rules ${ruleset}, from ${versions.map(v =>
  `${session(v.session).toLowerCase()} v${v.version}`).join(', ')}.`;

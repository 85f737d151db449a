import { html, nothing } from 'lit';
import { lapTime } from '../../words.js';

/** Places as they follow from the laps: practice by the best lap, qualifying in parts, races by their time. */
export function timesTable(rows) {
  const parts = ['q1', 'q2', 'q3'].filter(part => rows.some(row => row[part] !== undefined));
  const race = rows.some(row => row.time !== undefined);
  const winner = rows.find(row => row.position === 1);
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label="Places and times">
      <table class="result">
        <thead><tr><th scope="col" class="n">Pos</th><th scope="col">Driver</th><th scope="col" class="wide">Team</th>
          ${parts.map(part => html`<th scope="col" class="n">${part.toUpperCase()}</th>`)}
          ${race ? html`<th scope="col" class="n">Time</th>` : nothing}
          <th scope="col" class="n">Best lap</th><th scope="col" class="n">Laps</th></tr></thead>
        <tbody>${rows.map(row => html`
          <tr><td class="n pos">${row.position}</td><th scope="row"><span class="code"
            aria-hidden="true">${row.driver ?? ''}</span>${row.fullName ?? row.driverNumber}</th>
            <td class="wide">${row.teamName ?? '–'}</td>
            ${parts.map(part => html`<td class="n">${lapTime(row[part])}</td>`)}
            ${race ? html`<td class="n">${gap(row, winner)}</td>` : nothing}
            <td class="n">${lapTime(row.fastestLapTime)}</td><td class="n">${row.laps ?? '–'}</td></tr>`)}</tbody>
      </table>
    </div>`;
}

function gap(row, winner) {
  if (row === winner || row.time === undefined || winner?.time === undefined) return lapTime(row.time);
  return row.laps === winner.laps ? `+${lapTime(row.time - winner.time)}` : `+${winner.laps - row.laps} laps`;
}

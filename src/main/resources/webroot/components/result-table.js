import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { points } from '../words.js';

const STATUS = { retired: 'Retired', not_classified: 'Not classified', disqualified: 'Disqualified', did_not_start: 'Did not start' };
const SHORT = { retired: 'DNF', not_classified: 'NC', disqualified: 'DSQ', did_not_start: 'DNS' };

/** A result; what differs from the version it is compared with stands beside what it was. */
export function resultTable({ cars, session }, diff) {
  const changes = new Map();
  for (const change of diff?.changes ?? []) changes.set(change.driverId, { ...changes.get(change.driverId), [change.field]: change });
  const race = session !== 'Q';
  const fastest = race && cars.filter(car => car.fastestLap && car.status === 'classified')
    .reduce((best, car) => (!best || seconds(car.fastestLap.time) < seconds(best.fastestLap.time) ? car : best), null);
  return html`
    <div class="scroll">
      <table class="result">
        <thead><tr>
          <th scope="col" class="n">Pos</th><th scope="col">Driver</th><th scope="col" class="wide">Team</th>
          ${race ? html`<th scope="col" class="n wide">Grid</th><th scope="col" class="n wide">Laps</th>` : nothing}
          <th scope="col" class="n">${race ? 'Time' : 'Best time'}</th>${race ? html`<th scope="col" class="n">Pts</th>` : nothing}
        </tr></thead>
        <tbody>${repeat(cars, car => car.driverId, car => row(car, changes.get(car.driverId) ?? {}, race, car === fastest))}</tbody>
      </table>
    </div>
    ${diff?.changes.some(c => c.field === 'car' && !cars.some(car => car.driverId === c.driverId))
      ? html`<p class="gone">No longer listed: ${diff.changes.filter(c => c.field === 'car').map(c => c.driver).join(', ')}</p>`
        : nothing}`;
}

function row(car, changed, race, fastest) {
  const out = STATUS[car.status];
  return html`
    <tr class=${Object.keys(changed).length ? 'changed' : ''}>
      <td class="n pos">${out ? html`<abbr title="Place ${car.position}">${SHORT[car.status]}</abbr>`
        : car.position}${move(changed.position, out)}</td>
      <th scope="row"><span class="code" aria-hidden="true">${car.code ?? ''}</span><span class="full">${car.driver}</span></th>
      <td class="wide">${car.constructor}</td>
      ${race ? html`
        <td class="n wide">${car.grid === 0 ? html`<abbr title="Pit lane">Pit</abbr>` : car.grid ?? '–'}${was(changed.grid)}</td>
        <td class="n wide">${car.laps ?? '–'}${was(changed.laps)}</td>` : nothing}
      <td class="n time">${out ? html`<span class="out">${out}</span>` : car.time ?? '–'}${race ? nothing
        : was(changed.q3 ?? changed.q2 ?? changed.q1)}${
        fastest ? html`<small class="lap"><abbr title="Fastest lap">FL</abbr> ${car.fastestLap.time}</small>` : nothing}</td>
      ${race ? html`<td class="n">${car.points === undefined ? '–' : points(car.points)}${was(changed.points, points)}</td>` : nothing}
    </tr>`;
}

const seconds = time => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

function was(change, format = value => value) {
  return change?.from === undefined ? nothing : html` <del><span class="visually-hidden">was </span>${format(change.from)}</del>`;
}

function move(change, out) {
  if (!change?.from || !change.to) return nothing;
  const places = Number(change.from) - Number(change.to);
  if (out || !places) return was(change);
  return html`<span class="move ${places > 0 ? 'up' : 'down'}"><span
    aria-hidden="true">${places > 0 ? '▲' : '▼'}${Math.abs(places)}</span><span
    class="visually-hidden"> ${places > 0 ? 'up' : 'down'} ${Math.abs(places)}</span></span>`;
}

import { html, nothing, svg } from 'lit';
import { bandsByLap } from '../../charts/status.js';
import { lapTicks, linear } from '../../charts/scale.js';
import { Sized } from '../../charts/sized.js';
import { strips } from '../../charts/stints.js';
import { driversIn, listsOf, named } from './session-data.js';
import { SessionView } from './session-view.js';

const ROW = 26;
const LEFT = 44;
const LEGEND = [['S', 'soft'], ['M', 'medium'], ['H', 'hard'], ['I', 'intermediate'], ['W', 'wet']];

/** Which tyres for how long, driver by driver, and the stops between them. */
class TyresView extends SessionView {
  #sized = new Sized(this);

  async ask() {
    const lists = await listsOf(this.session.sessionId, ['stints', 'pit-stops', 'results', 'laps', 'track-status']);
    const all = strips(lists.stints.rows, lists['pit-stops'].rows);
    const drivers = driversIn(lists.results, lists.laps).filter(driver => all.has(driver.number));
    const unnamed = [...all.keys()].filter(number => !drivers.some(d => d.number === number));
    drivers.push(...unnamed.map(number => ({ number, code: `${number}`, name: `Car ${number}`, mate: 0 })));
    return { missing: lists.stints.missing, drivers, strips: all, last: Math.max(0, ...[...all.values()].flat().map(stint => stint.to)),
      bands: bandsByLap(lists['track-status'].rows, lists.laps.rows) };
  }

  show(data) {
    if (data.missing || !data.drivers.length) return this.missing(['stints'], data.missing);
    return html`
      <h3>Sets of tyres</h3>
      ${this.#strips(data)}
      <p class="legend">${LEGEND.map(([sign, name]) => html`<span><abbr class="tyre ${name}" title=${name}>${sign}</abbr> ${name}</span>`)}
        <span>In a strip: laps on the set, + those that it had done before. How long each stop took stands below.</span></p>
      <h3>Stints and stops</h3>
      ${this.#table(data)}`;
  }

  #strips({ drivers, strips: all, last, bands }) {
    const width = this.#sized.width;
    const height = drivers.length * ROW + 22;
    const across = linear([0, last], [LEFT, Math.max(LEFT + 1, width - 12)]);
    return html`<div class="strips">${width ? html`
      <svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img"
        aria-label="Tyres of ${drivers.length} drivers over ${last} laps; the table below says the same">
        ${bands.map(({ from, to, kind }) => svg`<rect class="band ${kind}" x=${across(Math.max(0, from))} y="0"
          width=${Math.max(1, across(Math.min(last, to)) - across(Math.max(0, from)))}
          height=${height - 20}></rect>`)}
        ${drivers.map((driver, i) => svg`<g transform="translate(0 ${i * ROW})"><text class="who" x=${LEFT - 8} y=${ROW / 2} dy=".34em"
          text-anchor="end">${driver.code}</text>
          ${all.get(driver.number).map(stint => this.#stint(stint, across))}</g>`)}
        ${lapTicks(0, last, 12).map(lap => svg`<text class="tick" x=${across(lap)} y=${height - 4} text-anchor="middle">${lap}</text>`)}
      </svg>` : nothing}</div>`;
  }

  #stint({ compound, letter, from, to, laps, age, stop }, across) {
    const start = across(from - 1);
    const width = Math.max(2, across(to) - start - 1.5);
    const text = width > 62 ? `${letter} ${laps}${age ? ` +${age}` : ''}` : width > 30 ? `${letter} ${laps}` : width > 9 ? letter : '';
    return svg`<g class="stint ${compound.toLowerCase()}">
      <rect x=${start} y="4" width=${width} height=${ROW - 8} rx="3"></rect><text x=${start + width / 2} y=${ROW / 2} dy=".34em"
        text-anchor="middle">${text}</text>
      <title>${compound.toLowerCase()}, laps ${from} to ${to}${age ? `, had done ${age} laps` : ''}${stop?.millis
        ? `, then ${(stop.millis / 1000).toFixed(1)} s in the pit lane` : ''}</title></g>`;
  }

  #table({ drivers, strips: all }) {
    return html`<div class="scroll" tabindex="0" role="group" aria-label="Stints and stops"><table>
      <thead><tr><th scope="col">Driver</th><th scope="col">Tyres</th><th scope="col" class="n">Laps</th>
        <th scope="col" class="n">Had done</th><th scope="col" class="n">Stopped on</th><th scope="col" class="n">Pit lane</th></tr></thead>
      <tbody>${drivers.flatMap(driver => all.get(driver.number).map((stint, i) => html`
        <tr class=${i ? 'same' : ''}><th scope="row">${named(driver)}</th>
          <td><abbr class="tyre ${stint.compound.toLowerCase()}"
            title=${stint.compound.toLowerCase()}>${stint.letter}</abbr> <small>${stint.fresh ? 'new' : 'used'}</small></td>
          <td class="n">${stint.from}–${stint.to}</td><td class="n">${stint.age ?? '–'}</td>
          <td class="n">${stint.stop ? `lap ${stint.stop.lap}` : '–'}</td>
          <td class="n">${stint.stop?.millis ? `${(stint.stop.millis / 1000).toFixed(1)} s` : '–'}</td></tr>`))}</tbody>
    </table></div>`;
  }
}

customElements.define('tyres-view', TyresView);

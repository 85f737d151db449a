import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Plain } from '../component.js';
import { teamOf } from '../draft.js';
import { price, signed } from '../words.js';

const COLUMNS = [
  { key: 'name', label: 'Driver', of: row => row.name, text: true },
  { key: 'team', label: 'Constructor', of: row => row.team, text: true, wide: true },
  { key: 'price', label: 'Price', of: row => row.priceTenths },
  { key: 'change', label: 'Change', title: 'Against the round before', of: row => row.changeTenths, wide: true },
  { key: 'form', label: 'Form', title: 'Points a round over the last three', of: row => row.form ?? -Infinity },
  { key: 'owned', label: 'Owned', title: 'Teams that had him in the last round, in percent', of: row => row.ownedPercent ?? -Infinity },
];

const tenth = value => (value === undefined ? '–' : value.toFixed(1).replace('-', '−'));
const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Who can be picked, to sort and to filter. One stop for the Tab key: arrows go from row to row, Space and Enter pick.
 * Rows may move at any moment; whoever has the focus keeps it.
 */
class DriverMarket extends Plain {
  static properties = {
    kind: {}, rows: { attribute: false }, picked: { attribute: false }, full: { type: Boolean }, left: { type: Number },
    still: { type: Boolean },
    order: { state: true }, filter: { state: true }, at: { state: true },
  };

  #focused = null;

  constructor() {
    super();
    this.order = { key: 'price', up: false };
    this.filter = '';
    this.at = null;
  }

  get #columns() {
    if (this.kind === 'drivers') return COLUMNS;
    const [, , ...figures] = COLUMNS;
    return [{ ...COLUMNS[0], label: 'Constructor' }, ...figures];
  }

  #shown() {
    const wanted = plain(this.filter);
    const { of, text } = this.#columns.find(column => column.key === this.order.key);
    const way = this.order.up ? 1 : -1;
    return this.rows.map(row => ({ ...row, id: row.driverId ?? row.constructorId, name: row.driver ?? row.constructor,
      team: row.driver ? teamOf(row) : '' }))
      .filter(row => plain(`${row.name} ${row.team}`).includes(wanted))
      .sort((a, b) => way * (text ? of(a).localeCompare(of(b)) : of(a) - of(b)) || b.priceTenths - a.priceTenths
        || a.name.localeCompare(b.name));
  }

  render() {
    const shown = this.#shown();
    const stop = shown.some(row => row.id === this.at) ? this.at : shown[0]?.id;
    const { key, up } = this.order;
    return html`
      <div class="market-head">
        <h3 id="market-${this.kind}">${this.kind === 'drivers' ? 'Drivers' : 'Constructors'}</h3>
        ${this.kind === 'drivers' ? html`<label class="find"><span class="visually-hidden">Find a driver or constructor</span>
          <input type="search" placeholder="Find" .value=${this.filter} maxlength="40"
            @input=${e => { this.filter = e.target.value; }}></label>` : nothing}
      </div>
      <div class="scroll"><table class="market" aria-labelledby="market-${this.kind}" aria-describedby="market-how-${this.kind}">
        <thead><tr>${this.#columns.map(column => html`
          <th scope="col" class="${column.text ? '' : 'n'} ${column.wide ? 'wide' : ''}"
            aria-sort=${column.key !== key ? nothing : up ? 'ascending' : 'descending'}>
            <button class="link" title=${column.title ?? nothing} @click=${() => this.#sort(column)}>${column.label}<span class="way"
              aria-hidden="true">${column.key !== key ? '' : up ? '▲' : '▼'}</span></button>
          </th>`)}</tr></thead>
        <tbody @keydown=${this.#go} @focusin=${e => { this.at = e.target.dataset.id; }}>
          ${repeat(shown, row => row.id, row => this.#row(row, row.id === stop))}
        </tbody>
      </table></div>
      ${shown.length ? nothing : html`<p class="empty">Nobody is called that.</p>`}
      <p class="note" id="market-how-${this.kind}">Arrow keys go from row to row, Space or Enter picks and takes out.</p>`;
  }

  #row(row, stop) {
    const picked = this.picked.includes(row.id);
    const barred = this.still || (this.full && !picked);
    return html`
      <tr class=${picked ? 'picked' : !barred && row.priceTenths > this.left ? 'dear' : ''}>
        <th scope="row"><button class="pick" data-id=${row.id} tabindex=${stop ? 0 : -1} aria-pressed=${picked}
          aria-disabled=${barred ? 'true' : nothing}
          @click=${() => this.#pick(row)}><span class="tick" aria-hidden="true">${picked ? '✓' : '+'}</span><span>${row.name}${row.team
            ? html`<small class="narrow">${row.team}</small>` : nothing}</span></button></th>
        ${this.kind === 'drivers' ? html`<td class="wide">${row.team}</td>` : nothing}
        <td class="n price">${price(row.priceTenths)}</td>
        <td class="n wide ${row.changeTenths > 0 ? 'gain' : row.changeTenths < 0 ? 'loss' : ''}">${row.changeTenths
          ? signed(row.changeTenths / 10) : '–'}</td>
        <td class="n">${tenth(row.form)}</td>
        <td class="n">${tenth(row.ownedPercent)}${row.ownedPercent === undefined ? nothing : ' %'}</td>
      </tr>`;
  }

  #sort({ key, text }) {
    this.order = this.order.key === key ? { key, up: !this.order.up } : { key, up: Boolean(text) };
  }

  #pick(row) {
    this.dispatchEvent(new CustomEvent('pick', { detail: { kind: this.kind, id: row.id, name: row.name } }));
  }

  #go(event) {
    const buttons = [...this.querySelectorAll('button.pick')];
    const here = buttons.indexOf(event.target);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (here < 0 || next === undefined) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(next, buttons.length - 1))].focus();
  }

  willUpdate() {
    const focused = document.activeElement;
    this.#focused = this.contains(focused) && focused.matches('button.pick') ? focused : null;
  }

  updated() {
    // A row that moved has lost the focus on its way.
    if (this.#focused?.isConnected && document.activeElement !== this.#focused) this.#focused.focus();
  }
}

customElements.define('driver-market', DriverMarket);

import { html, nothing } from 'lit';
import { Plain } from '../../component.js';
import { count } from '../../words.js';

const CATEGORIES = { Flag: 'Flags', SafetyCar: 'Safety car', Drs: 'DRS', CarEvent: 'Cars', Other: 'Other' };
const FLAGS = { GREEN: 'Green', CLEAR: 'Clear', YELLOW: 'Yellow', 'DOUBLE YELLOW': 'Double yellow', RED: 'Red', BLUE: 'Blue',
  CHEQUERED: 'Chequered',
  'BLACK AND WHITE': 'Black and white', BLACK: 'Black', 'BLACK AND ORANGE': 'Black and orange', WHITE: 'White' };
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** What race control said, by kind, by driver. Flags by their word and their colour. */
class ControlLog extends Plain {
  static properties = { messages: { attribute: false }, kind: { state: true }, car: { state: true }, blue: { state: true } };

  constructor() {
    super();
    this.kind = '';
    this.car = '';
    this.blue = false;
  }

  render() {
    const shown = this.messages.filter(m => (!this.kind || m.category === this.kind) && (!this.car || String(m.racingNumber) === this.car)
      && (this.blue || m.flag !== 'BLUE' || this.car));
    const about = this.messages.filter(m => m.racingNumber !== undefined).map(m => [m.racingNumber, m.driver ?? m.racingNumber]);
    const cars = [...new Map(about)]
      .sort((a, b) => String(a[1]).localeCompare(String(b[1])));
    const blues = this.messages.filter(m => m.flag === 'BLUE').length;
    return html`
      <form class="filters" @submit=${e => e.preventDefault()}>
        <label>Kind <select @change=${e => { this.kind = e.target.value; }}>
          <option value="">all</option>${[...new Set(this.messages.map(m => m.category))].map(kind => html`
          <option value=${kind}>${CATEGORIES[kind] ?? kind}</option>`)}</select></label>
        ${cars.length ? html`<label>Driver <select @change=${e => { this.car = e.target.value; }}>
          <option value="">all</option>${cars.map(([number, code]) => html`
          <option value=${number}>${code}</option>`)}</select></label>` : nothing}
        ${blues ? html`<label class="switch"><input type="checkbox" .checked=${this.blue}
          @change=${e => { this.blue = e.target.checked; }}>Blue flags (${blues})</label>` : nothing}
        <span role="status">${count(shown.length, 'message')}</span>
      </form>
      <ol class="control" tabindex="0" aria-label="Messages of race control">${shown.map(message => this.#message(message))}</ol>`;
  }

  #message({ lap, utc, category, message, flag, driver }) {
    return html`<li class=${flag ? flag.toLowerCase().replaceAll(' ', '-') : category.toLowerCase()}>
      <span class="when">${lap === undefined ? '' : `Lap ${lap}`} ${utc ? html`<time datetime=${utc}>${time.format(new Date(utc))}</time>`
        : nothing}</span>
      <span class="flag">${flag ? FLAGS[flag] ?? flag.toLowerCase() : CATEGORIES[category] ?? category}</span>
      <span class="text">${sentence(message)}${driver && !message.includes(driver) ? html` <small>${driver}</small>`
        : nothing}</span></li>`;
  }
}

/** Race control writes in capitals; codes in brackets stay as they are. */
const sentence = text => {
  const lower = String(text).toLowerCase().replace(/\([a-z]{3}\)|\b(drs|fia|vsc)\b/g, code => code.toUpperCase());
  return lower[0].toUpperCase() + lower.slice(1);
};

customElements.define('control-log', ControlLog);

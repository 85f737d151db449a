import { html, nothing } from 'lit';
import { find } from '../api.js';
import { Plain } from '../component.js';
import { Feed } from '../feed.js';
import { chipName } from '../rulewords.js';
import { count, moment, price } from '../words.js';
import './copy-receipt.js';

/** Every save of a line-up for a race, each with its receipt. */
class SaveHistory extends Plain {
  static properties = { ...Object.fromEntries(['teamId', 'raceId', 'revision', 'market'].map(name => [name, { attribute: false }])),
    open: { type: Boolean } };

  #feed = new Feed(this, { ask: () => find(`/teams/${this.teamId}/lineups/${this.raceId}/saves`) });

  willUpdate(changed) {
    if (this.hasUpdated && (changed.has('raceId') || changed.has('revision') || changed.has('teamId'))) this.#feed.again();
  }

  render() {
    const saves = this.#feed.data?.saves ?? [];
    if (!saves.length) return this.open
      ? html`<p class="empty">Nothing was saved for this race: an earlier line-up rolled over, or nobody was fielded.</p>` : nothing;
    return html`
      <details class="panel saves" ?open=${this.open}><summary>${count(saves.length, 'save')} for this race</summary>
        <ol reversed>${saves.toReversed().map(save => this.#save(save))}</ol>
        <p class="note">A receipt is the SHA-256 of what was saved and when, line by line as the API's contract writes it: whoever keeps it
          can prove what he saved.</p>
      </details>`;
  }

  #save(save) {
    const name = id => this.market?.drivers.find(d => d.driverId === id)?.driver
      ?? this.market?.constructors.find(c => c.constructorId === id)?.constructor ?? id;
    const role = id => (id === save.captain ? ' (C)' : id === save.viceCaptain ? ' (V)' : '');
    return html`<li>
      <p><time datetime=${save.savedAt}>${moment(save.savedAt)}</time>:
        ${save.drivers.map(id => name(id) + role(id)).join(', ')}${save.constructors.length
        ? html`; ${save.constructors.map(name).join(', ')}` : nothing}${save.chip
          ? html`; ${chipName(save.chip)}` : nothing}. Cost ${price(save.costTenths)}, ${price(save.leftTenths)} left.</p>
      <p class="receipt-line">Receipt <copy-receipt .hash=${save.receipt}></copy-receipt></p></li>`;
  }
}

customElements.define('save-history', SaveHistory);

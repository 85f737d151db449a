import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Plain } from '../component.js';
import { count, moment, price } from '../words.js';
import './copy-receipt.js';

/** Who is picked, what it costs, what is wrong with it, and the way to save it. */
class PickedPanel extends Plain {
  static properties = Object.fromEntries(['draft', 'rules', 'market', 'lineup', 'weighed', 'faults', 'check', 'dirty',
    'still', 'busy', 'saved']
    .map(name => [name, { attribute: false }]));

  #name(id) {
    const row = this.market.drivers.find(d => d.driverId === id) ?? this.lineup.drivers.find(d => d.driverId === id);
    return row?.driver ?? id;
  }

  render() {
    const { draft, rules: { team } } = this;
    const empty = Math.max(0, team.drivers - draft.drivers.length);
    return html`
      <section class="panel picked" aria-labelledby="picked-title">
        <h3 id="picked-title">Your ${team.drivers === 5 ? 'five' : team.drivers}</h3>
        <ul class="slots">
          ${repeat(draft.drivers, id => id, id => this.#driver(id))}
          ${Array.from({ length: empty }, () => html`<li class="vacant"><span>Nobody yet</span></li>`)}
          ${repeat(draft.constructors, id => id, id => this.#team(id))}
        </ul>
        ${this.#wrong('drivers')}${this.#wrong('roles')}${this.#wrong('constructors')}${this.#wrong('chip')}
        ${this.#cost()}
        ${this.#transfers()}
        ${(this.check?.warnings ?? this.lineup.warnings).map(warning => html`<p class="warning">${warning.message}</p>`)}
        ${this.#deeds()}
      </section>`;
  }

  #driver(id) {
    const { draft, still } = this;
    const name = this.#name(id);
    const row = this.market.drivers.find(d => d.driverId === id);
    const role = (is, word, letter, event) => html`<button class="quiet role" aria-pressed=${is} aria-disabled=${still ? 'true' : nothing}
      aria-label="${word}: ${name}" title=${word}
      @click=${() => this.#tell(event, id)}>${letter}</button>`;
    return html`<li>
      <span class="who">${name}</span><span class="n">${row ? price(row.priceTenths) : '–'}</span>
      ${role(draft.captain === id, `Captain ×${this.rules.captain}`, 'C', 'captain')}${role(draft.vice === id, 'Vice-captain', 'V', 'vice')}
      ${this.#out('drivers', id, name)}</li>`;
  }

  #team(id) {
    const row = this.market.constructors.find(c => c.constructorId === id);
    const name = row ? row.constructor : id;
    return html`<li class="team">
      <span class="who">${name}</span><span
        class="n">${row ? price(row.priceTenths) : '–'}</span>${this.#out('constructors', id, name)}</li>`;
  }

  #out(kind, id, name) {
    return html`<button class="quiet out-of-it" aria-disabled=${this.still ? 'true' : nothing} aria-label="Take ${name} out"
      @click=${e => this.#takeOut(e, kind, id)}>×</button>`;
  }

  /** Whoever took somebody out goes on with the next one. */
  async #takeOut(event, kind, id) {
    if (this.still) return;
    const at = [...this.querySelectorAll('.out-of-it')].indexOf(event.currentTarget);
    this.dispatchEvent(new CustomEvent('pick', { detail: { kind, id } }));
    await this.updateComplete;
    await new Promise(requestAnimationFrame);
    const left = [...this.querySelectorAll('.out-of-it')];
    (left[Math.min(at, left.length - 1)] ?? this.closest('lineup-editor').querySelector('button.pick[tabindex="0"]'))?.focus();
  }

  #wrong(place) {
    const some = this.faults.filter(fault => fault.place === place);
    return this.still || !some.length ? nothing : html`<p class="fault" id="fault-${place}">${some.map(fault => fault.text).join(' ')}</p>`;
  }

  #cost() {
    const { cost, left } = this.weighed;
    const budget = cost + left;
    const over = this.weighed.faults.find(({ place }) => place === 'cost');
    return html`
      <div class="cost">
        <svg class="budget ${over ? 'over' : ''}" viewBox="0 0 ${Math.max(budget, 1)} 1" preserveAspectRatio="none" role="meter"
          aria-label="Spent of the budget"
          aria-valuemin="0" aria-valuemax=${budget / 10} aria-valuenow=${Math.min(cost, budget) / 10}
            aria-valuetext="${price(cost)} of ${price(budget)}"><rect height="1" width=${Math.min(cost, Math.max(budget, 1))}></rect></svg>
        <p role="status"><strong>${price(cost)}</strong> of ${price(budget)} spent${over ? html`:
          <strong class="loss">${over.text}</strong>` : left < 0 ? '.' : html`, <strong>${price(left)}</strong> left.`}</p>
        ${over ? nothing : this.#wrong('cost')}
      </div>`;
  }

  #transfers() {
    const { transfers, freeTransfers, chargedTransfers } = this.check ?? this.lineup;
    if (!this.rules.transfers || freeTransfers === undefined) return nothing;
    return html`<p class="note">${count(transfers, 'transfer')}, of which ${freeTransfers} would be free${chargedTransfers
      ? html`; <strong class="loss">${count(chargedTransfers, 'is', 'are')} charged, ${chargedTransfers * this.rules.transfers.penalty}
        points</strong>` : nothing}.</p>`;
  }

  #deeds() {
    if (this.still) return nothing;
    const barred = this.faults.length > 0 || !this.dirty && this.lineup.revision > 0;
    return html`
      <div class="deeds">
        <button class="save" aria-disabled=${barred || this.busy ? 'true' : nothing} aria-describedby="save-state"
          @click=${() => this.#tell('save')}>${this.busy ? 'Saving …' : 'Save line-up'}</button>
        ${this.dirty ? html`<button class="quiet" @click=${() => this.#tell('undo')}>Undo changes</button>` : nothing}
      </div>
      <div id="save-state">${this.#state()}</div>`;
  }

  #state() {
    const { lineup, saved, dirty } = this;
    if (saved) return html`<p class="receipt-line">
      <strong class="gain">✓ Saved</strong> ${moment(saved.savedAt)}, save ${saved.revision} for this race. Receipt: <copy-receipt
      .hash=${saved.receipt}></copy-receipt></p>`;
    if (dirty) return html`<p class="note">Not saved yet. It is kept in this tab.</p>`;
    if (lineup.revision) return html`<p class="note">Saved ${moment(lineup.savedAt)}.</p>`;
    if (lineup.rolledOverFrom || lineup.drivers.length) return html`<p class="note">This line-up rolls over from an earlier race: it counts
      without another save.</p>`;
    return html`<p class="note">Without a save the team fields nobody.</p>`;
  }

  #tell(event, detail) {
    if (!this.still) this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}

customElements.define('picked-panel', PickedPanel);

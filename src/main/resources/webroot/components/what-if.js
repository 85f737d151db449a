import { html, nothing } from 'lit';
import { act, find, get } from '../api.js';
import { Plain } from '../component.js';
import { captained, viced } from '../draft.js';
import { Feed } from '../feed.js';
import { chipName, ruleSetName } from '../rulewords.js';
import { go, query } from '../router.js';
import { scoreLines } from '../score-lines.js';
import { count, points, price, session, shortName, signed } from '../words.js';

const PENALTIES = { disqualified: 'been disqualified', placesBack: 'been put back', gridDrop: 'started further back' };

/** Another line-up, captain, chip, rule set or penalty in a round that was scored: what it would have given. Nothing is saved. */
class WhatIf extends Plain {
  static properties = { ...Object.fromEntries(['team', 'rounds', 'asked'].map(name => [name, { attribute: false }])),
    trial: { state: true }, outcome: { state: true }, refusal: { state: true }, busy: { state: true } };

  #feed = new Feed(this, {
    ask: async () => {
      const raceId = this.#raceId;
      if (!raceId) return { raceId };
      const { teamId, season, ruleSet } = this.team;
      const { round } = this.rounds.find(r => r.raceId === raceId) ?? {};
      const [lineup, market, best, { ruleSets }] = await Promise.all([find(`/teams/${teamId}/lineups/${raceId}`),
        find('/prices', { season, round, ruleSet }), find(`/races/${raceId}/best`, { ruleSet }), get('/rules')]);
      const { rules } = await get(`/rules/${ruleSet}/${ruleSets.find(set => set.id === ruleSet).version}`);
      if (this.trial?.raceId !== raceId) this.#begin(raceId, lineup);
      return { raceId, lineup, market, best, ruleSets, rules };
    },
  });

  constructor() {
    super();
    Object.assign(this, { trial: null, outcome: null, refusal: null, busy: false });
  }

  get #raceId() {
    return query().get('race') ?? this.rounds.at(-1)?.raceId ?? null;
  }

  /** As it was fielded. */
  #begin(raceId, lineup) {
    this.trial = { raceId, drivers: lineup?.drivers.map(d => d.driverId) ?? [],
      constructors: lineup?.constructors?.map(c => c.constructorId) ?? [],
      captain: lineup?.captain, vice: lineup?.viceCaptain, chip: lineup?.chip ?? 'none', ruleSet: this.team.ruleSet, penalty: null };
    this.outcome = null;
    this.refusal = null;
  }

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('asked')) this.#feed.again();
  }

  #set(patch) {
    this.trial = { ...this.trial, ...patch };
    this.outcome = null;
  }

  #swap(place, id) {
    const { drivers, captain, vice } = this.trial;
    const left = drivers[place];
    const heir = role => (role === left ? id : role);
    this.#set({ drivers: drivers.with(place, id), captain: heir(captain), vice: heir(vice) });
  }

  render() {
    const { data, problem } = this.#feed;
    if (!this.rounds.length) return html`<p class="empty">There is nothing to wonder about before the first round was scored.</p>`;
    if (!data || !this.trial) return html`<p class="empty waiting">${problem ? problem.message : 'Loading …'}</p>`;
    return html`
      <div class="what-if">
        <section class="panel" aria-labelledby="trial-title">
          <header><h2 id="trial-title">What if, in</h2>
            <label><span class="visually-hidden">Round</span><select
              @change=${e => go(`/teams/${this.team.teamId}/whatif?race=${e.target.value}`)}>${this.rounds.toReversed().map(r => html`
              <option value=${r.raceId}
                ?selected=${r.raceId === data.raceId}>${r.round}. ${shortName(r.race)}</option>`)}</select></label></header>
          ${data.lineup && data.market ? this.#form(data) : html`<p class="empty">The team fielded nobody in this round.</p>`}
        </section>
        <div class="outcomes">
          <section class="panel" aria-labelledby="outcome-title"
            aria-live="polite"><h2 id="outcome-title">Then</h2>${this.#outcome()}</section>
          <section class="panel" aria-labelledby="best-title"><h2
            id="best-title">The best line-up there was</h2>${this.#best(data.best)}</section>
        </div>
      </div>`;
  }

  #form({ market, rules, ruleSets, lineup }) {
    const { trial } = this;
    const everybody = market.drivers.toSorted((a, b) => a.driver.localeCompare(b.driver));
    const name = id => market.drivers.find(d => d.driverId === id)?.driver ?? lineup.drivers.find(d => d.driverId === id)?.driver ?? id;
    const options = (ids, chosen) => ids.map(id => html`<option value=${id} ?selected=${id === chosen}
      .selected=${id === chosen}>${name(id)}</option>`);
    return html`
      <form @submit=${this.#ask}>
        <fieldset><legend>These drivers</legend>${trial.drivers.map((driver, i) => html`
          <label><span class="visually-hidden">Driver ${i + 1}</span><select
            @change=${e => this.#swap(i, e.target.value)}>${options(everybody.map(d => d.driverId)
            .filter(id => id === driver || !trial.drivers.includes(id)), driver)}</select></label>`)}</fieldset>
        <div class="pair">
          <label>Captain<select
            @change=${e => this.#set(captained(trial, e.target.value))}>${options(trial.drivers, trial.captain)}</select></label>
          <label>Vice-captain<select
            @change=${e => this.#set(viced(trial, e.target.value))}>${options(trial.drivers, trial.vice)}</select></label>
          ${rules.chips ? html`<label>Chip<select
            @change=${e => this.#set({ chip: e.target.value })}>${['none', ...Object.keys(rules.chips)].map(chip => html`
            <option value=${chip} .selected=${chip === trial.chip}>${chip === 'none' ? 'No chip'
              : chipName(chip)}</option>`)}</select></label>` : nothing}
          <label>Rules<select @change=${e => this.#set({ ruleSet: e.target.value })}>${ruleSets.filter(set => set.id === this.team.ruleSet
            || !rules.team.constructors && set.id !== 'official-2026').map(set => html`
            <option value=${set.id} .selected=${set.id === trial.ruleSet}>${ruleSetName(set.id)}</option>`)}</select></label>
        </div>
        <fieldset class="penalty"><legend>And if</legend>
          <label><span class="visually-hidden">Driver</span><select
            @change=${e => this.#set({ penalty: e.target.value ? { session: 'R', kind: 'disqualified', places: 5, ...trial.penalty,
              driverId: e.target.value } : null })}>
            <option value="">nobody was punished</option>${everybody.map(d => html`<option value=${d.driverId}
              .selected=${trial.penalty?.driverId === d.driverId}>${d.driver} had</option>`)}</select></label>
          ${trial.penalty ? this.#penalty(trial.penalty) : nothing}
        </fieldset>
        ${this.refusal ? html`<p class="error" role="status">${this.refusal}</p>` : nothing}
        <div class="deeds"><button type="submit" aria-disabled=${this.busy ? 'true' : nothing}>${this.busy ? 'Counting …'
          : 'What then?'}</button>
          <button type="button" class="quiet" @click=${() => this.#begin(this.trial.raceId, lineup)}>As it was</button></div>
      </form>`;
  }

  #penalty(penalty) {
    const set = patch => this.#set({ penalty: { ...penalty, ...patch } });
    return html`
      <label><span class="visually-hidden">What</span><select
        @change=${e => set({ kind: e.target.value })}>${Object.entries(PENALTIES).map(([kind, words]) => html`
        <option value=${kind} .selected=${kind === penalty.kind}>${words}</option>`)}</select></label>
      ${penalty.kind === 'disqualified' ? nothing : html`<label>by <input type="number" min="1" max="30" .value=${String(penalty.places)}
        @change=${e => set({ places: e.target.valueAsNumber || 1 })}> places</label>`}
      <label>in <select @change=${e => set({ session: e.target.value })}>${['Q', 'S', 'R'].map(code => html`
        <option value=${code} .selected=${code === penalty.session}>${session(code).toLowerCase()}</option>`)}</select></label>`;
  }

  #ask = async event => {
    event.preventDefault();
    if (this.busy) return;
    const { raceId, drivers, constructors, captain, vice, chip, ruleSet, penalty } = this.trial;
    this.busy = true;
    this.refusal = null;
    try {
      const { body } = await act('POST', '/simulations', { raceId, teamId: this.team.teamId, ruleSet,
        lineup: { drivers, constructors, captain, vice },
        ...(this.#feed.data.rules.chips ? { chip } : {}),
        ...(penalty ? { penalties: [penalty.kind === 'disqualified' ? { session: penalty.session, driverId: penalty.driverId,
          kind: penalty.kind } : penalty] } : {}) });
      this.outcome = body;
    } catch (problem) {
      this.refusal = problem.message;
    }
    this.busy = false;
  };

  #outcome() {
    const { outcome } = this;
    if (!outcome) return html`<p class="empty">Change something and ask. Nothing is saved.</p>`;
    const more = outcome.was === undefined ? null : outcome.points - outcome.was;
    return html`
      <p class="big"><strong>${points(outcome.points)}</strong> points${more === null ? nothing
        : html`, <strong class=${more > 0 ? 'gain' : more < 0 ? 'loss' : ''}>${more ? signed(more) : 'no change'}</strong> against
          ${points(outcome.was)}`}</p>
      <p>${outcome.round ? html`Rank ${outcome.round.rank} of ${outcome.round.of} in the round. ` : nothing}${outcome.season
        ? html`Rank ${outcome.season.rank} of ${outcome.season.of} in the season, with ${points(outcome.season.points)} points.`
          : nothing}</p>
      ${outcome.doubts.length ? html`<p class="warning">It could not have been fielded: ${outcome.doubts.join(' ')}</p>` : nothing}
      <details><summary>${count(outcome.lines.length, 'line')}</summary>${scoreLines(outcome.lines, outcome.points)}</details>`;
  }

  #best(best) {
    if (!best) return html`<p class="empty">Not known.</p>`;
    return html`
      <p><strong>${points(best.points)}</strong> points for ${price(best.costTenths)} of ${price(best.budgetTenths)},
        without a chip; each driver before the captain's multiplier.</p>
      <div class="scroll"><table>
        <thead><tr><th scope="col">Picked</th><th scope="col" class="n">Price</th><th scope="col" class="n">Points</th></tr></thead>
        <tbody>${best.drivers.map(d => html`<tr><th scope="row">${d.driver}${d.role === 'captain'
          ? html` <small>captain</small>` : nothing}</th><td class="n">${price(d.priceTenths)}</td>
            <td class="n">${points(d.points)}</td></tr>`)}
          ${best.constructors.map(c => html`<tr><th scope="row">${c.constructor}</th><td class="n">${price(c.priceTenths)}</td>
            <td class="n">${points(c.points)}</td></tr>`)}</tbody>
      </table></div>`;
  }
}

customElements.define('what-if', WhatIf);

import { html, nothing } from 'lit';
import { act, find, get } from '../../api.js';
import { Plain } from '../../component.js';
import { choice, field, Form, sending } from '../../forms.js';
import { points, price, shortName, signed } from '../../words.js';
import { scoreLines } from '../../score-lines.js';

const KINDS = [['disqualified', 'is disqualified'], ['placesBack', 'loses places'], ['gridDrop', 'starts further back']];
const SESSIONS = [['R', 'the race'], ['Q', 'qualifying'], ['S', 'the sprint']];

/**
 * What one of the reader's teams would have got with other drivers, another captain or a penalty, and where it would stand in the league.
 * Nothing is saved.
 */
class LeagueWhatIf extends Plain {
  static properties = { league: { attribute: false }, mine: { attribute: false }, rounds: { attribute: false }, about: { state: true },
    answer: { state: true } };
  #asked = '';
  #form = new Form(this, { send: values => this.#simulate(values) });

  constructor() {
    super();
    this.about = null;
    this.answer = null;
  }

  render() {
    return html`
      <section class="panel what-if" aria-labelledby="what-if-title">
        <h2 id="what-if-title">What if</h2>
        <details @toggle=${event => event.target.open && this.#load(this.rounds.at(-1).raceId, this.mine[0].teamId)}>
          <summary>Another line-up or captain, or a penalty: what would your team have, and where would it stand here?</summary>
          ${this.about ? this.#fields(this.about) : html`<p class="empty">Loading …</p>`}
          ${this.answer ? this.#said(this.answer) : nothing}
        </details>
      </section>`;
  }

  async #load(raceId, teamId) {
    const asked = `${raceId} ${teamId}`;
    if (this.#asked === asked) return;
    this.#asked = asked;
    const { round } = this.rounds.find(race => race.raceId === raceId);
    const { season, ruleSet } = this.league;
    const [lineup, prices] = await Promise.all([find(`/teams/${teamId}/lineups/${raceId}`), get('/prices', { season, round, ruleSet })]);
    if (this.#asked !== asked) return;
    this.answer = null;
    const of = role => lineup?.drivers.find(driver => driver.role === role)?.driverId;
    const picked = lineup?.drivers.map(driver => driver.driverId) ?? [];
    this.about = { raceId, teamId, lineup, drivers: prices.drivers, picked, captain: of('captain'), vice: of('vice_captain') };
  }

  #fields({ raceId, teamId, drivers, picked, captain, penalised = '' }) {
    const form = this.#form;
    const names = drivers.map(driver => [driver.driverId, `${driver.driver} (${price(driver.priceTenths)})`]);
    return html`
      <form @submit=${form.submit} novalidate @change=${event => this.#chose(event)}>
        <div class="fields">
          ${this.mine.length > 1 ? choice(form, { name: 'teamId', label: 'Team', value: teamId,
            options: this.mine.map(one => [one.teamId, one.team]) }) : nothing}
          ${choice(form, { name: 'raceId', label: 'Round', value: raceId,
            options: this.rounds.toReversed().map(race => [race.raceId, `${race.round}. ${shortName(race.name)}`]) })}
        </div>
        ${picked.length ? html`
          <div class="fields">
            ${picked.map((driver, i) => choice(form, { name: `driver${i}`, label: `Driver ${i + 1}`, value: driver,
              options: names.filter(([id]) => id === driver || !picked.includes(id)) }))}
            ${choice(form, { name: 'captain', label: 'Captain', value: captain, options: names.filter(([id]) => picked.includes(id)) })}
          </div>
          <div class="fields">
            ${choice(form, { name: 'penalised', label: 'And if', value: penalised, required: false,
              options: [['', 'nobody was punished'], ...drivers.map(driver => [driver.driverId, driver.driver])] })}
            ${penalised ? html`
              ${choice(form, { name: 'kind', label: 'In the result', options: KINDS })}
              ${choice(form, { name: 'session', label: 'Of', value: 'R', options: SESSIONS })}
              ${field(form, { name: 'places', label: 'Places', type: 'number', value: 5 })}` : nothing}
          </div>
          ${sending(form, 'What would be?')}` : html`<p class="empty">The team had no line-up in this round.</p>`}
      </form>`;
  }

  #chose({ target: { name, value } }) {
    if (name === 'raceId') this.#load(value, this.about.teamId);
    if (name === 'teamId') this.#load(this.about.raceId, Number(value));
    if (name === 'captain' || name === 'penalised') this.about = { ...this.about, [name]: value };
    if (/^driver/.test(name)) this.#swap(Number(name.slice(6)), value);
  }

  /** Who comes for the captain is captain. */
  #swap(place, id) {
    const { picked, captain } = this.about;
    this.about = { ...this.about, picked: picked.with(place, id), captain: picked[place] === captain ? id : captain };
  }

  async #simulate({ penalised, kind, session, places }) {
    const { raceId, teamId, lineup, picked: drivers, captain } = this.about;
    const vice = [this.about.vice, ...drivers].find(id => drivers.includes(id) && id !== captain);
    const constructors = lineup.constructors?.map(one => one.constructorId);
    const penalty = { session, driverId: penalised, kind, ...(kind === 'disqualified' ? {} : { places: Number(places) }) };
    const { body } = await act('POST', '/simulations', {
      raceId, teamId, leagueId: this.league.id,
      lineup: { drivers, captain, vice, ...(constructors?.length ? { constructors } : {}) },
      penalties: penalised ? [penalty] : [],
    });
    this.answer = body;
  }

  #said({ was, points: would, league, season, doubts, lines }) {
    const more = was === undefined ? undefined : Math.round((would - was) * 100) / 100;
    return html`
      <div class="answer" role="status">
        <p><strong>${points(would)}</strong> points in the round${more === undefined ? nothing : html`
            instead of ${points(was)} (<span class=${more > 0 ? 'gain' : more < 0 ? 'loss' : ''}>${signed(more)}</span>)`}${
          league ? html`: rank <strong>${league.rank}</strong> of ${league.of} in this league with ${points(league.points)}` : nothing}${
          season ? html`, rank ${season.rank} of ${season.of} overall` : nothing}.</p>
        ${doubts.length ? html`<p>It could not have been fielded: ${doubts.join(' ')}</p>` : nothing}
        <details><summary>Line by line</summary>${scoreLines(lines, would)}</details>
      </div>`;
  }
}

customElements.define('league-what-if', LeagueWhatIf);

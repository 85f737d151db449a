import { html, nothing } from 'lit';
import { find } from '../api.js';
import { now } from '../clock.js';
import { Page } from '../component.js';
import { decimal, market, marketsOf, protestMark, provider, raceName, standing, type } from '../components/horse/words.js';
import { MOST_LINES, ticks } from '../components/trend-chart.js';
import { PriceHistory } from '../components/horse/price-history.js';
import { quote } from '../components/horse/race-runners.js';
import { amendmentOf, resultOf, revisionsOf } from '../components/horse/race-result.js';
import { Feed } from '../feed.js';
import { announce } from '../said.js';
import { Ticking } from '../ticking.js';
import { count, moment, span, timeOfDay, until } from '../words.js';

/** How far a race has come, as people at the course say it. */
const STAGES = [['open', 'Open', ['open', 'scheduled', 'postponed']], ['closed', 'Closed', ['closed', 'live']],
  ['interim', 'Interim', ['interim']], ['final', 'Final', ['final']]];
const FAVOURITES = 3;

/** So many ms apart it is asked whether a check that is due has been made. */
const PATIENCE = 3000;

/** One race: who runs, at what prices and how they moved, who won, what it paid, and what was changed afterwards. */
class HorseRacePage extends Page {
  static properties = { market: { state: true }, chosen: { state: true } };
  #history = new PriceHistory();
  #told = null;
  #lookedAt = 0;
  #feed = new Feed(this, {
    ask: async () => {
      const id = this.parameters.horseRaceId;
      const [race, revisions] = await Promise.all([find(`/horse/races/${id}`), find(`/horse/races/${id}/revisions`)]);
      const drawn = race && (this.market ?? marketsOf(race.runners)[0]);
      const answer = { race, revisions: revisions?.revisions ?? [], drawn,
        history: race ? await this.#history.read(id, drawn) : new Map() };
      this.#tell(race);
      return answer;
    },
    topics: answer => (answer?.race ? [`push.race.horse-${answer.race.raceId}`] : []),
  });

  constructor() {
    super();
    this.market = null;
    this.chosen = null;
    new Ticking(this);
  }

  willUpdate(changed) {
    if (!this.hasUpdated) return;
    if (changed.has('parameters')) {
      this.#told = null;
      this.chosen = null;
      this.market = null;
    }
    if (changed.has('parameters') || changed.has('market')) this.#feed.again();
  }

  /** A check that found nothing new is not pushed: the page asks for the next one's time. */
  updated() {
    const next = this.#feed.data?.race?.nextPollTime;
    if (!next || now() === null || new Date(next) > now() || performance.now() - this.#lookedAt < PATIENCE) return;
    this.#lookedAt = performance.now();
    this.#feed.soon();
  }

  /** What those hear who do not see it: another standing, else which prices moved. */
  #tell(race) {
    const before = this.#told;
    this.#told = race;
    if (!race || before?.raceId !== race.raceId || before.revision === race.revision) return;
    if (race.status !== before.status
      || race.finalAt && race.results.length && JSON.stringify(race.results) !== JSON.stringify(before.results)) {
      const winner = race.results.filter(result => result.place === 1)
        .map(result => result.name ?? `number ${result.number}`).join(' and ');
      announce(`${race.name}: ${race.status === before.status ? 'amended' : race.status}${winner ? `, won by ${winner}` : ''}`,
        `horse ${race.raceId}`);
      return;
    }
    const earlier = ({ number }, name) => before.runners.filter(one => one.number === number).map(one => quote(one, name))[0];
    const moved = race.runners.flatMap(runner => runner.prices
      .map(({ market: name, price }) => ({ runner, name, price, was: earlier(runner, name) }))
      .filter(({ price, was }) => was !== undefined && was !== price));
    if (!moved.length) return;
    const [{ runner, name, price, was }] = moved;
    announce(`${count(moved.length, 'price')} moved: ${runner.number} ${runner.name}, ${market(name)} ${decimal(price)}, was ${
      decimal(was)}${moved.length > 1 ? ' and others' : ''}`, `horse ${race.raceId}`);
  }

  render() {
    const { data, problem } = this.#feed;
    if (!data) return html`
      <section class="panel loading"><h1>Race card</h1><p class="empty">${problem?.message ?? 'Loading …'}</p></section>`;
    if (!data.race) return html`
      <section class="panel"><h1>No such race</h1>
        <p>No horse race is known under this number. <a href="#/horses">To the horses</a></p></section>`;
    const { race, revisions } = data;
    return html`
      <p class="back"><a href="#/horses">Horses</a> · ${race.meeting}, ${race.country}</p>
      <section class="panel head">
        <h1>${raceName(race)}</h1>
        <p>${[type(race.type), race.track, race.distance && `${race.distance} m`, race.trackCondition, race.weather]
          .filter(Boolean).join(' · ')}</p>
        ${this.#status(race, revisions)}
      </section>
      <div class="card">
        <div>
          <section class="panel runners" aria-labelledby="runners-title">
            <h2 id="runners-title">Runners</h2>
            ${race.runners.length ? html`
              <race-runners .race=${race} .history=${data.history} .market=${data.drawn} .chosen=${this.#drawn(data)}
                @choose=${this.#choose}></race-runners>`
              : html`<p class="empty">The field has not been told yet.</p>`}
          </section>
          ${this.#chart(data)}
        </div>
        <div>
          ${amendmentOf(race, revisions)}
          ${resultOf(race)}
          ${revisions.length ? revisionsOf(revisions) : nothing}
        </div>
      </div>`;
  }

  #status(race, revisions) {
    const amended = revisions.some(revision => revision.kind === 'amended');
    const at = STAGES.findIndex(([, , of]) => of.includes(race.status));
    const stages = [...STAGES, ...(amended ? [['amended', 'Amended', []]] : [])];
    return html`
      <ol class="stages" aria-label="How far the race has come">${stages.map(([name, word], i) => html`
        <li class="${i < at || amended ? 'done' : ''}"
          aria-current=${(amended ? name === 'amended' : i === at) ? 'step' : nothing}>${word}</li>`)}</ol>
      <dl>
        <div><dt>Status</dt>
          <dd><span role="status">${standing(amended ? 'amended' : race.status, race.statusWord)}${protestMark(race)}</span></dd></div>
        <div><dt>${race.actualStart ? 'Started' : 'Start'}</dt><dd>${this.#start(race)}</dd></div>
        <div><dt>Last check</dt><dd>${race.lastPollTime ? timeOfDay(race.lastPollTime) : 'none yet'}</dd></div>
        <div><dt>Next check</dt><dd>${race.nextPollTime ? html`<strong>${now() === null ? '…' : until(race.nextPollTime, now())}</strong>`
          : 'not polled any more'}</dd></div>
        <div><dt>Source</dt><dd>${provider(race.provider)}, revision ${race.revision}</dd></div>
      </dl>
      ${race.protestReason ? html`<p class="protest">Protest: ${race.protestReason}</p>` : nothing}
      ${race.starts.length ? html`<p class="note">The start was moved ${count(race.starts.length, 'time')}, last from
        ${timeOfDay(race.starts.at(-1).from)} to ${timeOfDay(race.starts.at(-1).to)}.</p>` : nothing}`;
  }

  #start(race) {
    if (race.actualStart) return html`${moment(race.actualStart)}${delay(race)}`;
    if (race.simpleStatus === 'finalized') return moment(race.advertisedStart);
    const left = now() === null ? 0 : Date.parse(race.advertisedStart) - now();
    return html`<strong>${left >= 0 ? `in ${span(left)}` : `${span(left)} late`}</strong> ${moment(race.advertisedStart)}`;
  }

  /** Whom the reader has chosen, else the favourites. */
  #drawn({ race, drawn }) {
    return this.chosen ?? race.runners.filter(runner => !runner.scratched && quote(runner, drawn))
      .toSorted((a, b) => quote(a, drawn) - quote(b, drawn)).slice(0, FAVOURITES).map(runner => runner.number);
  }

  #choose({ detail: number }) {
    const drawn = this.#drawn(this.#feed.data);
    this.chosen = drawn.includes(number) ? drawn.filter(other => other !== number) : [...drawn, number].slice(-MOST_LINES);
  }

  #chart({ race, history, drawn }) {
    if (!drawn || ![...history.values()].some(prices => prices.length > 1)) return nothing;
    const numbers = this.#drawn(this.#feed.data);
    const runners = race.runners.filter(runner => numbers.includes(runner.number) && history.has(runner.number));
    const series = runners.map(runner => ({ name: `${runner.number} ${runner.name}`, points: history.get(runner.number) }));
    const prices = series.flatMap(line => line.points);
    return html`
      <section class="panel price-chart" aria-labelledby="prices-title">
        <header>
          <h2 id="prices-title">How the price moved</h2>
          <label>Market <select @change=${event => { this.market = event.target.value; }}>
            ${marketsOf(race.runners).map(name => html`
              <option value=${name} ?selected=${name === drawn}>${market(name)}</option>`)}</select></label>
        </header>
        ${series.length ? html`
          <trend-chart steps upward .series=${series} .x=${{ format: timeOfDay, ticks: prices.map(([at]) => at).toSorted((a, b) => a - b) }}
            .y=${{ format: decimal, ticks: ticks(prices.map(([, price]) => price), 0.05) }}
            label="${market(drawn)} of the chosen runners over time; the table below has the same prices"></trend-chart>
          <details><summary>As a table</summary>${series.map(line => html`
            <table><caption>${line.name}</caption>
              <thead><tr><th scope="col">From</th><th scope="col" class="n">${market(drawn)}</th></tr></thead>
              <tbody>${line.points.toReversed().map(([at, price]) => html`
                <tr><th scope="row">${moment(at)}</th><td class="n">${decimal(price)}</td></tr>`)}</tbody></table>`)}</details>`
          : html`<p class="empty">Choose runners by their lines in the table.</p>`}
      </section>`;
  }
}

function delay({ actualStart, advertisedStart }) {
  const late = Date.parse(actualStart) - Date.parse(advertisedStart);
  return Math.abs(late) < 1000 ? nothing : html` <small>${span(late)} ${late > 0 ? 'late' : 'early'}</small>`;
}

customElements.define('horse-race-page', HorseRacePage);

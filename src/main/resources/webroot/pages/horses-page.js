import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { get } from '../api.js';
import { now } from '../clock.js';
import { Page } from '../component.js';
import { protestMark, provider, raceName, sign, standing, type } from '../components/horse/words.js';
import { Feed } from '../feed.js';
import { Ticking } from '../ticking.js';
import { count, span, timeOfDay } from '../words.js';

const SHOWN = 10;
/**
 * A race leaves the list by its start, too, of which nobody tells: asked again after so long by the service's clock, and not more
 * often than that.
 */
const STALE = 60_000;
const AT_MOST_EVERY = 5_000;
const TYPES = ['thoroughbred', 'harness', 'greyhound'];

/** What is next to go, and the day's meetings. */
class HorsesPage extends Page {
  static properties = { country: { state: true }, type: { state: true }, date: { state: true } };
  #asked = 0;
  #countries = new Set();
  #feed = new Feed(this, {
    ask: async () => {
      this.#asked = performance.now();
      const filters = { country: this.country || undefined, type: this.type || undefined };
      const next = await get('/horse/next-to-go', { ...filters, limit: SHOWN });
      return { next, days: await this.#days(next, filters) };
    },
    topics: answer => answer?.next.races.map(race => `push.race.horse-${race.raceId}`) ?? [],
  });

  constructor() {
    super();
    this.country = '';
    this.type = '';
    this.date = '';
    new Ticking(this);
  }

  willUpdate(changed) {
    if (this.hasUpdated && (changed.has('country') || changed.has('type') || changed.has('date'))) this.#feed.again();
    const { next, days } = this.#feed.data ?? { next: { races: [] }, days: [] };
    for (const one of [...next.races, ...days.flatMap(day => day.meetings)]) this.#countries.add(one.country);
  }

  /** The day that was chosen; else that of the service's clock, and of the races to come: providers keep their own calendars. */
  #days({ now: at, races }, filters) {
    const dates = this.date ? [this.date] : [...new Set([at.slice(0, 10), ...races.map(race => race.date)])].toSorted();
    return Promise.all(dates.map(date => get('/horse/meetings', { ...filters, date })));
  }

  updated() {
    const { data } = this.#feed;
    if (data && now() - Date.parse(data.next.now) > STALE && performance.now() - this.#asked > AT_MOST_EVERY) this.#feed.again();
  }

  render() {
    return html`
      <h1>Horses</h1>
      <form class="filters" @submit=${event => event.preventDefault()}>
        <label>Country <select @change=${event => { this.country = event.target.value; }}>
          <option value="">All</option>
          ${[...this.#countries].toSorted().map(country => html`
            <option ?selected=${country === this.country}>${country}</option>`)}</select></label>
        <label>Type <select @change=${event => { this.type = event.target.value; }}>
          <option value="">All</option>
          ${TYPES.map(name => html`<option value=${name} ?selected=${name === this.type}>${type(name)}</option>`)}</select></label>
        <label>Day <input type="date" .value=${this.date || this.#feed.data?.next.now.slice(0, 10) || ''}
          @change=${event => { this.date = event.target.value; }}></label>
      </form>
      <section class="panel next-to-go" aria-labelledby="next-title">
        <h2 id="next-title">Next to go</h2>
        ${this.#races()}
      </section>
      <section class="meetings" aria-labelledby="day-title">
        <h2 id="day-title">Meetings of the day</h2>
        ${this.#meetings()}
      </section>`;
  }

  #races() {
    const { data, problem } = this.#feed;
    if (!data) return html`<p class="empty">${problem?.message ?? 'Loading …'}</p>`;
    const { races } = data.next;
    if (!races.length) return html`<p class="empty">No race that is followed waits for its start${
      this.country || this.type ? ' here' : ''}. Races appear with the day's cards of the providers that the operator has set up.</p>`;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Races next to go"><table>
        <thead><tr><th scope="col" class="n">Starts</th><th scope="col">Race</th><th scope="col">Course</th>
          <th scope="col" class="wide">Type</th><th scope="col" class="wide">Country</th><th scope="col">Status</th>
          <th scope="col" class="wide">From</th></tr></thead>
        <tbody>${repeat(races, race => race.raceId, race => html`
          <tr>
            <td class="n"><strong>${starts(race.advertisedStart)}</strong><br><time
              datetime=${race.advertisedStart}>${timeOfDay(race.advertisedStart)}</time></td>
            <th scope="row"><a href="#/horses/${race.raceId}">${raceName(race)}</a></th>
            <td>${race.meeting}</td><td class="wide">${type(race.type)}</td><td class="wide">${race.country}</td>
            <td>${standing(race.status)}${protestMark(race)}</td><td class="wide">${provider(race.provider)}</td>
          </tr>`)}</tbody>
      </table></div>`;
  }

  #meetings() {
    const { data } = this.#feed;
    if (!data) return nothing;
    const meetings = data.days.flatMap(day => day.meetings).toSorted((a, b) => nextStart(a) - nextStart(b));
    if (!meetings.length) return html`<p class="empty">No meeting of ${data.days.map(day => day.date).join(' or ')} is known${
      this.country || this.type ? ' with these filters' : ''}. Choose another day.</p>`;
    return html`<div class="cards">${repeat(meetings, meeting => meeting.meetingId, meeting => html`
      <article class="panel">
        <h3>${meeting.name}
          <small>${type(meeting.type)}, ${meeting.country}, ${count(meeting.races.length, 'race')},
            from ${provider(meeting.provider)}</small></h3>
        <ol>${meeting.races.map(race => html`
          <li><a href="#/horses/${race.raceId}" title=${race.name}>${race.number
            ? html`<span class="number">R${race.number}</span>` : nothing}
            <time datetime=${race.advertisedStart}>${timeOfDay(race.advertisedStart)}</time>${sign(race.status)}<span
              class="visually-hidden"> ${race.name}</span></a></li>`)}</ol>
      </article>`)}</div>`;
  }
}

/** Where there is something to come stands first. */
const nextStart = ({ races }) => Date.parse(races.find(race => race.simpleStatus === 'scheduled')?.advertisedStart ?? '9999-01-01');

/** By the service's clock; overdue races are still shown for a while. */
function starts(at) {
  if (now() === null) return nothing;
  const left = Date.parse(at) - now();
  return left >= 0 ? `in ${span(left)}` : `${span(left)} late`;
}

customElements.define('horses-page', HorsesPage);

import { html, nothing } from 'lit';
import { get } from '../../api.js';
import { now } from '../../clock.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { Ticking } from '../../ticking.js';
import { moment, span } from '../../words.js';
import { Pulse } from './pulse.js';
import { ago, bars, due, millis, percent, problemOf, state } from './words.js';

const WINDOWS = { hour: ['1 h ago', 'the last hour'], day: ['24 h ago', 'the last day'] };

/** Those who are asked: whether they answer, how often and how fast, and what is left of their limits. */
class OpsProviders extends Plain {
  static properties = { window: { state: true } };

  constructor() {
    super();
    this.window = 'hour';
    this.feed = new Feed(this, { ask: async () => (await get('/admin/traffic')).providers });
    new Pulse(this, { again: () => this.feed.again() });
    new Ticking(this);
  }

  render() {
    const providers = this.feed.data;
    return html`
      ${problemOf(this.feed)}
      <fieldset class="tabs" aria-label="Of when"><legend class="visually-hidden">Of when</legend>
        ${Object.entries(WINDOWS).map(([window, [, name]]) =>
          html`<button aria-pressed=${window === this.window} @click=${() => { this.window = window; }}>${name}</button>`)}</fieldset>
      ${!providers ? html`<p class="panel empty" aria-busy=${!this.feed.problem}>Asking for the providers</p>`
        : providers.length ? html`<div class="asked">${providers.map(provider => this.#provider(provider))}</div>`
          : html`<p class="panel empty">The fetcher does not answer just now. It is asked again.</p>`}`;
  }

  #provider({ source, answeredAt, failedAt, ...windows }) {
    const traffic = windows[this.window];
    const [from, name] = WINDOWS[this.window];
    const worked = traffic.requests - traffic.failures;
    return html`
      <section class="panel" aria-labelledby="provider-${source.provider}">
        <header><h2 id="provider-${source.provider}">${source.provider}</h2> ${state(source.state)}</header>
        <p class="what">${source.since ? html`since ${moment(source.since)}` : 'not asked since the start'}${source.reason
          ? html`: ${source.reason}` : nothing}${source.nextTry
          ? html`; asked again ${due(source.nextTry)}` : nothing}</p>
        ${bars([traffic.worked, traffic.failed], ['worked', 'failed'], `Requests in ${name}: ${worked} worked, ${traffic.failures} failed`)}
        <p class="scale"><span>${from}</span><span><span class="key failed">failed ${traffic.failures}</span></span><span>now</span></p>
        <dl class="figures">
          <div><dt>Requests</dt><dd>${traffic.requests}</dd></div>
          <div><dt>Worked</dt><dd>${percent(worked, traffic.requests)}</dd></div>
          <div><dt>Half took</dt><dd>${millis(traffic.p50Millis)}</dd></div>
          <div><dt>99 of 100 took</dt><dd>${millis(traffic.p99Millis)}</dd></div>
          <div><dt>Answered</dt><dd>${ago(answeredAt)}</dd></div>
          <div><dt>Failed</dt><dd>${failedAt ? ago(failedAt) : 'not in a day'}</dd></div>
        </dl>
        <h3>Limits</h3>
        ${source.quota.length ? html`<ul class="quota">${source.quota.map(quota => this.#quota(source.provider, quota))}</ul>`
          : html`<p class="empty">It has none.</p>`}
      </section>`;
  }

  #quota(provider, { limit, calls, maximum, remaining, resets, status }) {
    const left = new Date(resets) - now();
    const text = `${remaining} of ${maximum} left`;
    return html`
      <li class=${status.toLowerCase()}>
        <span>${limit}</span>
        <meter min="0" max=${maximum} high=${maximum * 0.7} optimum="0" value=${Math.min(calls, maximum)}
          aria-label="Used of ${provider}'s limit ${limit}: ${calls} of ${maximum}"></meter>
        <span>${text}${status === 'OK' ? nothing
          : html` <strong>${status === 'WARNING' ? '▲ nearly used up' : '✕ used up'}</strong>`}</span>
        <small>${calls ? left > 0 ? `the next is free in ${span(left)}` : 'free now' : 'nothing used'}</small>
      </li>`;
  }
}

customElements.define('ops-providers', OpsProviders);

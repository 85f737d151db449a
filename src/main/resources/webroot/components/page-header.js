import { html } from 'lit';
import { pause } from '../actions.js';
import { now } from '../clock.js';
import { Component } from '../component.js';
import { state } from '../store.js';
import { clock, count, span, subject, until, zone } from '../words.js';

const CONNECTION = { live: 'Live', connecting: 'Connecting …', paused: 'Paused' };
const SOURCE = { up: ['●', 'answers'], limited: ['◑', 'limited'], down: ['○', 'unreachable'], unknown: ['◌', 'not asked yet'] };

class PageHeader extends Component {
  #ticking = 0;

  connectedCallback() {
    super.connectedCallback();
    this.#ticking = setInterval(() => document.hidden || this.requestUpdate(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  render() {
    const { status } = state;
    return html`
      <header class="masthead">
        <h1><img src="/icon.svg" alt="" width="30" height="30">Paddock</h1>
        <div class="clock">
          <time datetime=${status ? new Date(now()).toISOString() : ''}>${status ? clock(now()) : '…'}</time>
          <span class="mode">${status?.mode === 'demo' ? 'Replay clock' : 'Service clock'}${status ? `, ${zone(now())}` : ''}</span>
        </div>
        <div class="controls">
          <span class="connection ${state.connection}">${CONNECTION[state.connection]}</span>
          <button class="quiet" aria-pressed=${state.paused} @click=${() => pause(!state.paused)}>${state.paused ? 'Resume' : 'Pause'}<span class="wide"> updates</span></button>
          <button class="quiet theme" aria-label="Light or dark" title="Light or dark" @click=${this.#theme}>◐</button>
        </div>
      </header>
      ${status ? this.#strip(status) : ''}`;
  }

  #strip(status) {
    const { nextPoll, sources, counts } = status;
    return html`
      <dl class="strip">
        <div class="next"><dt>Next check</dt>
          <dd>${nextPoll ? html`<strong>${until(nextPoll.at, now())}</strong> ${subject(nextPoll.subject, state.season)}` : 'Nothing planned'}</dd></div>
        ${sources.map(source => this.#source(source))}
        <div><dt>Results</dt><dd>${count(counts.versions, 'version')}, ${count(counts.corrections, 'correction')}</dd></div>
        <div><dt>Game</dt><dd>${count(counts.teams, 'team')}, ${count(counts.notifications, 'notice')} sent</dd></div>
        <div><dt>Checks made</dt><dd>${count(counts.polls, 'check')}</dd></div>
      </dl>`;
  }

  #source({ provider, state: health, since, reason, nextTry }) {
    const [sign, word] = SOURCE[health] ?? SOURCE.unknown;
    return html`
      <div class="source ${health}"><dt>Source ${provider}</dt>
        <dd><span class="sign" aria-hidden="true">${sign}</span>${word}${since ? ` for ${span(now() - new Date(since))}` : ''}
          ${reason ? html`<small>${reason}${nextTry ? `, next try ${until(nextTry, now())}` : ''}</small>` : ''}</dd></div>`;
  }

  #theme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    dispatchEvent(new Event('themechange'));
  }
}

customElements.define('page-header', PageHeader);

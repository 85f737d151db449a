import { html, nothing } from 'lit';
import { now } from '../clock.js';
import { bringIntoSight, Component } from '../component.js';
import { pause } from '../live.js';
import { entrance } from '../places.js';
import { session } from '../session.js';
import { state } from '../store.js';
import { Ticking } from '../ticking.js';
import { clock, zone } from '../words.js';

const CONNECTION = { live: 'Live', connecting: 'Connecting …', paused: 'Paused' };

class PageHeader extends Component {
  constructor() {
    super();
    new Ticking(this);
    session.watch(() => this.requestUpdate());
  }

  render() {
    const { status } = state;
    return html`
      <header class="masthead">
        <a class="brand" href="#/"><img src="/icon.svg" alt="" width="30" height="30">Paddock</a>
        <div class="clock">
          <time datetime=${status ? new Date(now()).toISOString() : ''}>${status ? clock(now()) : '…'}</time>
          <span class="mode">${status?.mode === 'demo' ? 'Replay clock' : 'Service clock'}${status ? `, ${zone(now())}` : ''}</span>
        </div>
        <div class="controls">
          <span class="connection ${state.connection}">${CONNECTION[state.connection]}</span>
          <button class="quiet" aria-pressed=${state.paused} @click=${() => pause(!state.paused)}>${state.paused ? 'Resume' : 'Pause'}<span
            class="wide"> updates</span></button>
          <button class="quiet theme" aria-label="Light or dark" title="Light or dark" @click=${this.#theme}>◐</button>
        </div>
      </header>
      <nav class="places" aria-label="Places">${this.#places().map(([path, name, pages]) => html`
        <a href="#${path}" aria-current=${pages.includes(state.page) ? 'page' : nothing}>${name}${path === '/notifications' && state.unread
          ? html` <span class="unread">${state.unread}<span class="visually-hidden"> unread</span></span>` : nothing}</a>`)}</nav>`;
  }

  updated() {
    bringIntoSight(this.querySelector('.places'));
  }

  #places() {
    const { user } = session;
    return [
      ...(user ? [['/', 'Home', ['home-page']]] : []),
      ['/season', 'Season', user ? ['season-page', 'race-page'] : ['home-page', 'season-page', 'race-page']],
      ...(user ? [['/teams', 'Teams', ['teams-page', 'team-page']]] : []),
      ['/leagues', 'Leagues', ['leagues-page', 'league-page', 'join-page']],
      ['/horses', 'Horses', ['horses-page', 'horse-race-page']],
      ...(user?.role === 'admin' ? [['/ops', 'Operations', ['ops-page']]] : []),
      ...(user ? [['/notifications', 'Notifications', ['notifications-page']], ['/account', user.name, ['account-page']]]
        : [[entrance('login').slice(1), 'Log in', ['login-page', 'forgot-page']],
          [entrance('signup').slice(1), 'Sign up', ['signup-page']]]),
    ];
  }

  #theme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    dispatchEvent(new Event('themechange'));
  }
}

customElements.define('page-header', PageHeader);

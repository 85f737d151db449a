import { html, nothing } from 'lit';
import { html as still, unsafeStatic } from 'lit/static-html.js';
import { Component } from './component.js';
import { goLive } from './live.js';
import { dress, here, load, loadFirst } from './router.js';
import { say } from './said.js';
import { session } from './session.js';
import { change, state } from './store.js';
import { watchStatus } from './status.js';
import { watchUnread } from './unread.js';
import './components/page-header.js';
import './components/live-announcer.js';
import './components/page-notice.js';

/** The shell: header, the page that the address names, and what is said. */
class PaddockPage extends Component {
  static properties = { shown: { state: true } };

  constructor() {
    super();
    this.shown = null;
    addEventListener('hashchange', () => this.#turn());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#turn();
  }

  async #turn() {
    // An address of the time when there was one page: a race of the season.
    if (/^#\d{4}-/.test(location.hash)) history.replaceState(null, '', `#/season/${location.hash.slice(1)}`);
    const next = here();
    try {
      await load(next.page);
    } catch {
      say('This page could not be loaded. Is there a connection?', { bad: true });
      return;
    }
    if (next.page !== here().page) return;
    const moved = this.shown && this.shown.page !== next.page;
    dress(next.page);
    this.shown = next;
    document.title = next.title === 'Paddock' ? next.title : `${next.title} · Paddock`;
    change({ page: next.page });
    if (!moved) return;
    // Who reads with a screen reader or the keyboard goes on at the top of the new page.
    await this.updateComplete;
    scrollTo(0, 0);
    this.querySelector('main').focus({ preventScroll: true });
  }

  render() {
    const { shown } = this;
    return html`
      <a class="skip" href="#content" @click=${this.#skip}>To the content</a>
      <page-header></page-header>
      ${state.problem ? html`<p class="problem" role="status"><strong>Not up to date.</strong> ${state.problem}</p>` : nothing}
      <main tabindex="-1">${shown ? still`<${unsafeStatic(shown.page)} .parameters=${shown.parameters}
        .part=${shown.part}></${unsafeStatic(shown.page)}>` : nothing}</main>
      <footer>Results as published by the sources named with them; every version kept. <a href="/api/v1/openapi.json">The API</a></footer>
      <page-notice></page-notice>
      <live-announcer></live-announcer>`;
  }

  #skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}

await Promise.all([session.find(), loadFirst()]);
customElements.define('paddock-page', PaddockPage);
watchStatus();
// What is there is drawn before more is asked for.
setTimeout(() => {
  watchUnread();
  goLive();
});

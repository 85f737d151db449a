import { html, nothing } from 'lit';
import { Page } from '../component.js';
import { dress, load } from '../router.js';
import { session } from '../session.js';

/** What is met first: by who is logged in his dashboard, by a stranger the season. */
class HomePage extends Page {
  static properties = { loaded: { state: true } };

  constructor() {
    super();
    this.loaded = new Set();
  }

  get #shown() {
    return session.user ? 'dashboard-page' : 'season-page';
  }

  willUpdate() {
    const page = this.#shown;
    if (this.loaded.has(page)) dress('home-page', page);
    else load(page).then(() => { this.loaded = new Set([...this.loaded, page]); });
  }

  render() {
    if (!this.loaded.has(this.#shown)) return nothing;
    return session.user ? html`<dashboard-page></dashboard-page>` : html`<season-page></season-page>`;
  }
}

customElements.define('home-page', HomePage);

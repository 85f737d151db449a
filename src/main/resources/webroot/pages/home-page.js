import { html, nothing } from 'lit';
import { Page } from '../component.js';
import { load } from '../router.js';

/** What is met first: the season. */
class HomePage extends Page {
  static properties = { ready: { state: true } };

  constructor() {
    super();
    this.ready = false;
    load('season-page').then(() => { this.ready = true; });
  }

  render() {
    return this.ready ? html`<season-page></season-page>` : nothing;
  }
}

customElements.define('home-page', HomePage);

import { html } from 'lit';
import { Page } from '../component.js';

class MissingPage extends Page {
  render() {
    return html`<section class="panel"><h1>Nothing here</h1>
      <p>There is no page at this address. <a href="#/">To the beginning</a></p></section>`;
  }
}

customElements.define('missing-page', MissingPage);

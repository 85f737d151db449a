import { html } from 'lit';
import { begin } from './actions.js';
import { Component } from './component.js';
import { state } from './store.js';
import './components/page-header.js';
import './components/race-calendar.js';
import './components/race-view.js';
import './components/race-corrections.js';
import './components/leader-board.js';
import './components/points-chart.js';
import './components/event-log.js';
import './components/team-dialog.js';
import './components/live-announcer.js';

class PaddockPage extends Component {
  render() {
    return html`
      <page-header></page-header>
      ${state.problem ? html`<p class="problem" role="status"><strong>Not up to date.</strong> ${state.problem}</p>` : ''}
      <main>
        <race-calendar></race-calendar>
        <div class="track">
          <race-view></race-view>
          <race-corrections></race-corrections>
          <event-log></event-log>
        </div>
        <div class="stand">
          <leader-board></leader-board>
          <points-chart></points-chart>
        </div>
      </main>
      <footer>Results as published by the sources named with them; every version kept. <a href="/api/v1/openapi.json">The API</a></footer>
      <team-dialog></team-dialog>
      <live-announcer></live-announcer>`;
  }
}

customElements.define('paddock-page', PaddockPage);
begin();

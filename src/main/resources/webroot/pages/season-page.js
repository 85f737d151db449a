import { html } from 'lit';
import { begin } from '../actions.js';
import { Page } from '../component.js';
import { state, Watch } from '../store.js';
import '../components/status-strip.js';
import '../components/race-calendar.js';
import '../components/race-view.js';
import '../components/race-corrections.js';
import '../components/leader-board.js';
import '../components/points-chart.js';
import '../components/event-log.js';

/** The season at one look: its calendar, a race and what became of its result, who leads, what the service does. */
class SeasonPage extends Page {
  #leave;

  constructor() {
    super();
    new Watch(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#leave = begin();
  }

  disconnectedCallback() {
    this.#leave();
    super.disconnectedCallback();
  }

  render() {
    return html`
      <h1 class="visually-hidden">The season</h1>
      ${state.ready ? this.#season() : html`<p class="empty" aria-busy="true">The season is being fetched.</p>`}`;
  }

  #season() {
    return html`
      <status-strip></status-strip>
      <div class="season">
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
      </div>
      <team-dialog></team-dialog>`;
  }
}

customElements.define('season-page', SeasonPage);

import { html, nothing } from 'lit';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import './missing-data.js';

/** One of the race's views: shows what `ask` answers about the session, again when something of the race was stored or imported. */
export class SessionView extends Plain {
  static properties = { race: { attribute: false }, session: { attribute: false } };

  constructor() {
    super();
    this.feed = new Feed(this, { ask: () => this.ask(), topics: () => [`push.race.${this.race.raceId}`, 'push.imports'] });
  }

  willUpdate(changed) {
    const before = changed.get('session');
    if (!before) return;
    const { sessionId, version, phase } = this.session;
    if (before.sessionId !== sessionId) {
      this.feed.data = null;
      this.turned();
    } else if (before.version === version && before.phase === phase) return;
    this.feed.again();
  }

  /** Another session is looked at: what was chosen in the last one means nothing here. */
  turned() {}

  render() {
    const { data, problem } = this.feed;
    if (!data) return problem ? html`<p class="empty">${problem.message}</p>`
        : html`<p class="empty waiting" aria-busy="true">Loading …</p>`;
    return html`${problem ? html`<p class="note">Not up to date: ${problem.message}</p>` : nothing}${this.show(data)}`;
  }

  /** Instead of an empty chart. @param kinds of data, such as laps, that the view is made of @param reason of the service */
  missing(kinds, reason) {
    return html`<missing-data .race=${this.race} .session=${this.session} .kinds=${kinds} .reason=${reason}></missing-data>`;
  }
}

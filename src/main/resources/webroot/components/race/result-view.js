import { html, nothing } from 'lit';
import { api } from '../../api.js';
import { count, moment } from '../../words.js';
import { resultTable } from '../result-table.js';
import { listOf } from './session-data.js';
import { SessionView } from './session-view.js';
import { timesTable } from './times-table.js';

/** A session's result in any of its versions, beside any other; where there is no official one, what follows from the laps. */
class ResultView extends SessionView {
  static properties = { version: { state: true }, against: { state: true } };

  constructor() {
    super();
    this.turned();
  }

  turned() {
    this.version = null;
    this.against = null;
  }

  async ask() {
    const { race: { raceId }, session: { code, version, sessionId } } = this;
    if (!version) return { computed: await listOf(sessionId, 'results') };
    const [versions, results] = await Promise.all([api.versions(raceId, code), api.results(raceId, code, this.version ?? undefined)]);
    const against = this.against ?? results.version - 1;
    const diff = against > 0 && against !== results.version ? await api.diff(raceId, code, against, results.version) : null;
    return { versions: versions.versions, results, diff };
  }

  show({ versions, results, diff, computed }) {
    if (computed) return this.#computed(computed);
    return html`${this.#picker(versions, results, diff)}${resultTable(results, diff)}${this.#skipped(results)}`;
  }

  #computed({ rows, missing }) {
    if (missing) return this.missing(['results'], missing);
    return html`<p class="note">Nothing official is published of this session. Computed from the laps as they were timed:
      penalties are not in them.</p>${timesTable(rows)}`;
  }

  #picker(versions, results, diff) {
    const about = versions.find(v => v.version === results.version);
    return html`
      <div class="versions">
        <label>Version
          <select @change=${e => this.#choose(Number(e.target.value), null)}>${versions.map(v => html`
            <option value=${v.version} .selected=${v.version === results.version}>v${v.version}, ${moment(v.fetchedAt)}</option>`)}
          </select></label>
        ${versions.length > 1 ? html`
          <label>Compared with
            <select @change=${e => this.#choose(this.version, Number(e.target.value))}>
              <option value="0" .selected=${!diff}>nothing</option>
              ${versions.filter(v => v.version !== results.version).map(v => html`
                <option value=${v.version} .selected=${v.version === diff?.from}>v${v.version}</option>`)}
            </select></label>` : nothing}
        <p>From ${about?.source === 'admin' ? 'an administrator' : results.source}, <abbr
          title="SHA-256 of the rows: ${results.hash}">${results.hash.slice(0, 8)}</abbr>${
          about?.reason ? html`: “${about.reason}”` : nothing}${diff
            ? html`. <strong>${count(diff.changes.length, 'difference')} from v${diff.from}</strong>` : nothing}</p>
      </div>`;
  }

  #choose(version, against) {
    this.version = version;
    this.against = against;
    this.feed.again();
  }

  #skipped({ skipped }) {
    return skipped.length ? html`<p class="note">Left out: ${skipped.map(s => `${s.car} (${s.reason})`).join(', ')}</p>` : nothing;
  }
}

customElements.define('result-view', ResultView);

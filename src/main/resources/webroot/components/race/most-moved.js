import { html, nothing } from 'lit';
import { api } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { count, points, signed } from '../../words.js';
import { step } from './moves.js';

const SHOWN = 10;

/** The teams that a correction moved most. */
class MostMoved extends Plain {
  static properties = { raceId: {}, correction: { attribute: false } };

  constructor() {
    super();
    this.feed = new Feed(this, { ask: () => api.impact(this.raceId, this.correction.session, this.correction.toVersion, SHOWN) });
  }

  render() {
    const { data, problem } = this.feed;
    if (!data) return problem ? html`<p class="empty">${problem.message}</p>` : html`<p class="empty" aria-busy="true">Loading …</p>`;
    if (!data.teams.length) return nothing;
    return html`
      <h4>Teams that moved most</h4>
      <p>${count(data.gained, 'team')} gained points and ${points(data.lost)} lost; ${points(data.up)} went up and
        ${points(data.down)} down.</p>
      <div class="scroll" tabindex="0" role="group" aria-label="Teams that moved most"><table>
        <thead><tr><th scope="col">Team</th><th scope="col" class="n">Before</th><th scope="col" class="n">After</th>
          <th scope="col" class="n">Change</th><th scope="col" class="n">Rank</th></tr></thead>
        <tbody>${data.teams.map(t => html`
          <tr><th scope="row"><a href="#/teams/${t.teamId}">${t.team}</a> <small>${t.player}</small></th>
            <td class="n">${points(t.before)}</td><td class="n">${points(t.after)}</td>
            <td class="n"><span class=${t.delta > 0 ? 'gain' : 'loss'}>${signed(t.delta)}</span></td>
            <td class="n">${step(t.rankBefore, t.rankAfter)}</td></tr>`)}</tbody>
      </table></div>
      ${data.total > data.teams.length ? html`<p class="note">The first ${data.teams.length} of ${count(data.total, 'team')}.</p>`
        : nothing}`;
  }
}

customElements.define('most-moved', MostMoved);

import { html, nothing } from 'lit';
import { find } from '../api.js';
import { Plain } from '../component.js';
import { Feed } from '../feed.js';
import { go, query } from '../router.js';
import { boardName } from '../rulewords.js';
import { scoreLines, scoreSource } from '../score-lines.js';
import { moment, points, session, shortName, signed } from '../words.js';
import { badge } from './state-badge.js';

/** Why a team has what it has in a round: every line, every version, and what each change of a result did to it. */
class TeamScores extends Plain {
  static properties = Object.fromEntries(['team', 'rounds', 'asked'].map(name => [name, { attribute: false }]));

  #feed = new Feed(this, {
    ask: async () => {
      const raceId = this.#raceId;
      if (!raceId) return { raceId };
      const path = `/teams/${this.team.teamId}/scores/${raceId}`;
      const [explanation, history] = await Promise.all([find(path, { version: query().get('version') ?? undefined }),
        find(`${path}/history`)]);
      return { raceId, explanation, history: history?.history ?? [] };
    },
    topics: data => (data?.raceId ? [`push.race.${data.raceId}`, `push.board.${boardName(`round-${data.raceId}`, this.team)}`] : []),
  });

  get #raceId() {
    return query().get('race') ?? this.rounds.at(-1)?.raceId ?? null;
  }

  willUpdate(changed) {
    if (this.hasUpdated && (changed.has('asked') || changed.has('team'))) this.#feed.again();
  }

  #show(raceId, version) {
    go(`/teams/${this.team.teamId}/scores?race=${raceId}${version ? `&version=${version}` : ''}`);
  }

  render() {
    const { data } = this.#feed;
    if (!this.rounds.length) return html`<p class="empty">No round was scored for this team yet. The first points come when a
      result does.</p>`;
    return html`
      <div class="scores">
        <section class="panel" aria-labelledby="score-title">
          <header><h2 id="score-title">Line by line</h2>${this.#choices(data)}</header>
          ${data?.explanation ? this.#explanation(data.explanation)
            : html`<p class="empty waiting">${data ? 'Nothing was scored for the team in this round.' : 'Loading …'}</p>`}
        </section>
        <section class="panel" aria-labelledby="changes-title">
          <h2 id="changes-title">How it came to be</h2>
          ${data?.history?.length ? html`
            <ol class="history" reversed>${data.history.toReversed().map(entry => this.#entry(entry, data))}</ol>`
            : html`<p class="empty">Nothing yet.</p>`}
        </section>
      </div>`;
  }

  #choices(data) {
    const raceId = this.#raceId;
    const of = data?.explanation?.of ?? 1;
    return html`
      <div class="choices">
        <label>Round <select @change=${e => this.#show(e.target.value)}>${this.rounds.toReversed().map(r => html`
          <option value=${r.raceId}
            ?selected=${r.raceId === raceId}>${r.round}. ${shortName(r.race)}: ${points(r.points)}</option>`)}</select></label>
        ${of > 1 ? html`<label>Version <select
          @change=${e => this.#show(raceId, Number(e.target.value) === of ? null : e.target.value)}>
          ${Array.from({ length: of }, (_, i) => of - i).map(v => html`
          <option value=${v} ?selected=${v === data.explanation.version}>${v}${
            v === of ? ', as it stands' : ''}</option>`)}</select></label>` : nothing}
      </div>`;
  }

  #explanation(explanation) {
    return html`
      <p class="standing"><strong>${points(explanation.points)}</strong> points ${badge(explanation.state)}
        ${explanation.version < explanation.of ? html`<span>as it was from ${moment(explanation.scoredAt)} on</span>`
          : html`<span>scored ${moment(explanation.scoredAt)}</span>`}</p>
      ${scoreLines(explanation.lines, explanation.points)}
      <p class="note">${scoreSource(explanation)} Rule text ${explanation.ruleHash.slice(0, 12)}.</p>`;
  }

  #entry(entry, { raceId }) {
    const corrected = entry.versionBefore !== undefined;
    return html`
      <li class=${corrected ? 'corrected' : ''}>
        <p><a href="#/teams/${this.team.teamId}/scores?race=${raceId}&version=${entry.version}">${session(entry.session)} ${corrected
          ? `v${entry.versionBefore} → v${entry.versionAfter}: corrected` : `v${entry.versionAfter}: first result`}</a>
          <time datetime=${entry.at}>${moment(entry.at)}</time></p>
        <p class="did"><strong class=${entry.delta > 0 ? 'gain' : entry.delta < 0 ? 'loss' : ''}>${entry.delta ? signed(entry.delta)
          : 'no change'}</strong>
          <span>${points(entry.before)} → ${points(entry.after)}</span></p>
        ${entry.changes.length ? html`<ul class="changes">${entry.changes.map(change => html`
          <li>${change.driver}: ${change.what} ${change.from || '–'} → ${change.to || '–'}</li>`)}</ul>` : nothing}
        <p class="note">${entry.source === 'admin' ? 'Entered by an administrator' : `Published by ${entry.source}`},
          seen ${moment(entry.publishedAt)}.${entry.reason ? ` Reason: ${entry.reason}` : ''}</p>
      </li>`;
  }
}

customElements.define('team-scores', TeamScores);

import { html, nothing } from 'lit';
import { api, find } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { moment, points, session, shortName, signed } from '../../words.js';
import { scoreLines, scoreSource } from '../../score-lines.js';

/**
 * Why a team has its points: a round's lines, and every change of them with its cause. Of `raceId`, else the latest; asked again when
 * `board` moves.
 */
class ScoreStory extends Plain {
  static properties = { teamId: { attribute: false }, raceId: { attribute: false }, board: { attribute: false }, chosen: { state: true } };
  #feed = new Feed(this, {
    ask: async () => {
      const rounds = (await api.scores(this.teamId))?.rounds ?? [];
      const shown = rounds.find(round => round.raceId === (this.chosen ?? this.raceId)) ?? rounds.at(-1);
      if (!shown) return { rounds };
      const [explanation, told] = await Promise.all([api.explanation(this.teamId, shown.raceId),
        find(`/teams/${this.teamId}/scores/${shown.raceId}/history`)]);
      return { rounds, shown, explanation, history: told?.history ?? [] };
    },
    topics: () => (this.board ? [`push.board.${this.board}`] : []),
  });

  constructor() {
    super();
    this.chosen = null;
  }

  willUpdate(changed) {
    if (this.hasUpdated && (changed.has('raceId') || changed.has('chosen') || changed.has('teamId'))) this.#feed.again();
  }

  render() {
    const { data, problem } = this.#feed;
    if (!data) return html`<p class="empty">${problem?.message ?? 'Loading …'}</p>`;
    const { rounds, shown, explanation, history } = data;
    if (!shown) return html`<p class="empty">Nothing scored yet.</p>`;
    return html`
      <p class="round"><label>Round <select @change=${event => { this.chosen = event.target.value; }}>
        ${rounds.toReversed().map(round => html`
          <option value=${round.raceId}
            ?selected=${round === shown}>${round.round}. ${shortName(round.race)}: ${points(round.points)}</option>`)}</select></label>
        <a href="#/teams/${this.teamId}">The team’s page</a></p>
      ${explanation ? html`${scoreLines(explanation.lines, explanation.points)}<p class="note">${scoreSource(explanation)}</p>`
        : html`<p class="empty">Had no line-up in this round.</p>`}
      ${history.length ? html`
        <h3>How it came to that</h3>
        <ol class="causes">${history.map(cause)}</ol>` : nothing}`;
  }
}

const cause = ({ at, session: code, versionBefore, versionAfter, source, reason, before, after, delta, changes }) => html`
  <li><time datetime=${at}>${moment(at)}</time>
    ${session(code)} ${versionBefore ? html`v${versionBefore} → v${versionAfter}` : `v${versionAfter}`} from ${source}:
    ${points(before)} → <strong>${points(after)}</strong> <span
      class=${delta > 0 ? 'gain' : delta < 0 ? 'loss' : ''}>(${signed(delta)})</span>${
      reason ? html`, “${reason}”` : nothing}
    ${versionBefore && changes.length ? html`<small>${changes.map(said).join('; ')}</small>` : nothing}</li>`;

const said = ({ driver, what, from, to }) => `${driver}: ${what} ${from ?? '–'} → ${to ?? '–'}`;

customElements.define('score-story', ScoreStory);

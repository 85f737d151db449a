import { html, nothing } from 'lit';
import { act, read } from '../api.js';
import { hearTime, now } from '../clock.js';
import { Page } from '../component.js';
import { Feed } from '../feed.js';
import { announce, attempt } from '../said.js';
import { session } from '../session.js';
import { Ticking } from '../ticking.js';
import { tellUnread } from '../unread.js';
import { count, day, moment, points, session as sessionName, shortName, signed, until } from '../words.js';
import { move } from '../components/rank-move.js';
import { badge } from '../components/state-badge.js';

const HOUR = 3_600_000;

/** What somebody wants to know first, from one request. */
class DashboardPage extends Page {
  #feed = new Feed(this, {
    ask: () => this.#ask(),
    topics: dashboard => topics(dashboard),
  });

  constructor() {
    super();
    new Ticking(this);
  }

  async #ask() {
    if (!session.user) return null;
    const answer = await read('/me/dashboard');
    hearTime(answer.body.serverTime, undefined, answer.heardAt);
    tellUnread(answer.body.unread);
    changes(this.#feed.data, answer.body).forEach(announce);
    return answer.body;
  }

  render() {
    const { data, problem } = this.#feed;
    return html`
      <h1 class="visually-hidden">Your dashboard</h1>
      ${data ? this.#warning(data) : nothing}
      ${this.#account(session.user)}
      ${data ? this.#shown(data) : html`<section class="panel waiting" aria-busy=${!problem}>${problem
        ? html`<p>Your dashboard cannot be shown: ${problem.message}</p>
          <p class="deeds"><button class="quiet" @click=${() => this.#feed.again()}>Try again</button></p>` : nothing}</section>`}`;
  }

  /** Somebody whose line-up is missing an hour before the lock hears of it at once. */
  #warning({ next, teams }) {
    const left = next ? new Date(next.lockAt) - now() : 0;
    const unready = teams.filter(team => team.lineup && !team.lineup.complete);
    if (!next || left <= 0 || left > HOUR || !unready.length) return html`<div role="alert" class="alarm"></div>`;
    return html`
      <div role="alert" class="alarm"><p><strong>Line-ups for ${shortName(next.race)} lock at ${moment(next.lockAt)}.</strong>
        ${unready.map(({ team, teamId, lineup }) => html`<a href="#/teams/${teamId}/edit">${lineup.stands
          ? `${team} has somebody in it who will hardly race: ${lineup.absent.join(', ')}.` : `${team} has no line-up.`}</a> `)}</p></div>`;
  }

  #account(user) {
    if (user?.deleteAt) return html`
      <p class="note account">Your account will be forgotten on ${day(user.deleteAt)}. <a href="#/account/data">Keep it</a></p>`;
    if (user && !user.verified) return html`
      <p class="note account">Is ${user.email} yours? Open the link that was mailed there; until then you cannot found leagues and
        get no mail. <button class="link"
          @click=${() => attempt(() => act('POST', '/me/verification'), 'A mail is on its way.')}>Mail it again</button></p>`;
    return nothing;
  }

  #shown(data) {
    return html`
      <div class="dashboard">
        <div class="column">
          ${this.#lock(data)}
          ${data.teams.length && data.leagues.length ? nothing : this.#steps(data)}
          ${data.teams.map(team => this.#team(team, data.next))}
        </div>
        <div class="column">
          ${data.race ? this.#race(data.race) : nothing}
          ${this.#leagues(data)}
          ${this.#notifications(data)}
        </div>
      </div>`;
  }

  #lock({ next, season }) {
    if (!next) return html`
      <section class="panel lock"><h2>Next lock</h2><p class="empty">No race of ${season} is left to pick for.</p></section>`;
    return html`
      <section class="panel lock" aria-labelledby="lock-title">
        <h2 id="lock-title">Next lock</h2>
        <p><span class="race"><a href="#/races/${next.raceId}">${next.race}</a>, round ${next.round}</span>
          <strong class="left">${until(next.lockAt, now())}</strong>
          <time datetime=${next.lockAt}>${moment(next.lockAt)}</time></p>
      </section>`;
  }

  #steps({ teams, leagues, next }) {
    const steps = [
      [session.user.verified, html`Open the link that was mailed to ${session.user.email}`],
      [teams.length > 0, html`<a href="#/teams">Make a team</a>`],
      [teams.some(team => team.lineup?.stands), html`Pick five drivers${next ? ` before ${shortName(next.race)} locks` : nothing}${
        teams.length ? html`: <a href="#/teams/${teams[0].teamId}/edit">${teams[0].team}</a>` : nothing}`],
      [leagues.length > 0, html`<a href="#/leagues">Join a league</a>, or found one`],
    ];
    return html`
      <section class="panel steps" aria-labelledby="steps-title">
        <h2 id="steps-title">First steps</h2>
        <ol>${steps.map(([done, step]) => html`
          <li class=${done ? 'done' : ''}>${done ? html`<span class="visually-hidden">Done: </span>` : nothing}${step}</li>`)}</ol>
      </section>`;
  }

  #team(team, next) {
    return html`
      <section class="panel team-card" aria-labelledby="team-${team.teamId}">
        <header><h2 id="team-${team.teamId}"><a href="#/teams/${team.teamId}">${team.team}</a></h2>
          <p class="standing">${team.rank ? html`<strong>${points(team.rank)}</strong> of
            ${points(team.ranked)} ${move(team)}` : 'Not ranked yet'}</p></header>
        <dl>
          <div><dt>Season</dt><dd><strong>${points(team.points)}</strong> points</dd></div>
          <div><dt>Last score</dt><dd>${team.last ? html`<strong>${points(team.last.points)}</strong> in
            <a href="#/teams/${team.teamId}">${shortName(team.last.race)}</a>, rank ${points(team.last.rank)}` : 'Nothing yet'}</dd></div>
          ${team.corrected ? corrected(team.corrected) : nothing}
          ${next && team.lineup ? this.#lineup(team, next) : nothing}
        </dl>
      </section>`;
  }

  #lineup({ teamId, lineup }, next) {
    const [state, sign, words] = !lineup.stands ? ['missing', '✕', 'No line-up'] : lineup.complete ? ['ready', '✓', 'Line-up stands']
      : ['doubtful', '!', `Will hardly race: ${lineup.absent.join(', ')}`];
    return html`<div class="lineup ${state}"><dt>${shortName(next.race)}</dt>
      <dd><span class="sign" aria-hidden="true">${sign}</span> ${words}
        <a href="#/teams/${teamId}/edit">${lineup.stands ? 'Change it' : 'Pick now'}</a></dd></div>`;
  }

  #race(race) {
    return html`
      <section class="panel under-way" aria-labelledby="race-title">
        <header><h2 id="race-title"><a href="#/races/${race.raceId}">${race.race}</a></h2>${badge(race.state, race.version)}</header>
        <dl>
          ${race.live ? html`<div><dt>Now</dt><dd><strong>${sessionName(race.live)}</strong></dd></div>` : nothing}
          ${race.next ? html`<div><dt>${sessionName(race.next.session)}</dt><dd>${until(race.next.at, now())}</dd></div>` : nothing}
          ${race.check ? html`<div><dt>Next check</dt>
            <dd><strong>${until(race.check.at, now())}</strong> ${sessionName(race.check.session)}</dd></div>` : nothing}
        </dl>
      </section>`;
  }

  #leagues({ leagues, leagueCount, teams }) {
    return html`
      <section class="panel leagues" aria-labelledby="leagues-title">
        <header><h2 id="leagues-title">Your leagues</h2><a href="#/leagues">All leagues</a></header>
        ${leagues.length ? html`
          <div class="scroll" tabindex="0" role="region" aria-label="Your ranks"><table>
            <thead><tr><th scope="col">League</th><th scope="col" class="n">Rank</th>
              <th scope="col"><span class="visually-hidden">Moved</span></th><th scope="col" class="n">Points</th></tr></thead>
            <tbody>${leagues.map(league => html`
              <tr><th scope="row"><a href="#/leagues/${league.leagueId}">${league.league}</a>${teams.length > 1
                ? html` <small>${league.team}</small>` : nothing}</th>
                <td class="n">${league.rank ? html`<strong>${league.rank}</strong> of ${points(league.ranked)}` : '–'}</td>
                <td>${move(league)}</td>
                <td class="n">${league.points === undefined ? '–' : points(league.points)}</td></tr>`)}</tbody></table></div>
          ${leagueCount > leagues.length ? html`
            <p class="note"><a href="#/leagues">And ${count(leagueCount - leagues.length, 'more league')}</a></p>` : nothing}`
          : html`<p class="empty">You are in no league yet. <a href="#/leagues">Join one, or found one</a>.</p>`}
      </section>`;
  }

  #notifications({ unread }) {
    return html`
      <section class="panel letters" aria-labelledby="letters-title">
        <header><h2 id="letters-title">Notifications</h2><a href="#/notifications">All notifications</a></header>
        <p class=${unread ? '' : 'empty'}>${unread
          ? html`<a href="#/notifications?unread"><strong>${count(unread, 'notification')}</strong> unread</a>` : 'Nothing unread.'}</p>
      </section>`;
  }
}

const corrected = ({ raceId, race, session, version, before, after }) => html`
  <div class="corrected"><dt>Corrected</dt>
    <dd><a href="#/races/${raceId}/corrections">${shortName(race)} · ${sessionName(session)}</a>, version ${version}:
      <del>${points(before)}</del> → <strong>${points(after)}</strong>
      <span class=${after > before ? 'gain' : 'loss'}>${signed(after - before)}</span></dd></div>`;

/** The reader's own, the boards that he is on, and the races that he waits for. */
function topics(dashboard) {
  const races = [dashboard?.race?.raceId, dashboard?.next?.raceId].filter(Boolean);
  return [
    ...(session.user ? [`push.user.${session.user.userId}`] : []),
    ...new Set(dashboard?.teams.map(team => `push.board.${team.board}`)),
    ...new Set(races.map(raceId => `push.race.${raceId}`)),
  ];
}

/** Scores that are others than before, in words. */
function changes(before, after) {
  if (!before) return [];
  return after.teams.flatMap(team => {
    const was = before.teams.find(known => known.teamId === team.teamId);
    return was && was.points !== team.points
      ? [`${team.team}: ${signed(team.points - was.points)} points, now ${points(team.points)}.`] : [];
  });
}

customElements.define('dashboard-page', DashboardPage);

// Leagues in words.

import { html, nothing } from 'lit';
import { ruleSetName } from '../../rulewords.js';
import { count } from '../../words.js';

export const rules = id => `${ruleSetName(id)} rules`;

/** Choices of who makes or changes a league. */
export const SIGHT = [['private', 'Its members only'], ['public', 'Everybody']];
export const DOOR = [['no', 'Whoever has a code, or finds it'], ['yes', 'I decide about each']];

/** What a league is, in a line. */
export const about = league => html`${league.visibility === 'private' ? 'Private' : 'Public'} · Season ${league.season} ·
  ${rules(league.ruleSet)} · ${league.size} of ${count(league.sizeCap, 'team')} · owned by
  ${league.owner}${league.startRound > 1 ? ` · counts from round ${league.startRound} on` : nothing}${
  league.approval ? ' · the owner decides who comes in' : nothing}`;

/** Those teams that may come into a league. */
export const fitting = (teams, league) => teams.filter(team => team.season === league.season && team.ruleSet === league.ruleSet);

/** What to do without such a team. */
export const noTeam = league => html`<p>You have no team of season ${league.season} that plays under ${rules(league.ruleSet).toLowerCase()}.
  <a href="#/teams">Make one first</a>, then come back.</p>`;

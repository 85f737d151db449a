// Leagues in words.

import { html, nothing } from 'lit';
import { count } from '../words.js';

export const RULES = { classic: 'Classic rules', gentle: 'Gentle rules', 'official-2026': 'Official rules of 2026' };
export const rules = id => RULES[id] ?? `Rules ${id}`;

/** What a league is, in a line. */
export const about = league => html`${league.visibility === 'private' ? 'Private' : 'Public'} · Season ${league.season} · ${rules(league.ruleSet)} ·
  ${league.size} of ${count(league.sizeCap, 'team')} · owned by ${league.owner}${league.startRound > 1 ? ` · counts from round ${league.startRound} on` : nothing}${
  league.approval ? ' · the owner decides who comes in' : nothing}`;

/** Those teams that may come into a league. */
export const fitting = (teams, league) => teams.filter(team => team.season === league.season && team.ruleSet === league.ruleSet);

/** What to do without such a team. */
export const noTeam = league => html`<p>You have no team of season ${league.season} that plays under ${rules(league.ruleSet).toLowerCase()}.
  <a href="#/teams">Make one first</a>, then come back.</p>`;

// Everything that changes what the page knows: first paint, what the reader chooses, what the service pushes.

import { api } from './api.js';
import { listen } from './live.js';
import { firstStatus, loadStatus, soonStatus } from './status.js';
import { loadPart } from './router.js';
import { announce } from './said.js';
import { change, observe, state } from './store.js';
import { entriesOf, fromPolls } from './log.js';
import { raceOf } from './words.js';

const ROWS = 20;
const NEWS = 20;
const CHECKS = 100;
const LOG_LENGTH = 200;
const CLIMBERS = 5;

/** The race under way is shown, until the reader has chosen one. */
let following = true;

/** What is listened to, by topic, with how to stop. */
const listening = new Map();

/** The page is shown from now on; answers how to leave it. */
export function begin() {
  const asked = chosen();
  following = !asked;
  addEventListener('hashchange', turn);
  const unfollow = observe(follow);
  hearOf(['push.polls']);
  attempt(refresh);
  return () => {
    removeEventListener('hashchange', turn);
    unfollow();
    waiting.forEach(clearTimeout);
    waiting.clear();
    listening.forEach(leave => leave());
    listening.clear();
  };
}

/** The race that the address names. */
const chosen = () => location.hash.match(/^#\/season\/([^/?]+)/)?.[1] ?? null;

const turn = () => open(chosen());

function hearOf(topics) {
  for (const topic of topics) if (!listening.has(topic)) listening.set(topic, listen(topic, { hear, missed }));
}

function leave(topic) {
  listening.get(topic)?.();
  listening.delete(topic);
}

const missed = () => soon('all', refresh, 50);

/** Everything again: cheap, because what did not change comes back as 304. At first it is all drawn at once, so that nothing jumps. */
async function refresh() {
  try {
    const log = begun(loadLog());
    await (state.ready ? loadStatus() : firstStatus());
    if (!state.raceId && !chosen()) change({ raceId: state.status?.race?.raceId ?? null });
    const race = state.raceId ? begun(loadRace()) : null;
    await loadSeason();
    await Promise.all([race ?? loadRace(), loadBoard(), log]);
  } finally {
    change({ ready: true });
  }
}

/** What is waited for later: if something else fails before, that is what the reader is told. */
function begun(question) {
  question.catch(() => {});
  return question;
}

let seen = null;

function follow() {
  const { status } = state;
  if (status === seen) return;
  seen = status;
  if (state.season && following && status?.race && status.race.raceId !== state.raceId) show(status.race.raceId);
}

async function loadSeason() {
  const year = state.status?.season ?? (await api.seasons()).seasons[0]?.year;
  if (!year) return;
  const season = await api.season(year);
  if (!season) return;
  const asked = chosen();
  const raceId = state.raceId
    ?? (season.races.some(r => r.raceId === asked) ? asked : state.status?.race?.raceId ?? season.races[0]?.raceId);
  change({ season, raceId });
  hearOf(season.races.map(r => `push.race.${r.raceId}`));
  hearOf([`push.board.season-${year}`]);
}

async function loadRace() {
  const { raceId, session } = state;
  if (!raceId) return;
  const [race, versions, corrections] = await Promise.all([api.race(raceId), api.versions(raceId, session), api.corrections(raceId)]);
  if (state.raceId !== raceId || state.session !== session) return;
  change({ race, versions, corrections });
  if (versions?.versions.length) await loadResult();
}

async function loadResult() {
  const { raceId, session, version } = state;
  const results = await api.results(raceId, session, version ?? undefined);
  const against = results && (state.against ?? results.version - 1);
  const diff = results && against > 0 && against !== results.version ? await api.diff(raceId, session, against, results.version) : null;
  if (state.raceId === raceId && state.session === session && state.version === version) change({ results, diff });
}

function boardName() {
  return state.boardKind === 'season' ? state.season && `season-${state.season.year}` : state.raceId && `round-${state.raceId}`;
}

/** Asking for what cannot be there yet only fills the reader's console. */
const scored = () => state.boardKind === 'season' ? state.status?.board
  : state.season.races.find(r => r.raceId === state.raceId).sessions.some(s => s.version > 0);

async function loadBoard() {
  const name = boardName();
  if (!name) return;
  const board = scored() ? await api.board(name, ROWS) : null;
  if (name !== boardName()) return;
  change({ board });
  if (state.boardKind === 'season' && board) soon('climbers', () => loadClimbers(board.rows.slice(0, CLIMBERS)), 300);
}

async function loadClimbers(rows) {
  const climbers = await Promise.all(rows.map(async row => ({ ...row, rounds: (await api.scores(row.teamId))?.rounds ?? [] })));
  change({ climbers });
}

/** What is news, or all checks for who wants to see them. */
async function loadLog() {
  const { quiet } = state;
  const { polls } = await api.polls(quiet ? CHECKS : NEWS, !quiet);
  if (state.quiet !== quiet) return;
  // What was heard while it was asked is newer than the answer.
  const log = fromPolls(polls);
  const newer = state.log.filter(entry => entry.at > (log[0]?.at ?? '') && !log.some(known => known.key === entry.key));
  change({ log: [...newer, ...log] });
}

// --- what the reader chooses

export function open(raceId) {
  if (!raceId || raceId === state.raceId || !state.season?.races.some(r => r.raceId === raceId)) return;
  following = false;
  history.replaceState(null, '', `#/season/${raceId}`);
  show(raceId);
}

function show(raceId) {
  if (state.boardKind === 'round') leave(`push.board.round-${state.raceId}`);
  change({ raceId, session: 'R', version: null, against: null, results: null, versions: null, diff: null, corrections: null, race: null });
  attempt(loadRace);
  if (state.boardKind === 'round') chooseBoard('round');
}

export function chooseSession(session) {
  change({ session, version: null, against: null, results: null, versions: null, diff: null });
  attempt(loadRace);
}

export function chooseVersion(version) {
  change({ version, against: null });
  attempt(loadResult);
}

export function chooseAgainst(against) {
  change({ against });
  attempt(loadResult);
}

export function chooseBoard(boardKind) {
  change({ boardKind, board: null });
  if (boardKind === 'round') hearOf([`push.board.round-${state.raceId}`]);
  attempt(loadBoard);
}

export async function openTeam(teamId) {
  const [team, scores] = await Promise.all([api.team(teamId), api.scores(teamId), loadPart('team-dialog')]);
  if (!team) return;
  change({ team: { ...team, rounds: scores?.rounds ?? [], raceId: null, explanation: null } });
  const rounds = scores?.rounds ?? [];
  const shown = rounds.find(r => r.raceId === state.raceId) ?? rounds.at(-1);
  if (shown) await explain(shown.raceId);
}

export async function explain(raceId) {
  const { teamId } = state.team;
  const explanation = await api.explanation(teamId, raceId);
  if (state.team?.teamId === teamId) change({ team: { ...state.team, raceId, explanation } });
}

export const closeTeam = () => change({ team: null });

export function showQuiet(quiet) {
  change({ quiet });
  attempt(loadLog);
}

// --- what the service pushes

function hear(message) {
  const entries = entriesOf(message);
  if (entries.length) change({ log: [...entries, ...state.log].slice(0, LOG_LENGTH) });
  const news = entries.find(entry => !entry.quiet);
  if (news) announce(news.text, 'log');
  soonStatus();
  if (message.topic.startsWith('push.board.')) {
    if (message.topic === `push.board.${boardName()}`) soon('board', async () => {
      if (!scored()) await Promise.all([loadStatus(), loadSeason()]);
      await loadBoard();
    }, 150);
  } else if (message.topic.startsWith('push.race.')) {
    soon('season', loadSeason, 300);
    if (raceOf(message.events[0].sessionId) === state.raceId) soon('race', loadRace, 150);
  }
}

// --- at most one of a kind under way or waiting

const waiting = new Map();

function soon(kind, load, millis) {
  if (waiting.has(kind)) return;
  waiting.set(kind, setTimeout(() => {
    waiting.delete(kind);
    // A tab that was left meanwhile asks for everything when it is looked at again.
    if (!document.hidden) attempt(load);
  }, millis));
}

export async function attempt(load) {
  try {
    await load();
  } catch (problem) {
    change({ problem: problem.message });
  }
}

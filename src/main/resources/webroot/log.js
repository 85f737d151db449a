// What happened, in one line each. A check that found nothing new is quiet: kept, and shown when asked for.

import { codeOf, raceOf, session, shortName, subject } from './words.js';

const KINDS = { 'f1.result': 'Result', 'f1.calendar': 'Calendar', 'fantasy.score': 'Score', 'notify.correction': 'Notice' };
const LOUD = new Set(['fantasy.score', 'notify.correction']);
const QUIET = new Set(['skipped', 'deferred', 'stopped']);

function ofPoll({ subject: about, kind, outcome, note, dueAt, endedAt, at }) {
  const said = { retry: 'failed', deferred: 'waits', stopped: 'ended', skipped: 'skipped' }[outcome];
  return {
    key: `${about} ${dueAt}`, at: at ?? endedAt ?? dueAt, about, kind: KINDS[kind] ?? 'Check', look: outcome === 'changed' ? kind.replace('.', '-') : outcome,
    said, text: note, quiet: outcome === 'done' ? !LOUD.has(kind) : QUIET.has(outcome),
  };
}

export const fromPolls = polls => polls.map(ofPoll);

/** The lines of a pushed message, newest first. */
export function entriesOf(message, season) {
  return message.events.flatMap(event => {
    if (event.type === 'poll') return [ofPoll(event)];
    if (event.type === 'final') return [{
      key: `final ${event.sessionId} ${event.version}`, at: event.at, about: `result:${event.sessionId}`, kind: 'Final', look: 'final',
      text: `${name(event.sessionId, season)} is final after three clean checks`, quiet: false }];
    if (event.type === 'provider') return [{
      key: `provider ${event.provider} ${event.at}`, at: event.at, about: event.provider, kind: 'Source', look: event.state === 'up' ? 'done' : 'retry',
      text: event.reason ?? `is ${event.state}`, quiet: false }];
    return [];
  }).reverse();
}

function name(sessionId, season) {
  const race = season?.races.find(r => r.raceId === raceOf(sessionId));
  return race ? `${shortName(race.name)} ${session(codeOf(sessionId)).toLowerCase()}` : subject(`result:${sessionId}`, season);
}

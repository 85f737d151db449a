// What happened, in one line each. A check that found nothing new is quiet: shown when asked for.

const KINDS = { 'f1.result': 'Result', 'f1.calendar': 'Calendar', 'fantasy.score': 'Score', 'notify.correction': 'Notice',
  'horse.poll': 'Horses', 'horse.day': 'Race day', 'notify.delivery': 'Webhook' };
const QUIET = new Set(['done', 'skipped', 'deferred', 'stopped']);
/** Of horses, whose prices move all day, and of housekeeping only results that are final or amended are worth a line. */
const OFTEN = /^(horse|ops)\.|^notify\.(delivery|webhook)/;
const WORTH = /^amended: |: final$/;
/** What sets off what: within one instant the effect stands above its cause. */
const CAUSES = ['f1.calendar', 'f1.result', 'fantasy.score', 'notify.correction'];

function ofPoll({ subject: about, kind, outcome, note, dueAt, endedAt, at }) {
  const said = { retry: 'failed', deferred: 'waits', stopped: 'ended', skipped: 'skipped' }[outcome];
  const settled = kind === 'f1.result' && /: final$/.test(note);
  return {
    key: `${about} ${dueAt}`, at: at ?? endedAt ?? dueAt, rank: CAUSES.indexOf(kind), about,
    kind: settled ? 'Final' : KINDS[kind] ?? 'Check',
    look: settled ? 'final' : outcome === 'changed' ? kind.replace('.', '-') : outcome,
    said, text: note, quiet: OFTEN.test(kind) ? !WORTH.test(note) : !settled && QUIET.has(outcome),
  };
}

export const fromPolls = polls => polls.map(ofPoll).sort((a, b) => b.at.localeCompare(a.at) || b.rank - a.rank);

/** The lines of a pushed message, newest first. What races say of themselves is in their polls already. */
export function entriesOf(message) {
  return message.events.flatMap(event => {
    if (event.type === 'poll') return [ofPoll(event)];
    if (event.type === 'provider') return [{
      key: `provider ${event.provider} ${event.at}`, at: event.at, about: event.provider, kind: 'Source',
      look: event.state === 'up' ? 'done' : 'retry',
      text: event.reason ?? `is ${event.state}`, quiet: false }];
    return [];
  }).reverse();
}

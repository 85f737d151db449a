// Line-ups that were begun in this tab and not saved: kept over reloads, a race each, until they are saved, taken back or forgotten.

const PREFIX = 'paddock.draft.';
const name = (teamId, raceId) => `${PREFIX}${teamId}.${raceId}`;

/** {draft, base}: a draft and the ETag that it was made from; null: none. */
export const keptDraft = (teamId, raceId) => JSON.parse(sessionStorage.getItem(name(teamId, raceId)) ?? 'null');

export const keepDraft = (teamId, raceId, kept) => sessionStorage.setItem(name(teamId, raceId), JSON.stringify(kept));

export const forgetDraft = (teamId, raceId) => sessionStorage.removeItem(name(teamId, raceId));

/** The races of which a team's draft was left behind, but for this one. */
export const leftBehind = (teamId, raceId) => Object.keys(sessionStorage).filter(key => key.startsWith(name(teamId, '')))
  .map(key => key.slice(name(teamId, '').length)).filter(race => race !== raceId);

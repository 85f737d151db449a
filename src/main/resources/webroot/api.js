// The HTTP API. ETags are the browser's business: answers say no-cache, so it asks again and keeps what did not change.

const BASE = '/api/v1';

/** A refusal in the service's words (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? `The service answered ${status}`);
    this.status = status;
  }
}

async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null));
  const response = await fetch(`${BASE}${path}${query.size ? `?${query}` : ''}`, { headers: { Accept: 'application/json' } });
  if (response.ok) return response.json();
  throw new Problem(response.status, await response.json().catch(() => null));
}

/** The same, with null where there is nothing yet. */
async function find(path, parameters) {
  try {
    return await get(path, parameters);
  } catch (problem) {
    if (problem.status === 404) return null;
    throw problem;
  }
}

export const api = {
  status: () => get('/status'),
  seasons: () => get('/seasons'),
  season: year => find(`/seasons/${year}`),
  race: raceId => find(`/races/${raceId}`),
  results: (raceId, session, version) => find(`/races/${raceId}/results`, { session, version }),
  versions: (raceId, session) => find(`/races/${raceId}/versions`, { session }),
  diff: (raceId, session, a, b) => find(`/races/${raceId}/versions/${a}/diff/${b}`, { session }),
  corrections: raceId => find(`/races/${raceId}/corrections`),
  impact: (raceId, session, version, limit) => find(`/races/${raceId}/corrections/${version}/impact`, { session, limit }),
  board: (board, limit) => find(`/leaderboards/${board}`, { limit }),
  team: teamId => find(`/teams/${teamId}`),
  scores: teamId => find(`/teams/${teamId}/scores`),
  explanation: (teamId, raceId) => find(`/teams/${teamId}/scores/${raceId}`),
  polls: (limit, before) => get('/polls', { limit, before }),
};

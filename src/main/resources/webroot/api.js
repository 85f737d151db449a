// The HTTP API. Every answer is kept with its ETag: who asks again is told 304 where nothing changed, and gets what was kept.

import { session } from './session.js';

const BASE = '/api/v1';
const KEPT = 200;
const TRIES = 3;

/** Answers by address, each for one reader: what was kept for one user is not shown to another. The longest unused goes first. */
const kept = new Map();
/** Questions under way, as {@link kept}: who asks the same meanwhile asks after it, with its ETag, because it may know more by then. */
const asking = new Map();

/** A refusal in the service's words (RFC 9457): status, type (its slug), errors, and whatever else it says. */
export class Problem extends Error {
  /** @param retryAfter seconds; null where trying again at once is as good */
  constructor(status, body, retryAfter = null) {
    super(body?.errors?.[0]?.message ?? body?.detail ?? body?.title ?? `The service answered ${status}`);
    this.status = status;
    this.slug = body?.type?.split('/').at(-1) ?? '';
    this.body = body ?? {};
    this.retryAfter = retryAfter;
  }
}

function address(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null));
  return `${BASE}${path}${query.size ? `?${query}` : ''}`;
}

async function send(url, options, tries = TRIES) {
  const token = await session.token();
  const headers = { Accept: 'application/json', ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(url, { ...options, headers, credentials: 'same-origin' });
  // A token that the service no longer takes is exchanged.
  if (response.status === 401 && token && tries > 1 && await session.renew(token)) return send(url, options, tries - 1);
  return response;
}

async function problemOf(response) {
  return new Problem(response.status, await response.json().catch(() => null), Number(response.headers.get('Retry-After')) || null);
}

/** What was asked when the page was opened; null where that was not, or has to be asked again. */
async function askedAhead(url) {
  const answer = await globalThis.ahead?.take(url, session.user?.userId ?? '')?.catch(() => null);
  return answer && answer.response.status !== 401 ? answer : null;
}

async function asked(url, options) {
  const response = await send(url, options);
  return { response, heardAt: performance.now() };
}

/** Asks for one of an address's forms, and keeps what `bodyOf` makes of it. Answers {body, etag, heardAt}, this by performance.now(). */
export async function ask(path, parameters, accept, bodyOf) {
  const url = address(path, parameters);
  const key = `${session.user?.userId ?? ''} ${accept} ${url}`;
  const turn = (asking.get(key) ?? Promise.resolve()).catch(() => {}).then(() => askInTurn(url, key, accept, bodyOf));
  asking.set(key, turn);
  return turn.finally(() => asking.get(key) === turn && asking.delete(key));
}

async function askInTurn(url, key, accept, bodyOf) {
  const last = kept.get(key);
  const { response, heardAt, body } = await askedAhead(url) ?? await asked(url, {
    cache: 'no-store', headers: { Accept: accept, ...(last ? { 'If-None-Match': last.etag } : {}) },
  });
  if (response.status === 304 && last) return last;
  if (!response.ok) throw await problemOf(response);
  const answer = { body: body ?? await bodyOf(response), etag: response.headers.get('ETag'), heardAt };
  kept.delete(key);
  if (answer.etag) kept.set(key, answer);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  return answer;
}

/** Answers {body, etag}. */
export const read = (path, parameters) => ask(path, parameters, 'application/json', response => response.json());

export const get = async (path, parameters) => (await read(path, parameters)).body;

/** The same, with null where there is nothing yet. */
export async function find(path, parameters) {
  try {
    return await get(path, parameters);
  } catch (problem) {
    if (problem.status === 404) return null;
    throw problem;
  }
}

/**
 * Does something: POST, PUT, PATCH, DELETE.
 *
 * @param etag what the reader saw, for If-Match
 * @param key  of one intention: sent again with the same, it is done once
 * @returns {body, etag}; body null where there is none
 */
export async function act(method, path, body, { etag, key, parameters } = {}) {
  const response = await send(address(path, parameters), {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(etag ? { 'If-Match': etag } : {}),
      ...(key ? { 'Idempotency-Key': key } : {}),
    },
  });
  if (!response.ok) throw await problemOf(response);
  const text = await response.text();
  return { body: text ? JSON.parse(text) : null, etag: response.headers.get('ETag') };
}

/** A file of the API, with the reader's right to it, into the reader's downloads. */
export async function download(path, parameters, name, accept) {
  const response = await send(address(path, parameters), { headers: accept ? { Accept: accept } : {} });
  if (!response.ok) throw await problemOf(response);
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(await response.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export const api = {
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
  polls: (limit, news) => get('/polls', { limit, news }),
};

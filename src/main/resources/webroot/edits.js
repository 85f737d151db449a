// What its owner edits, from the revision that he saw. Somebody else's edit that came first is shown, and said.

import { act, read } from './api.js';
import { Feed } from './feed.js';
import { session } from './session.js';

const MEANWHILE = 'It was changed in another tab or on another device meanwhile. This is how it is now: make your change again.';

/** A Feed of {body, etag}, or null for a stranger. @param heard called with each answer's body */
export const ownFeed = (host, path, heard = () => {}) => new Feed(host, {
  ask: async () => {
    if (!session.user) return null;
    const answer = await read(path);
    heard(answer.body);
    return answer;
  },
});

/** Sends an edit of what a feed shows; answers what it has become. */
export async function edit(feed, method, path, body) {
  try {
    const done = await act(method, path, body, { etag: feed.data.etag });
    await feed.again();
    return done.body;
  } catch (problem) {
    if (problem.status !== 412) throw problem;
    await feed.again();
    throw new Error(MEANWHILE);
  }
}

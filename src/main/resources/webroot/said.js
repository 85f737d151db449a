// What is said to the reader besides what is drawn: results of what he did, and news for those who do not see them.

import { change, state } from './store.js';

/** The result of something the reader did, in a line at the foot of the page. `bad`: it was refused. */
export const say = (text, { bad = false } = {}) => change({ notice: { text, bad } });

/** News such as a changed score: politely, the latest about each subject of what comes within five seconds. */
export const announce = (text, about = 'news') => change({ said: { ...state.said, [about]: text } });

/** Does what the reader asked for, and says what became of it: `done`, or the service's own words. Answers whether it was done. */
export async function attempt(deed, done) {
  try {
    await deed();
    if (done) say(done);
    return true;
  } catch (problem) {
    say(problem.message, { bad: true });
    return false;
  }
}

// What the views of a session ask for, and what they say where it is not there.

import { ask } from '../../api.js';
import { rowsOf } from '../../charts/sheet.js';
import { driversOf } from '../../charts/laps.js';

const sheet = (path, parameters) => ask(path, parameters, 'text/csv', async response => rowsOf(await response.text()));

/** The rows of one of a session's lists, such as laps; of those that are none, the reason: {rows, missing}. */
export async function listOf(sessionId, list, parameters) {
  try {
    return { rows: (await sheet(`/sessions/${sessionId}/${list}`, parameters)).body, missing: null };
  } catch (problem) {
    if (problem.status === 404) return { rows: [], missing: problem.message };
    throw problem;
  }
}

/** Several lists at once, by name. */
export async function listsOf(sessionId, lists) {
  const all = await Promise.all(lists.map(list => listOf(sessionId, list)));
  return Object.fromEntries(lists.map((list, i) => [list, all[i]]));
}

/** Who drove, as far as results and laps tell. */
export const driversIn = (results, laps) => driversOf(results.rows, laps?.rows ?? []);

/** VER Max Verstappen. */
export const named = ({ code, name }) => (code === name ? code : `${code} ${name}`);

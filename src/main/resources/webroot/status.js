// What the whole site shows of the service: its clock, its sources, the race under way.

import { read } from './api.js';
import { hearTime } from './clock.js';
import { listen } from './live.js';
import { change, state } from './store.js';

const TOGETHER = 400;
let waiting = 0;
let first = null;

export function watchStatus() {
  listen('push.polls', { hear: soonStatus, missed: soonStatus });
  firstStatus();
}

/** What was asked for when the page was opened, for those who need it to go on. */
export const firstStatus = () => (first ??= loadStatus());

/** Asks when what comes with this has come, too; a tab that was left meanwhile asks when it is looked at again. */
export function soonStatus() {
  if (waiting) return;
  waiting = setTimeout(() => {
    waiting = 0;
    if (!document.hidden) loadStatus();
  }, TOGETHER);
}

export async function loadStatus() {
  try {
    const { body: status, heardAt } = await read('/status');
    hearTime(status.now, status.mode, heardAt);
    change({ status, problem: null });
  } catch (problem) {
    change({ problem: problem.message });
  }
  return state.status;
}

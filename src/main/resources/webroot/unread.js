// How many notifications the reader has not read, for the whole site: told by the page that asks for them anyway, by the
// push of each, or asked.

import { find } from './api.js';
import { listen } from './live.js';
import { here } from './router.js';
import { announce } from './said.js';
import { session } from './session.js';
import { change, state } from './store.js';

/** They ask for it themselves. */
const KNOW = new Set(['home-page', 'notifications-page']);

let leave = null;
let reader = null;

/** From now on, for whoever is logged in. */
export function watchUnread() {
  session.watch(turn);
  turn();
}

/** What an answer of the service has said. */
export const tellUnread = unread => change({ unread });

function turn() {
  const next = session.user?.userId ?? null;
  if (next === reader) return;
  reader = next;
  leave?.();
  leave = next && listen(`push.user.${next}`, { hear, missed });
  tellUnread(0);
  if (next) missed();
}

async function missed() {
  if (KNOW.has(here().page)) return;
  const asking = reader;
  const found = await find('/me/notifications', { limit: 1 }).catch(() => null);
  if (found && asking === reader) tellUnread(found.unread);
}

async function hear({ events }) {
  const { unread } = events.findLast(event => event.type === 'letter') ?? state;
  if (unread > state.unread) announce(await latest() ?? 'A new notification.', 'letters');
  tellUnread(unread);
}

const latest = async () => (await find('/me/notifications', { limit: 1, unread: true }).catch(() => null))?.notifications[0]?.title;

// Who reads. The access token lives in this tab's memory, the refresh token in a cookie that no script can read. Tabs refresh one at a time
// and hand each other what they got; what is stored says only that there is a log-in, so that strangers' tabs do not ask for one.

const MARK = 'paddock.session';
const EARLY = 30_000;

const others = new BroadcastChannel('paddock.session');
const listeners = new Set();

let tokens = null;
let refreshing = null;
/** What was asked for when the page was opened, for the first who wants a token. */
let opening = globalThis.ahead?.refreshed() ?? null;

function take({ accessToken, expiresIn, user }, tell = true) {
  const news = JSON.stringify(user) !== JSON.stringify(session.user);
  tokens = { access: accessToken, until: Date.now() + expiresIn * 1000 };
  session.user = user;
  localStorage.setItem(MARK, user.userId);
  if (tell) others.postMessage({ accessToken, expiresIn, user });
  if (news) listeners.forEach(listener => listener());
}

function drop(tell = true) {
  tokens = null;
  session.user = null;
  localStorage.removeItem(MARK);
  if (tell) others.postMessage(null);
  listeners.forEach(listener => listener());
}

others.onmessage = ({ data }) => (data ? take(data, false) : drop(false));

const fresh = token => tokens && tokens.access !== token && tokens.until - EARLY > Date.now();

/** A new access token for the cookie; null when the log-in has ended. Another tab may have got one while this one waited. */
async function refresh(spent) {
  return navigator.locks.request('paddock.refresh', async () => {
    if (fresh(spent)) return tokens.access;
    if (!localStorage.getItem(MARK)) return null;
    // Kept alive: a token whose successor nobody took would be shown again.
    const begun = tokens ? null : opening;
    opening = null;
    const response = await (begun ?? fetch('/api/v1/auth/refresh', { method: 'POST', credentials: 'same-origin', keepalive: true }));
    if (response.ok) take(await response.json());
    else if (response.status === 401) drop();
    else throw new Error(`The service answered ${response.status}`);
    return tokens?.access ?? null;
  });
}

export const session = {
  /** The profile of whoever is logged in, or null. */
  user: null,

  /** A token that is good for at least half a minute, or null for a stranger. */
  async token() {
    if (tokens && tokens.until - EARLY > Date.now()) return tokens.access;
    if (!tokens && !localStorage.getItem(MARK)) return null;
    refreshing ??= refresh(tokens?.access).finally(() => { refreshing = null; });
    return refreshing;
  },

  /** Whether there is another token than the one that was refused. */
  async renew(refused) {
    if (fresh(refused)) return true;
    if (tokens?.access === refused) tokens.until = 0;
    return Boolean(await session.token());
  },

  /** Finds out who reads: null for a stranger, or while the service does not answer. */
  async find() {
    await session.token().catch(() => null);
    return session.user;
  },

  /** What a log-in answered. */
  begin: answer => take(answer),

  /** What the reader has changed of himself. */
  changed(user) {
    if (tokens) take({ accessToken: tokens.access, expiresIn: Math.floor((tokens.until - Date.now()) / 1000), user });
  },

  /** Forgets it here and in all tabs; telling the service is the caller's. */
  end: () => drop(),

  /** Called when somebody logs in or out, or changes his profile, here or in another tab; returns how to stop that. */
  watch(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

// A part of the HTML, run before any style or module is there: what the address will show is asked for at once, beside the modules that
// will show it instead of after them. Nothing depends on it: what is not asked for here is asked for by whoever needs it.

globalThis.ahead = (() => {
  const BASE = '/api/v1';
  /** So many milliseconds after the beginning, an answer that nobody has taken is an old one. */
  const FRESH = 10_000;
  /** So many milliseconds the modules wait for the log-in to go first; another tab may be taking its turn. */
  const TURN = 100;

  const { here, query } = globalThis.addresses;
  /** Of the shell, and by page and view, what the shell has not: the addresses of modules and styles. */
  const needs = JSON.parse(document.getElementById('needs').textContent);
  const answers = new Map();
  let reader = '';
  let token = null;

  /** Has the browser fetch what is needed, without running it. @param name such as race-page or race/laps-view */
  function need(name) {
    for (const href of needs[name] ?? []) {
      const how = href.endsWith('.css') ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' };
      document.head.append(Object.assign(document.createElement('link'), how, { href }));
    }
    delete needs[name];
  }

  /** The body that was answered. Who does not look at it need not care for what goes wrong: the page asks again, and says so. */
  function get(path, parameters) {
    const address = `${BASE}${path}${parameters ? `?${new URLSearchParams(parameters)}` : ''}`;
    const headers = { Accept: 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    const answer = fetch(address, { headers, cache: 'no-store', credentials: 'same-origin' }).then(async response => {
      const heardAt = performance.now();
      if (response.ok) return { response, heardAt, body: await response.json() };
      // A refusal that nobody reads would keep its connection.
      return { response: new Response(await response.text(), response), heardAt, body: null };
    });
    answers.set(address, answer);
    const body = answer.then(({ response, body: said }) => said ?? Promise.reject(new Error(response.statusText)));
    body.catch(() => {});
    return body;
  }

  const known = Boolean(localStorage.getItem('paddock.session') && navigator.locks);
  const { page, part, parameters } = here();
  const pages = page === 'home-page' ? [page, known ? 'dashboard-page' : 'season-page'] : [page];
  const needFirst = () => ['shell', ...pages, part].forEach(need);

  function refresh() {
    const answer = fetch(`${BASE}/auth/refresh`, { method: 'POST', credentials: 'same-origin', keepalive: true });
    needFirst();
    return answer;
  }

  /** The log-in is taken up as session.js does it, by one tab at a time: a cookie that was exchanged must not be shown again. */
  const refreshing = known ? navigator.locks.request('paddock.refresh', refresh) : null;
  refreshing?.catch(() => {});

  async function enter() {
    const response = await refreshing;
    if (!response?.ok) return;
    const { accessToken, user } = await response.clone().json();
    token = accessToken;
    reader = user.userId;
  }

  async function ask() {
    const entered = enter();
    const status = get('/status');
    await entered;
    await globalThis.firstQuestions({ get, query })[page]?.(parameters, { reader, status });
  }

  // The questions go first: their answers are small, and what follows from them is asked while the modules are still on their way.
  ask().catch(() => {});
  setTimeout(needFirst, known ? TURN : 0);

  return {
    need,

    /** The pages that are shown first, one within the other, and the module of the view or null. */
    first: { pages, part },

    /** What was answered when the log-in was taken up; null where that was not asked. */
    refreshed: () => refreshing,

    /**
     * The answer to a question that was asked here, {response, heardAt, body}, once; body null of a refusal.
     *
     * @returns undefined where there is none, or it is old, or another reader's
     */
    take(address, who) {
      const answer = who === reader && performance.now() < FRESH ? answers.get(address) : undefined;
      answers.delete(address);
      return answer;
    },

    /** The addresses whose answers nobody has taken. */
    left: () => [...answers.keys()],
  };
})();

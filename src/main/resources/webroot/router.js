// Addresses behind the #, as #/races/2025-las-vegas: each names a page, whose module and styles are loaded when it is first shown.

/** By pattern: the element, its module under pages/, and what the window is called. A name with : is a parameter, the last may be left out with ?. */
const ROUTES = [
  ['/', 'home-page', 'Paddock'],
  ['/season/:raceId?', 'season-page', 'The season'],
  ['/races/:raceId/:view?', 'race-page', 'Race'],
  ['/login', 'login-page', 'Log in'],
  ['/signup', 'signup-page', 'Sign up'],
  ['/forgot', 'forgot-page', 'Forgotten password'],
  ['/account/:view?', 'account-page', 'Your account'],
  ['/notifications', 'notifications-page', 'Notifications'],
  ['/teams', 'teams-page', 'Your teams'],
  ['/teams/:teamId/:view?', 'team-page', 'Team'],
  ['/leagues', 'leagues-page', 'Leagues'],
  ['/leagues/:leagueId/:view?', 'league-page', 'League'],
  ['/join/:code', 'join-page', 'Join a league'],
  ['/horses', 'horses-page', 'Horses'],
  ['/horses/:horseRaceId', 'horse-race-page', 'Race card'],
  ['/ops/:view?', 'ops-page', 'Operations'],
].map(([pattern, page, title]) => ({ names: pattern.split('/').slice(1), page, title }));

const NOWHERE = { page: 'missing-page', title: 'Not found', parameters: {} };

/** What was typed by hand need not be written as addresses are. */
function plain(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The page of an address, {page, title, parameters}; parameters are text as in the address. */
export function route(hash) {
  const [path] = hash.replace(/^#/, '').split('?');
  const parts = path.split('/').slice(1).map(plain);
  for (const { names, page, title } of ROUTES) {
    const least = names.filter(name => !name.endsWith('?')).length;
    if (parts.length < least || parts.length > names.length) continue;
    if (!names.every((name, i) => name.startsWith(':') || name === (parts[i] ?? ''))) continue;
    const parameters = Object.fromEntries(names.map((name, i) => [name.replace(/[:?]/g, ''), parts[i]]).filter((_, i) => names[i].startsWith(':')));
    return { page, title, parameters };
  }
  return NOWHERE;
}

/** What stands behind ? in the address. */
export const query = () => new URLSearchParams(location.hash.split('?')[1] ?? '');

/** Goes to an address, such as /leagues/12; replacing the present one in the history where going back there makes no sense. */
export function go(path, { replace = false } = {}) {
  if (replace) location.replace(`#${path}`);
  else location.hash = path;
}

const loading = new Map();

/** The styles that were loaded, by page. */
const styles = new Map();

/** What the service says that a page's modules need, by page: fetched beside them, not when they are read. */
const needs = JSON.parse(document.getElementById('pages')?.textContent ?? '{}');

/** Loads a page's module and styles, which come before it is drawn, so that nothing jumps. */
export function load(page) {
  if (!loading.has(page)) loading.set(page, fetchAll(page).catch(problem => {
    loading.delete(page);
    throw problem;
  }));
  return loading.get(page);
}

/** Only the styles of these pages count: two pages may use one name for different things. */
export function dress(...pages) {
  for (const [page, { sheet }] of styles) if (sheet) sheet.disabled = !pages.includes(page);
}

async function fetchAll(page) {
  for (const href of needs[page] ?? []) document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
  const styled = new Promise(done => {
    const href = new URL(`./pages/${page}.css`, import.meta.url);
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: done, onerror: done });
    styles.set(page, link);
    document.head.append(link);
  });
  await Promise.all([import(`./pages/${page}.js`), styled]);
}

/** What the first address will show, as far as one can know before it is known who reads: fetched beside the shell. */
export function ahead() {
  const { page } = route(location.hash || '#/');
  const shown = page === 'home-page' ? [page, localStorage.getItem('paddock.session') ? 'dashboard-page' : 'season-page'] : [page];
  shown.forEach(each => load(each).catch(() => { /* the shell asks again, and says so */ }));
}

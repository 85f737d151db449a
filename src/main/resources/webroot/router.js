// From addresses (routes.js) to pages: each has a module and styles, which are loaded when it is first shown.

export const { here, query } = globalThis.addresses;

/** Goes to an address, such as /leagues/12; replacing the present one in the history where going back there makes no sense. */
export function go(path, { replace = false } = {}) {
  if (replace) location.replace(`#${path}`);
  else location.hash = path;
}

const { ahead } = globalThis;

const loading = new Map();

/** The styles that were loaded, by page. */
const styles = new Map();

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
  ahead.need(page);
  const styled = new Promise(done => {
    const href = new URL(`./pages/${page}.css`, import.meta.url);
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: done, onerror: done });
    styles.set(page, link);
    document.head.append(link);
  });
  await Promise.all([import(`./pages/${page}.js`), styled]);
}

const parts = new Map();

/** Loads the module that shows a view. @param part as the address names it, such as race/laps-view */
export function loadPart(part) {
  if (!parts.has(part)) parts.set(part, fetchPart(part).catch(problem => {
    parts.delete(part);
    throw problem;
  }));
  return parts.get(part);
}

function fetchPart(part) {
  ahead.need(part);
  return import(`./components/${part}.js`);
}

/** What is shown first, all of it: drawn at once it is drawn sooner. What could not be loaded is asked for again, by who shows it. */
export function loadFirst() {
  const { pages, part } = ahead.first;
  return Promise.allSettled([...pages.map(load), ...(part ? [loadPart(part)] : [])]);
}

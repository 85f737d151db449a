// Where a reader is sent who has to log in first, and where he goes on then.

import { html } from 'lit';
import { go, query } from './router.js';

const ENTRANCES = /^#?\/(login|signup|forgot)\b/;

/** The address of a page for strangers, from which the reader comes back to where he is. */
export function entrance(page) {
  const here = ENTRANCES.test(location.hash) ? query().get('next') : location.hash.slice(1);
  return here && here !== '/' ? `#/${page}?next=${encodeURIComponent(here)}` : `#/${page}`;
}

/** Where he wanted to go. Only to a page of ours: what stands in an address may be anybody's. */
export const goOn = () => {
  if (!ENTRANCES.test(location.hash)) return;
  const next = query().get('next') ?? '/';
  go(/^\/(?!\/)/.test(next) && !ENTRANCES.test(next) ? next : '/', { replace: true });
};

/** What a page shows that is for those who are logged in. @param what he would see, as in "your notifications" */
export const logInFirst = what => html`
  <section class="panel entrance">
    <h1>Log in first</h1>
    <p>You see ${what} here once you are logged in.</p>
    <p class="deeds"><a role="button" href=${entrance('login')}>Log in</a> <a href=${entrance('signup')}>Sign up</a></p>
  </section>`;

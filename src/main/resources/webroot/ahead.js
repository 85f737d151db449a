// Runs as soon as it is there, before the shell: the page that the address names is fetched beside it, not after it.

import { load, route } from './router.js';

load(route(location.hash || '#/').page).catch(() => { /* the shell asks again, and says so */ });

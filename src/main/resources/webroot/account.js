// Where the links in mails lead. What stands behind the # is the purpose and the token: it is sent to nobody but our own API.

import { act, get } from './api.js';
import { session } from './session.js';

const OPERATIONS = {
  'verify-email': async token => {
    await act('POST', '/auth/verify-email', { token });
    await tellTabs();
    return 'Your address is verified.';
  },
  'reset-password': async (token, { password }) => {
    await act('POST', '/auth/password/reset', { token, password: password.value });
    session.end();
    return 'The new password holds, and all log-ins were ended.';
  },
  'forgot': async (token, { email }) => {
    await act('POST', '/auth/password/forgot', { email: email.value });
    return 'If there is such an account, a mail is on its way.';
  },
};

const status = document.querySelector('[role=status]');

/** Somebody who is logged in here sees in all tabs that his address counts. */
async function tellTabs() {
  try {
    if (await session.find()) session.changed(await get('/me'));
  } catch {
    // They see it with their next token.
  }
  onward();
}

/** Who is logged in has no need to log in. */
function onward() {
  if (session.user) document.querySelector('.deeds a').replaceWith(Object.assign(document.createElement('a'),
    { href: '/#/', textContent: 'To your dashboard' }));
}

/** Mail programs follow links to look at them: nothing happens until somebody presses the button. */
function open() {
  const [purpose, token] = location.hash.slice(1).split('=');
  status.textContent = OPERATIONS[purpose] ? '' : 'This link leads nowhere. Was all of it copied?';
  for (const form of document.forms) form.hidden = form.dataset.for !== purpose;
  // Out of the address bar, and out of the history.
  if (token) history.replaceState(null, '', location.pathname);
  for (const form of document.forms) form.onsubmit = event => answer(event, OPERATIONS[purpose], token);
}

async function answer(event, operation, token) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    status.textContent = await operation(token, form);
    form.hidden = true;
  } catch (problem) {
    status.textContent = problem.status ? problem.message : 'The service does not answer. Try again in a moment.';
    form.hidden = problem.status === 410;
  }
  button.disabled = false;
}

addEventListener('hashchange', open);
open();

// Where the links in mails lead. What stands behind the # is the purpose and the token: it is sent to nobody but our own API.

const OPERATIONS = {
  'verify-email': (token) => post('/auth/verify-email', { token }, 'Your address is verified.'),
  'reset-password': (token, form) => post('/auth/password/reset', { token, password: form.password.value },
    'The new password holds, and all log-ins were ended.'),
  'forgot': (token, form) => post('/auth/password/forgot', { email: form.email.value }, 'If there is such an account, a mail is on its way.'),
};

const status = document.querySelector('[role=status]');

async function post(path, body, done) {
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), credentials: 'same-origin',
  });
  if (response.ok) return { done: true, text: done };
  const problem = await response.json().catch(() => ({}));
  return { done: response.status === 410, text: problem.errors?.[0]?.message ?? problem.detail ?? problem.title ?? `The service answered ${response.status}.` };
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
  const { done, text } = await operation(token, form).catch(() => ({ done: false, text: 'The service does not answer. Try again in a moment.' }));
  status.textContent = text;
  form.hidden = done;
  button.disabled = false;
}

addEventListener('hashchange', open);
open();

import { html, nothing } from 'lit';
import { act, get } from '../api.js';
import { Plain } from '../component.js';
import { Feed } from '../feed.js';
import { field, Form, sending } from '../forms.js';
import { attempt, say } from '../said.js';
import { session } from '../session.js';
import { moment } from '../words.js';
import './sure-button.js';

/** Somebody's password, and where he is logged in. */
class AccountSecurity extends Plain {
  #feed = new Feed(this, { ask: async () => (session.user ? get('/me/sessions') : null),
    topics: () => (session.user ? [`push.user.${session.user.userId}`] : []) });

  #password = new Form(this, {
    send: async ({ currentPassword, password }) => {
      await act('PUT', '/me/password', { currentPassword, password });
      this.querySelector('form').reset();
      await this.#feed.again();
      say('The new password holds. All other log-ins were ended.');
    },
    place: problem => (problem.slug === 'forbidden' ? 'currentPassword' : null),
  });

  render() {
    const { data, problem } = this.#feed;
    return html`
      <section class="panel" aria-labelledby="password-title">
        <h2 id="password-title">Password</h2>
        <form @submit=${this.#password.submit} novalidate>
          <input name="username" type="text" autocomplete="username" .value=${session.user?.email ?? ''} readonly hidden>
          ${field(this.#password, { name: 'currentPassword', label: 'The current one', type: 'password', autocomplete: 'current-password',
            maxlength: 512 })}
          ${field(this.#password, { name: 'password', label: 'A new one', type: 'password', autocomplete: 'new-password', minlength: 12,
            maxlength: 128, hint: '12 characters or more. All other log-ins end.' })}
          ${sending(this.#password, 'Change the password')}
        </form>
        <p class="deeds"><a href="#/forgot">Forgotten password</a></p>
      </section>
      <section class="panel" aria-labelledby="logins-title">
        <header><h2 id="logins-title">Where you are logged in</h2>
          <sure-button label="Log out everywhere" question="On all devices, here too?" yes="Log out" done="You are logged out everywhere."
            .deed=${logOutEverywhere}></sure-button></header>
        ${data ? html`<ul class="logins">${data.sessions.map(login => this.#login(login))}</ul>`
          : html`<p class="empty" aria-busy=${!problem}>${problem?.message ?? nothing}</p>`}
      </section>`;
  }

  #login({ sessionId, client, address, begunAt, usedAt, current }) {
    return html`
      <li><div><strong title=${client}>${device(client)}</strong>${current ? html`
        <span class="badge final"><span aria-hidden="true">●</span>This one</span>` : nothing}
          <small>from ${address}, since ${moment(begunAt)}, last seen ${moment(usedAt)}</small></div>
        ${current ? nothing : html`<button class="quiet" @click=${() => attempt(async () => {
          await act('DELETE', `/me/sessions/${sessionId}`);
          await this.#feed.again();
        }, 'That log-in has ended.')}>End<span class="visually-hidden"> ${device(client)}, last seen
          ${moment(usedAt)}</span></button>`}</li>`;
  }
}

const BROWSERS = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']];
const SYSTEMS = [['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS', 'macOS'],
  ['Linux', 'Linux']];

/** What a client calls itself, for people. */
function device(client) {
  const named = list => list.find(([mark]) => client.includes(mark))?.[1];
  const [browser, system] = [named(BROWSERS), named(SYSTEMS)];
  return browser && system ? `${browser} on ${system}` : client || 'A client without a name';
}

async function logOutEverywhere() {
  await act('POST', '/auth/logout-all');
  session.end();
}

customElements.define('account-security', AccountSecurity);

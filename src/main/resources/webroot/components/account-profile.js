import { html, nothing } from 'lit';
import { act } from '../api.js';
import { Plain } from '../component.js';
import { edit, ownFeed } from '../edits.js';
import { field, Form, sending } from '../forms.js';
import { attempt, say } from '../said.js';
import { session } from '../session.js';
import { day } from '../words.js';
import { zones } from '../zones.js';

/** What others see of somebody, his address, his time zone. */
class AccountProfile extends Plain {
  #feed = ownFeed(this, '/me', profile => session.changed(profile));

  #profile = new Form(this, {
    send: async values => {
      await edit(this.#feed, 'PATCH', '/me', values);
      say('Saved.');
    },
    place: problem => (problem.slug === 'conflict' ? 'name' : null),
  });

  #address = new Form(this, {
    send: async ({ email, password }) => {
      await edit(this.#feed, 'PATCH', '/me', { email, password });
      say(`A mail is on its way to ${email}. The address counts once its link is opened.`);
    },
    place: problem => (problem.slug === 'forbidden' ? 'password' : null),
  });

  render() {
    const { data, problem } = this.#feed;
    if (!data) return html`<section class="panel waiting" aria-busy=${!problem}>${problem?.message ?? nothing}</section>`;
    const { name, email, verified, pendingEmail, timeZone, createdAt } = data.body;
    return html`
      <section class="panel" aria-labelledby="profile-title">
        <h2 id="profile-title">Profile</h2>
        <form @submit=${this.#profile.submit} novalidate>
          ${field(this.#profile, { name: 'name', label: 'Name', value: name, autocomplete: 'nickname', minlength: 3, maxlength: 32,
            hint: 'What others see on the boards.' })}
          ${zones(timeZone)}
          <p class="hint">Mails tell times in it, and quiet hours go by it. This page shows times in your browser's.</p>
          ${sending(this.#profile, 'Save')}
        </form>
        <p class="note">Here since ${day(createdAt)}.</p>
      </section>
      <section class="panel" aria-labelledby="address-title">
        <h2 id="address-title">E-mail address</h2>
        <p>${email} <span class="badge ${verified ? 'final' : 'awaiting_results'}"><span
          aria-hidden="true">${verified ? '✓' : '◌'}</span>${verified ? 'Verified' : 'Not verified'}</span></p>
        ${pendingEmail ? html`<p>It becomes <strong>${pendingEmail}</strong> once the link that was mailed there is opened.</p>` : nothing}
        ${!verified || pendingEmail ? html`<p><button class="quiet" @click=${() => attempt(() => act('POST', '/me/verification'),
          'A mail is on its way.')}>Mail the link again</button></p>` : nothing}
        <form @submit=${this.#address.submit} novalidate>
          ${field(this.#address, { name: 'email', label: 'Another address', type: 'email', autocomplete: 'email', maxlength: 254 })}
          ${field(this.#address, { name: 'password', label: 'Your password', type: 'password', autocomplete: 'current-password',
            maxlength: 512 })}
          ${sending(this.#address, 'Change the address')}
        </form>
      </section>`;
  }
}

customElements.define('account-profile', AccountProfile);

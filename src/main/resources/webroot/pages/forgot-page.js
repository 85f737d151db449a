import { html } from 'lit';
import { act } from '../api.js';
import { Page } from '../component.js';
import { field, Form, sending } from '../forms.js';
import { entrance } from '../places.js';

/** A link to a new password, by mail. The answer is the same whether there is such an account or not. */
class ForgotPage extends Page {
  static properties = { mailed: { state: true } };

  #form = new Form(this, {
    send: async ({ email }) => {
      await act('POST', '/auth/password/forgot', { email });
      this.mailed = email;
    },
  });

  constructor() {
    super();
    this.mailed = null;
  }

  render() {
    const form = this.#form;
    return html`
      <section class="panel entrance">
        <h1>Forgotten password</h1>
        ${this.mailed
          ? html`<p role="status">If <strong>${this.mailed}</strong> has an account, a mail with a link is on its way.
            The link is good for an hour.</p>`
          : html`<form @submit=${form.submit} novalidate>
            ${field(form, { name: 'email', label: 'E-mail address of your account', type: 'email', autocomplete: 'username',
              maxlength: 254 })}
            ${sending(form, 'Mail me a link')}
          </form>`}
        <p class="deeds"><a href=${entrance('login')}>Back to the log-in</a></p>
      </section>`;
  }
}

customElements.define('forgot-page', ForgotPage);

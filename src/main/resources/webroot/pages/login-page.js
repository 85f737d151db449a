import { html, nothing } from 'lit';
import { act } from '../api.js';
import { Page } from '../component.js';
import { field, Form, sending } from '../forms.js';
import { entrance, goOn } from '../places.js';
import { session } from '../session.js';

/** Log in, and go on to where the reader wanted to go; at once where another tab has done so. */
class LoginPage extends Page {
  #form = new Form(this, {
    send: async credentials => session.begin((await act('POST', '/auth/login', credentials)).body),
    place: problem => (problem.slug === 'unauthenticated' ? 'password' : null),
  });

  updated() {
    if (session.user) goOn();
  }

  render() {
    const form = this.#form;
    return html`
      <section class="panel entrance">
        <h1>Log in</h1>
        <form @submit=${form.submit} novalidate>
          ${field(form, { name: 'email', label: 'E-mail address', type: 'email', autocomplete: 'username', maxlength: 254 })}
          ${field(form, { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', maxlength: 512 })}
          ${sending(form, 'Log in')}
        </form>
        ${isSecureContext ? nothing : html`
          <p class="note">This connection is not encrypted: without https the log-in ends when the page is loaded again.</p>`}
        <p class="deeds"><a href=${entrance('signup')}>Sign up</a> <a href=${entrance('forgot')}>Forgotten password</a></p>
      </section>`;
  }
}

customElements.define('login-page', LoginPage);

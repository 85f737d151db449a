import { html, nothing } from 'lit';
import { act } from '../api.js';
import { Page } from '../component.js';
import { field, Form, sending } from '../forms.js';
import { entrance, goOn } from '../places.js';
import { session } from '../session.js';
import { ownZone } from '../zones.js';

/** A new account. Who has made it is logged in; to whom the address belonged already, a mail says more. */
class SignupPage extends Page {
  static properties = { mailed: { state: true } };

  #form = new Form(this, {
    send: (applicant, key) => this.#register(applicant, key),
    place: problem => (problem.slug === 'conflict' ? 'name' : null),
  });

  constructor() {
    super();
    this.mailed = null;
  }

  async #register(applicant, key) {
    await act('POST', '/auth/register', { ...applicant, timeZone: ownZone() }, { key });
    const { email, password } = applicant;
    try {
      session.begin((await act('POST', '/auth/login', { email, password })).body);
    } catch (problem) {
      if (problem.status !== 401) throw problem;
      this.mailed = email;
    }
  }

  updated() {
    if (session.user) goOn();
  }

  render() {
    return html`<section class="panel entrance"><h1>Sign up</h1>${this.mailed ? this.#look() : this.#fields()}</section>`;
  }

  #fields() {
    const form = this.#form;
    return html`
      <form @submit=${form.submit} novalidate>
        ${field(form, { name: 'name', label: 'Name', autocomplete: 'nickname', minlength: 3, maxlength: 32,
          hint: 'What others see on the boards. You can change it.' })}
        ${field(form, { name: 'email', label: 'E-mail address', type: 'email', autocomplete: 'username', maxlength: 254,
          hint: 'You log in with it. Nobody else sees it.' })}
        ${field(form, { name: 'password', label: 'Password', type: 'password', autocomplete: 'new-password', minlength: 12, maxlength: 128,
          hint: '12 characters or more: a few words do well.' })}
        ${sending(form, 'Sign up')}
      </form>
      <p class="deeds"><a href=${entrance('login')}>I have an account</a></p>
      ${isSecureContext ? nothing : html`
        <p class="note">This connection is not encrypted: without https the log-in ends when the page is loaded again.</p>`}`;
  }

  #look() {
    return html`
      <p role="status">A mail is on its way to <strong>${this.mailed}</strong>. It says how to go on.</p>
      <p class="deeds"><a role="button" href=${entrance('login')}>Log in</a> <a href=${entrance('forgot')}>Forgotten password</a></p>`;
  }
}

customElements.define('signup-page', SignupPage);

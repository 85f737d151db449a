import { html, nothing } from 'lit';
import { act } from '../api.js';
import { bringIntoSight, Page } from '../component.js';
import { logInFirst } from '../places.js';
import { attempt } from '../said.js';
import { session } from '../session.js';
import '../components/account-profile.js';
import '../components/account-security.js';
import '../components/account-data.js';
import '../components/notification-choice.js';
import '../components/own-webhook.js';

const VIEWS = {
  profile: ['Profile', () => html`<account-profile></account-profile>`],
  security: ['Password and log-ins', () => html`<account-security></account-security>`],
  notifications: ['Notifications', () => html`<notification-choice></notification-choice><own-webhook></own-webhook>`],
  data: ['Your data', () => html`<account-data></account-data>`],
};

/** Somebody's own account. */
class AccountPage extends Page {
  updated() {
    bringIntoSight(this.querySelector('.tabs'));
  }

  render() {
    if (!session.user) return logInFirst('your account');
    const view = VIEWS[this.parameters.view] ? this.parameters.view : 'profile';
    return html`
      <header class="top"><h1>${session.user.name}</h1>
        <button class="quiet" @click=${logOut}>Log out</button></header>
      <nav class="tabs" aria-label="Your account">${Object.entries(VIEWS).map(([name, [title]]) => html`
        <a href="#/account${name === 'profile' ? '' : `/${name}`}" aria-current=${name === view ? 'page' : nothing}>${title}</a>`)}</nav>
      ${VIEWS[view][1]()}`;
  }
}

/** Here and in all tabs. Whose service does not answer stays logged in: the cookie is the service's to take back. */
const logOut = () => attempt(async () => {
  await act('POST', '/auth/logout');
  session.end();
}, 'You are logged out.');

customElements.define('account-page', AccountPage);

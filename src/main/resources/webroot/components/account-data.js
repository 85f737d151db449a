import { html, nothing } from 'lit';
import { act, find } from '../api.js';
import { Plain } from '../component.js';
import { field, Form, sending } from '../forms.js';
import { attempt, say } from '../said.js';
import { session } from '../session.js';
import { day, moment } from '../words.js';

const LOOK_AGAIN = 2_000;

/** All that is kept about somebody: to have it, and to have it forgotten. */
class AccountData extends Plain {
  static properties = { made: { state: true } };

  #looking = 0;
  #key = crypto.randomUUID();

  #farewell = new Form(this, {
    send: async ({ password }) => {
      const { deleteAt } = (await act('DELETE', '/me', { password })).body;
      session.changed({ ...session.user, deleteAt });
      say(`Your account will be forgotten on ${day(deleteAt)}.`);
    },
    place: problem => (problem.slug === 'forbidden' ? 'password' : null),
  });

  constructor() {
    super();
    this.made = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.stop = session.watch(() => this.requestUpdate());
    const id = localStorage.getItem(mark());
    if (id) this.#look(id);
  }

  disconnectedCallback() {
    this.stop();
    clearTimeout(this.#looking);
    super.disconnectedCallback();
  }

  async #make() {
    const { body } = await act('POST', '/me/exports', undefined, { key: this.#key });
    this.#key = crypto.randomUUID();
    localStorage.setItem(mark(), body.id);
    await this.#look(body.id);
  }

  /** Until it is ready. */
  async #look(id) {
    clearTimeout(this.#looking);
    this.made = await find(`/me/exports/${id}`).catch(() => this.made);
    if (!this.made) localStorage.removeItem(mark());
    if (this.made?.state === 'running' && this.isConnected) this.#looking = setTimeout(() => this.#look(id), LOOK_AGAIN);
  }

  #save() {
    const file = new Blob([JSON.stringify(this.made.data, null, 2)], { type: 'application/json' });
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file),
      download: `paddock-${this.made.askedAt.slice(0, 10)}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  render() {
    const { made } = this;
    return html`
      <section class="panel" aria-labelledby="export-title">
        <h2 id="export-title">All that is kept about you</h2>
        <p>Your account, teams, leagues and notifications, as one JSON file.</p>
        <p role="status">${made?.state === 'running' ? 'It is being made …' : made
          ? html`Made on ${moment(made.askedAt)}, here until ${day(made.expiresAt)}.` : nothing}</p>
        <p class="deeds">${made?.state === 'ready' ? html`<button @click=${this.#save}>Save the file</button>` : nothing}
          <button class="quiet" ?disabled=${made?.state === 'running'}
            @click=${() => attempt(() => this.#make())}>${made ? 'Make another' : 'Make it'}</button></p>
      </section>
      ${session.user?.deleteAt ? this.#leaving(session.user.deleteAt) : this.#leave()}`;
  }

  #leaving(deleteAt) {
    return html`
      <section class="panel farewell" aria-labelledby="farewell-title">
        <h2 id="farewell-title">Your account will be forgotten on ${moment(deleteAt)}</h2>
        <p>Until then nothing is lost.</p>
        <p class="deeds"><button @click=${() => attempt(stay, 'You stay.')}>Keep my account</button></p>
      </section>`;
  }

  #leave() {
    const form = this.#farewell;
    return html`
      <section class="panel farewell" aria-labelledby="farewell-title">
        <h2 id="farewell-title">Delete the account</h2>
        <p>In 14 days your name, address, log-ins and notifications are forgotten; until then you can change your mind. Your teams keep
          their scores under a pseudonym and leave their leagues; leagues of yours go to whoever has been in them longest.</p>
        <form @submit=${form.submit} novalidate>
          ${field(form, { name: 'password', label: 'Your password', type: 'password', autocomplete: 'current-password', maxlength: 512 })}
          <label class="switch"><input type="checkbox" name="sure" required> I want my account to be forgotten</label>
          ${form.errors.sure ? html`<p class="error">Say so here, if you are sure.</p>` : nothing}
          ${sending(form, 'Delete my account', { danger: true })}
        </form>
      </section>`;
  }
}

/** Where this browser keeps which export was asked for last. */
const mark = () => `paddock.export.${session.user?.userId}`;

async function stay() {
  await act('POST', '/me/undelete');
  const { deleteAt, ...user } = session.user;
  session.changed(user);
}

customElements.define('account-data', AccountData);

import { html, nothing } from 'lit';
import { act, find } from '../api.js';
import { Plain } from '../component.js';
import { Feed } from '../feed.js';
import { field, Form, sending } from '../forms.js';
import { attempt } from '../said.js';
import { session } from '../session.js';
import { count, moment } from '../words.js';
import './sure-button.js';

/** Somebody's own endpoint, to which his notifications are posted. */
class OwnWebhook extends Plain {
  static properties = { secret: { state: true }, tested: { state: true } };

  #open = false;

  /** Most have none: it is asked for once somebody wants to see it. */
  #feed = new Feed(this, { ask: async () => (session.user && this.#open ? { hook: await find('/me/webhook') } : null) });

  #form = new Form(this, {
    send: async ({ url }) => {
      this.secret = (await act('PUT', '/me/webhook', { url })).body.secret;
      this.tested = null;
      await this.#feed.again();
    },
  });

  constructor() {
    super();
    this.secret = null;
    this.tested = null;
  }

  render() {
    const { data, problem } = this.#feed;
    return html`
      <section class="panel" aria-labelledby="hook-title"><details @toggle=${this.#toggle}>
        <summary><h2 id="hook-title">Your webhook</h2></summary>
        <p>Your notifications, posted to an address of yours as signed JSON, as they are ticked above.</p>
        ${data ? this.#own(data.hook) : html`<p aria-busy=${!problem}>${problem?.message ?? nothing}</p>`}
      </details></section>`;
  }

  #toggle(event) {
    this.#open = event.target.open;
    if (this.#open) this.#feed.again();
  }

  #own(hook) {
    const form = this.#form;
    return html`
      ${hook ? html`
        <p><code>${hook.url}</code> <small>since ${moment(hook.createdAt)}</small></p>
        ${hook.failingSince ? html`<p class="error">It has not taken anything since ${moment(hook.failingSince)}.</p>` : nothing}`
          : nothing}
      ${this.secret ? html`
        <div class="secret" role="status"><p>Its secret, which signs what is sent. It is shown this once:</p>
          <p><code>${this.secret}</code> <button class="quiet"
            @click=${() => attempt(() => navigator.clipboard.writeText(this.secret), 'Copied.')}>Copy</button></p></div>` : nothing}
      ${hook ? html`
        <p class="deeds"><button class="quiet" @click=${() => attempt(() => this.#test())}>Send a test</button>
          <sure-button label="Delete it" question="Delete it, with what waits for it?" yes="Delete" done="It is deleted."
            .deed=${() => this.#remove()}></sure-button></p>
        <p role="status">${this.tested ? outcome(this.tested) : nothing}</p>` : nothing}
      <form @submit=${form.submit} novalidate>
        ${field(form, { name: 'url', label: hook ? 'Another address' : 'Address', type: 'url', maxlength: 2000,
          hint: 'http or https, to a public address. A new secret is made.' })}
        ${sending(form, hook ? 'Replace it' : 'Make it')}
      </form>`;
  }

  async #test() {
    this.tested = (await act('POST', '/me/webhook/test')).body;
  }

  async #remove() {
    await act('DELETE', '/me/webhook');
    this.secret = null;
    this.tested = null;
    await this.#feed.again();
  }
}

const outcome = ({ delivered, status, error, tookMillis }) =>
  `${delivered ? 'It has arrived' : 'It did not arrive'}: ${status ? `answered ${status}` : error} after ${count(tookMillis, 'ms', 'ms')}.`;

customElements.define('own-webhook', OwnWebhook);

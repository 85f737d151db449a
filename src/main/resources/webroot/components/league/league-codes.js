import { html, nothing } from 'lit';
import { act, get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { field, Form, sending } from '../../forms.js';
import { attempt, say } from '../../said.js';
import { count, day, moment } from '../../words.js';

/** By which others come in: each code with its end and its uses, as a link to send. */
class LeagueCodes extends Plain {
  static properties = { league: { attribute: false } };
  #feed = new Feed(this, { ask: () => get(`/leagues/${this.league.id}/invite-codes`) });
  #make = new Form(this, {
    send: async ({ expiresAt, maxUses }, key) => {
      const end = expiresAt ? { expiresAt: new Date(expiresAt).toISOString() } : {};
      await this.#act('POST', '', { ...end, ...(maxUses ? { maxUses: Number(maxUses) } : {}) }, key);
      say('Another code works now.');
    },
  });

  render() {
    const { data, problem } = this.#feed;
    return html`
      ${problem ? html`<p class="problem" role="status">${problem.message}</p>` : nothing}
      ${!data ? html`<p class="empty">Loading …</p>` : data.codes.length ? html`<ul>${data.codes.map(code => this.#code(code))}</ul>`
        : html`<p class="empty">No code works: nobody comes in by one.</p>`}
      <form @submit=${this.#make.submit} novalidate>
        ${field(this.#make, { name: 'expiresAt', label: 'Until', type: 'datetime-local', required: false })}
        ${field(this.#make, { name: 'maxUses', label: 'Uses at most', type: 'number', required: false })}
        ${sending(this.#make, 'Make a code')}
      </form>
      <p class="note">Left empty, a code has no end and no limit.</p>`;
  }

  #code(code) {
    return html`
      <li>
        <span><span class="code">${code.code}</span><small> made ${day(code.createdAt)},
          ${count(code.uses, 'use')}${code.maxUses ? ` of ${code.maxUses}` : ''}${
          code.expiresAt ? `, until ${moment(code.expiresAt)}` : ''}</small></span>
        <span class="deeds">
          <button @click=${() => this.#copy(code)}>Copy the link<span class="visually-hidden"> of ${code.code}</span></button>
          <button class="quiet" @click=${() => this.#rotate(code)}>Rotate<span class="visually-hidden"> ${code.code}</span></button>
          <button class="quiet" @click=${() => this.#revoke(code)}>Take back<span
            class="visually-hidden"> ${code.code}</span></button></span>
      </li>`;
  }

  #rotate({ id }) {
    return attempt(() => this.#act('POST', `/${id}/rotate`, undefined, crypto.randomUUID()), 'Another code has taken its place.');
  }

  #revoke({ id, code }) {
    return attempt(() => this.#act('DELETE', `/${id}`), `${code} opens nothing any more.`);
  }

  async #act(method, path, body, key) {
    await act(method, `/leagues/${this.league.id}/invite-codes${path}`, body, { key });
    await this.#feed.again();
  }

  async #copy(code) {
    const link = new URL(code.link, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      say(`Copied: ${link}`);
    } catch {
      say(`This browser does not let pages copy. The link is ${link}`);
    }
  }
}

customElements.define('league-codes', LeagueCodes);

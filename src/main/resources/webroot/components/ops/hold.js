import { html } from 'lit';
import { act, read } from '../../api.js';
import { Plain } from '../../component.js';
import { attempt } from '../../said.js';
import { moment, session } from '../../words.js';
import { confirmed } from './ask.js';
import { ago } from './words.js';

/** A change that is not believed: what would differ, why it is held, and who decides. */
class OpsHold extends Plain {
  static properties = { hold: { attribute: false } };

  /** Decided on what the administrator has seen: if the source has said something else meanwhile, it is refused. */
  async #decide(decision) {
    const { id, sessionId, revision } = this.hold;
    const given = await confirmed({ title: `${decision === 'approve' ? 'Approve' : 'Reject'} the change of ${sessionId}?`,
      yes: decision === 'approve' ? 'Approve' : 'Reject', reason: true,
      text: decision === 'approve'
        ? 'It becomes the next version: teams are scored anew, and everybody whom it moved is told. The reason is shown to all.'
        : 'The version stays, and the same answer of the source is not asked about again.' });
    if (!given) return;
    const done = await attempt(async () => {
      const { body, etag } = await read(`/admin/holds/${id}`);
      if (body.revision !== revision) throw new Error('It has changed since you looked. Look again.');
      await act('PUT', `/admin/holds/${id}`, { decision, reason: given.reason }, { etag });
    }, `The change of ${sessionId} is ${decision === 'approve' ? 'approved' : 'rejected'}.`);
    if (done) this.dispatchEvent(new Event('decided'));
  }

  render() {
    const { hold } = this;
    return html`
      <article class="hold" aria-label="Change of ${hold.sessionId}">
        <header><h3><a href="#/races/${hold.raceId}">${hold.raceId}</a> · ${session(hold.session)}, after v${hold.follows}</h3>
          <small>${hold.source}, first ${moment(hold.fetchedAt)}, last said ${ago(hold.seenAt)}</small></header>
        <p>Held because ${hold.why}.</p>
        <div class="scroll" tabindex="0" role="group" aria-label="What would change"><table>
          <thead><tr><th scope="col">Driver</th><th scope="col">What</th><th scope="col">From</th><th scope="col">To</th></tr></thead>
          <tbody>${hold.changes.map(change => html`<tr><th scope="row">${change.driver ?? change.driverId}</th><td>${change.field}</td>
            <td>${change.from ?? '–'}</td><td>${change.to ?? '–'}</td></tr>`)}</tbody>
        </table></div>
        <div class="deeds"><button class="quiet" @click=${() => this.#decide('reject')}>Reject …</button><button
          @click=${() => this.#decide('approve')}>Approve …</button></div>
      </article>`;
  }
}

customElements.define('ops-hold', OpsHold);

import { html } from 'lit';
import { Plain } from '../component.js';
import { draftOf } from '../draft.js';
import { moment } from '../words.js';

/** Two line-ups for one place: the one that was saved elsewhere meanwhile, and the one here. */
class LineupConflict extends Plain {
  static properties = { theirs: { attribute: false }, ours: { attribute: false }, market: { attribute: false } };

  firstUpdated() {
    this.querySelector('h3').focus();
  }

  render() {
    const stored = draftOf(this.theirs);
    return html`
      <section class="panel conflict" aria-labelledby="conflict-title">
        <h3 id="conflict-title" tabindex="-1">Saved elsewhere meanwhile</h3>
        <p>The line-up that you began with was replaced at ${moment(this.theirs.savedAt)}, in another tab or on another device.
          Yours was not saved. Which one shall count?</p>
        <div class="two">
          <div><h4>Stored now</h4>${this.#list(stored, this.ours)}<button class="quiet"
            @click=${() => this.#choose('theirs')}>Take the stored one</button></div>
          <div><h4>Yours, here</h4>${this.#list(this.ours, stored)}<button
            @click=${() => this.#choose('ours')}>Save mine instead</button></div>
        </div>
      </section>`;
  }

  #list(one, other) {
    const role = id => (id === one.captain ? ' (captain)' : id === one.vice ? ' (vice-captain)' : '');
    const name = id => this.market.drivers.find(d => d.driverId === id)?.driver ?? this.theirs.drivers.find(d => d.driverId === id)?.driver
      ?? id;
    const team = id => this.market.constructors.find(c => c.constructorId === id)?.constructor ?? id;
    const item = (id, text, alone) => html`<li class=${alone ? 'alone' : ''}>${text}${alone ? html` <small>only here</small>` : ''}</li>`;
    return html`<ul>${one.drivers.map(id => item(id, name(id) + role(id), !other.drivers.includes(id)))}
      ${one.constructors.map(id => item(id, team(id), !other.constructors.includes(id)))}</ul>`;
  }

  #choose(which) {
    this.dispatchEvent(new CustomEvent(which));
  }
}

customElements.define('lineup-conflict', LineupConflict);

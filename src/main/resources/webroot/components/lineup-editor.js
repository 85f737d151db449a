import { html, nothing } from 'lit';
import { act, api, get, Problem, read } from '../api.js';
import { Plain } from '../component.js';
import * as drafts from '../draft.js';
import { Feed } from '../feed.js';
import { forgetDraft, keepDraft, keptDraft, leftBehind } from '../kept-drafts.js';
import { listen } from '../live.js';
import { LockClock } from '../lock.js';
import { announce, say } from '../said.js';
import { moment, shortName, span, zone } from '../words.js';
import { chipChoice } from './chip-choice.js';
import './driver-market.js';
import './picked-panel.js';
import './lineup-conflict.js';
import './save-history.js';

const CHECK_AFTER = 500;
/** Work that moves prices or locks. */
const CHANGES = ['fantasy.prices', 'fantasy.lock.watch'];

/**
 * The line-up of the next race, being made. What is not saved is kept in this tab, also when the lock passes; what is saved is made from
 * what was seen, and never over what was saved elsewhere without asking.
 */
class LineupEditor extends Plain {
  static properties = {
    team: { attribute: false }, draft: { state: true }, check: { state: true }, refused: { state: true }, conflict: { state: true },
    saved: { state: true }, busy: { state: true },
  };

  #raceId = null;
  /** The ETag that the draft was made from. */
  #base = null;
  #checking = 0;
  #unhear;

  #lock = new LockClock(this, () => this.#feed.again());
  #feed = new Feed(this, { ask: () => this.#ask(), topics: () => this.#raceId ? [`push.race.${this.#raceId}`] : [] });

  constructor() {
    super();
    Object.assign(this, { draft: null, check: null, refused: [], conflict: null, saved: null, busy: false });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#unhear = listen('push.polls', { hear: ({ events }) => events.some(e => CHANGES.includes(e.kind) && e.outcome === 'changed')
      && this.#feed.soon() });
  }

  disconnectedCallback() {
    this.#unhear();
    clearTimeout(this.#checking);
    super.disconnectedCallback();
  }

  async #ask() {
    const { teamId, season, ruleSet } = this.team;
    const { coming } = await get('/me/teams', { season });
    this.#raceId ??= coming?.raceId ?? null;
    if (!this.#raceId) return { over: true };
    const [lineup, calendar, rules] = await Promise.all([read(`/teams/${teamId}/lineups/${this.#raceId}`), api.season(season),
      this.#rules(ruleSet)]);
    const market = await get('/prices', { season, round: lineup.body.round, ruleSet });
    this.#lock.hear(lineup.body);
    const race = calendar?.races.find(r => r.raceId === this.#raceId);
    const data = { lineup: lineup.body, etag: lineup.etag, coming, rules, market, calendar,
      race: race ? shortName(race.name) : this.#raceId };
    this.#take(data);
    return data;
  }

  async #rules(ruleSet) {
    const { ruleSets } = await get('/rules');
    const { version } = ruleSets.find(set => set.id === ruleSet);
    return (await get(`/rules/${ruleSet}/${version}`)).rules;
  }

  /** What was begun in this tab goes on; else what is stored is where one begins. */
  #take({ lineup, etag }) {
    const stored = drafts.draftOf(lineup);
    if (this.draft && !drafts.same(this.draft, this.#stored ?? stored)) return;
    this.#stored = stored;
    const kept = keptDraft(this.team.teamId, this.#raceId);
    this.draft = kept?.draft ?? stored;
    this.#base = kept?.base ?? etag;
    if (kept) this.#soonCheck();
  }

  /** What the draft was made from, to tell whether it differs. */
  #stored = null;

  get #dirty() {
    return Boolean(this.draft && this.#stored && !drafts.same(this.draft, this.#stored));
  }

  #change(draft) {
    if (this.#lock.locked) return;
    this.draft = draft;
    this.refused = [];
    this.saved = null;
    if (this.#dirty) keepDraft(this.team.teamId, this.#raceId, { draft, base: this.#base });
    else forgetDraft(this.team.teamId, this.#raceId);
    this.check = null;
    this.#soonCheck();
  }

  #weigh() {
    const { rules, market, lineup } = this.#feed.data;
    return drafts.weigh(this.draft, rules, market, this.check?.budgetTenths ?? lineup.budgetTenths);
  }

  #soonCheck() {
    clearTimeout(this.#checking);
    this.#checking = setTimeout(() => this.#ownCheck(), CHECK_AFTER);
  }

  /** The service's words, once our own rules have nothing to say. */
  async #ownCheck() {
    const draft = this.draft;
    if (!this.#feed.data || this.#lock.locked || this.#weigh().faults.some(fault => fault.place !== 'cost')) return;
    try {
      const { body } = await act('POST', '/lineups/validate', { raceId: this.#raceId, teamId: this.team.teamId,
        ...drafts.asked(draft, this.#feed.data.rules) });
      if (draft === this.draft) this.check = body;
    } catch {
      // A check is a courtesy: the save says it again.
    }
  }

  render() {
    const { data, problem } = this.#feed;
    if (data?.over) return html`<p class="empty">No race of ${this.team.season} is left to pick for.
      <a href="#/teams/${this.team.teamId}">The team</a></p>`;
    if (!data || !this.draft) return problem ? html`<p class="empty" role="status">The line-up cannot be shown: ${problem.message}</p>`
      : html`<p class="empty waiting">Loading the line-up …</p>`;
    const { lineup, rules, market, race } = data;
    const locked = this.#lock.locked;
    const weighed = this.#weigh();
    const { team } = rules;
    const faults = [...weighed.faults, ...this.refused, ...(this.check?.errors ?? [])
      .map(error => ({ place: drafts.placeOf(error), text: error.message }))
      .filter(error => !weighed.faults.some(own => own.place === error.place))];
    return html`
      <header class="round">
        <h2>Round ${lineup.round}: ${race}</h2>
        ${this.#when(lineup, locked)}
      </header>
      <p role="alert" class="lock-warning">${this.#lock.warning}</p>
      ${locked ? this.#closed(lineup, race) : nothing}
      ${leftBehind(this.team.teamId, lineup.raceId).map(raceId => this.#late(raceId))}
      ${this.conflict ? html`<lineup-conflict .theirs=${this.conflict.lineup} .ours=${this.draft} .market=${market}
        @theirs=${this.#takeTheirs} @ours=${this.#keepOurs}></lineup-conflict>` : nothing}
      <div class="editor">
        <div class="markets">
          <driver-market kind="drivers" .rows=${market.drivers} .picked=${this.draft.drivers}
            .full=${this.draft.drivers.length >= team.drivers}
            .left=${weighed.left} .still=${locked} @pick=${this.#pick}></driver-market>
          ${team.constructors ? html`<driver-market kind="constructors" .rows=${market.constructors} .picked=${this.draft.constructors}
            .full=${this.draft.constructors.length >= team.constructors}
            .left=${weighed.left} .still=${locked} @pick=${this.#pick}></driver-market>` : nothing}
          ${rules.chips ? chipChoice(rules.chips, { round: lineup.round, chosen: this.draft.chip, still: locked,
            choose: chip => this.#change({ ...this.draft, chip }) }) : nothing}
        </div>
        <picked-panel .draft=${this.draft} .rules=${rules} .market=${market} .lineup=${lineup} .weighed=${weighed} .faults=${faults}
          .check=${this.check} .dirty=${this.#dirty} .still=${locked} .busy=${this.busy} .saved=${this.saved}
          @pick=${this.#pick} @captain=${e => this.#change(drafts.captained(this.draft, e.detail))}
          @vice=${e => this.#change(drafts.viced(this.draft, e.detail))}
          @save=${() => this.#save(faults)} @undo=${this.#undo}></picked-panel>
      </div>
      <save-history .teamId=${this.team.teamId} .raceId=${lineup.raceId} .revision=${lineup.revision} .market=${market}></save-history>`;
  }

  #when({ lockAt }, locked) {
    const { left } = this.#lock;
    const at = html`<time datetime=${lockAt}>${moment(lockAt)} ${zone(lockAt)}</time>`;
    return locked ? html`<p>Locked since ${at}.</p>` : html`<p>Locks
      in <strong class="left">${span(left)}</strong>, ${at}, by the service's clock.</p>`;
  }

  #closed({ lockAt, season }, race) {
    const { coming } = this.#feed.data;
    const next = coming && coming.raceId !== this.#raceId ? coming : null;
    return html`
      <section class="panel closed" aria-labelledby="closed-title">
        <h3 id="closed-title">Line-ups of ${race} have locked</h3>
        <p>They locked at ${moment(lockAt)} ${zone(lockAt)}, the start of the weekend's first scored session. What was saved by then counts,
          and everybody can see it now.
          ${this.#dirty ? html`<strong>What you changed after your last save was not sent.</strong> It is kept in this tab.` : nothing}</p>
        ${next ? html`<p class="deeds">
          <button @click=${this.#goOn}>Edit for the next race (round ${next.round})</button></p>`
          : html`<p>It was the last race of ${season}.</p>`}
      </section>`;
  }

  /** A draft of a race that has locked without it. */
  #late(raceId) {
    const { calendar } = this.#feed.data;
    const race = calendar?.races.find(r => r.raceId === raceId);
    const forget = () => {
      forgetDraft(this.team.teamId, raceId);
      this.requestUpdate();
    };
    const begin = () => {
      const { draft } = keptDraft(this.team.teamId, raceId);
      forget();
      this.#change({ ...draft, chip: null });
    };
    return html`<p class="panel late">A line-up that you began for ${race ? shortName(race.name) : raceId} was not sent before the lock.
      <span class="deeds"><button class="quiet" @click=${begin}>Begin with it</button> <button class="quiet"
        @click=${forget}>Forget it</button></span></p>`;
  }

  #pick = ({ detail: { kind, id } }) => {
    const { team } = this.#feed.data.rules;
    if (this.#lock.locked) return;
    if (!drafts.has(this.draft, kind, id) && this.draft[kind].length >= (kind === 'drivers' ? team.drivers : team.constructors)) {
      say(`${this.draft[kind].length} are picked already: take one out first.`, { bad: true });
      return;
    }
    this.#change(drafts.toggled(this.draft, kind, id));
  };

  #undo = () => {
    this.#change(this.#stored);
    this.#base = this.#feed.data.etag;
  };

  async #save(faults) {
    if (this.busy || this.#lock.locked) return;
    if (faults.length) {
      say(faults[0].text, { bad: true });
      return;
    }
    this.busy = true;
    try {
      const path = `/teams/${this.team.teamId}/lineups/${this.#raceId}`;
      const { body, etag } = await act('PUT', path, drafts.asked(this.draft, this.#feed.data.rules), { etag: this.#base });
      this.#became(body, etag);
      this.saved = body;
      announce(`Saved at ${moment(body.savedAt)}, with a receipt.`);
    } catch (problem) {
      await this.#notSaved(problem);
    } finally {
      this.busy = false;
    }
  }

  /** The stored line-up is this one, and so is the draft. */
  #became(lineup, etag) {
    forgetDraft(this.team.teamId, this.#raceId);
    this.#feed.data = { ...this.#feed.data, lineup, etag };
    this.#lock.hear(lineup);
    this.#stored = drafts.draftOf(lineup);
    // What is the same stays in the order in which it was picked.
    if (!drafts.same(this.draft, this.#stored)) this.draft = this.#stored;
    this.#base = etag;
    this.check = null;
    this.conflict = null;
  }

  async #notSaved(problem) {
    if (!(problem instanceof Problem)) {
      say('The service cannot be reached. Nothing was saved, and nothing is lost: try again.', { bad: true });
    } else if (problem.status === 412) {
      const stored = await read(`/teams/${this.team.teamId}/lineups/${this.#raceId}`);
      this.conflict = { lineup: stored.body, etag: stored.etag };
    } else if (problem.slug === 'lineup-locked') {
      say(problem.message, { bad: true });
      await this.#feed.again();
    } else if (problem.status === 422) {
      this.refused = (problem.body.errors ?? []).map(error => ({ place: drafts.placeOf(error), text: error.message }));
      if (!this.refused.length) say(problem.message, { bad: true });
    } else {
      say(problem.message, { bad: true });
    }
  }

  #takeTheirs = () => {
    this.#became(this.conflict.lineup, this.conflict.etag);
    say('The stored line-up stays. What you had here is gone.');
  };

  #keepOurs = () => {
    const { lineup, etag } = this.conflict;
    this.#feed.data = { ...this.#feed.data, lineup, etag };
    this.#stored = drafts.draftOf(lineup);
    this.#base = etag;
    this.conflict = null;
    this.#save(this.#weigh().faults);
  };

  /** To the next race. What came too late for this one is offered there. */
  #goOn = () => {
    this.#raceId = this.#feed.data.coming.raceId;
    this.#stored = null;
    Object.assign(this, { draft: null, check: null, refused: [], conflict: null, saved: null });
    this.#feed.again();
  };
}

customElements.define('lineup-editor', LineupEditor);

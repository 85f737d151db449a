import { html, nothing } from 'lit';
import { act, get } from '../api.js';
import { Page } from '../component.js';
import { Feed } from '../feed.js';
import { logInFirst } from '../places.js';
import { query } from '../router.js';
import { attempt } from '../said.js';
import { session } from '../session.js';
import { tellUnread } from '../unread.js';
import { moment, signed } from '../words.js';

const A_PAGE = 25;
const KINDS = { correction: ['✎', 'Correction'], deadline: ['◷', 'Lock'], league: ['⚑', 'League'], security: ['◈', 'Account'] };

/** What somebody is told, newest first. */
class NotificationsPage extends Page {
  #feed = new Feed(this, {
    ask: () => this.#ask(),
    topics: () => (session.user ? [`push.user.${session.user.userId}`] : []),
  });

  async #ask() {
    if (!session.user) return null;
    const { unread, cursor } = asked();
    const page = await get('/me/notifications', { limit: A_PAGE, unread: unread || undefined, cursor });
    tellUnread(page.unread);
    return page;
  }

  willUpdate(changed) {
    if (changed.has('parameters') && this.hasUpdated) this.#feed.again();
  }

  render() {
    if (!session.user) return logInFirst('what you are told');
    const { data, problem } = this.#feed;
    const { unread, cursor } = asked();
    return html`
      <header class="top"><h1>Notifications</h1>
        <button class="quiet" ?disabled=${!data?.unread}
          @click=${() => attempt(() => this.#read('read-all'), 'All are read.')}>Mark all read</button></header>
      <div class="bar">
        <nav class="tabs" aria-label="Which">
          <a href="#/notifications" aria-current=${unread ? nothing : 'page'}>All</a>
          <a href="#/notifications?unread"
            aria-current=${unread ? 'page' : nothing}>Unread${data?.unread ? ` (${data.unread})` : ''}</a></nav>
        <a href="#/account/notifications">What you hear, and how</a>
      </div>
      <section class="panel" aria-label="Notifications" aria-busy=${!data && !problem}>
        ${problem ? html`<p role="status">They cannot be shown: ${problem.message}
          ${cursor ? html`<a href="#/notifications">To the newest</a>`
            : html`<button class="quiet" @click=${() => this.#feed.again()}>Try again</button>`}</p>` : nothing}
        ${data ? this.#list(data, unread) : nothing}
      </section>
      ${data && (cursor || data.next) ? html`<nav class="pages" aria-label="Pages">
        ${cursor ? html`<a href=${place(unread)}>To the newest</a>` : nothing}
        ${data.next ? html`<a href=${place(unread, data.next)} @click=${() => scrollTo(0, 0)}>Older ones</a>` : nothing}</nav>` : nothing}`;
  }

  #list({ notifications }, unread) {
    if (!notifications.length) return html`<p class="empty">${unread ? 'You have read everything.'
      : 'Nothing yet. You are told here when a result of your teams is corrected, before line-ups lock, and what happens in your leagues.'
    }</p>`;
    return html`<ol class="letters">${notifications.map(letter => this.#letter(letter))}</ol>`;
  }

  #letter(letter) {
    const { id, at, kind, title, text, read, teams = [] } = letter;
    const [sign, word] = KINDS[kind] ?? ['•', kind];
    const link = target(letter);
    return html`
      <li class=${read ? 'read' : 'new'}>
        <span class="kind"><span aria-hidden="true">${sign}</span> ${word}${read ? nothing : html` <em>new</em>`}</span>
        <time datetime=${at}>${moment(at)}</time>
        <h2>${link ? html`<a href=${link} @click=${() => read || this.#read(`${id}/read`)}>${title}</a>` : title}</h2>
        <p>${text}</p>
        ${teams.length ? html`<ul class="effects">${teams.map(team => effect(team))}</ul>` : nothing}
        ${read ? nothing : html`<button class="quiet" @click=${() => attempt(() => this.#read(`${id}/read`))}>Mark read<span
          class="visually-hidden">: ${title}</span></button>`}
      </li>`;
  }

  async #read(which) {
    await act('PUT', `/me/notifications/${which}`);
    await this.#feed.again();
  }
}

/** What the address asks for: #/notifications?unread&cursor=… */
const asked = () => ({ unread: query().has('unread'), cursor: query().get('cursor') ?? undefined });

const place = (unread, cursor) => `#/notifications?${unread ? 'unread&' : ''}${cursor ? `cursor=${encodeURIComponent(cursor)}` : ''}`;

/** The page of what it is about. */
function target({ raceId, about = '' }) {
  if (raceId) return `#/races/${raceId}/corrections`;
  if (/^\/(races|leagues)\//.test(about)) return `#${about}`;
  return { '/me/sessions': '#/account/security', '/me': '#/account/data' }[about] ?? (about.startsWith('/admin/') ? '#/ops' : null);
}

const effect = ({ teamId, name, before, after }) => html`
  <li><a href="#/teams/${teamId}">${name}</a> ${before === undefined || before === after ? nothing
    : html`<span class=${after > before ? 'gain' : 'loss'}>${signed(after - before)}</span>`}</li>`;

customElements.define('notifications-page', NotificationsPage);

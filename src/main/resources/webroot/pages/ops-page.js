import { html, nothing } from 'lit';
import { html as still, unsafeStatic } from 'lit/static-html.js';
import { Page } from '../component.js';
import { session } from '../session.js';

/** View in the address, what it is called, the element that shows it: ops-now is in components/ops/now.js. */
const VIEWS = [
  ['', 'Now', 'ops-now'],
  ['subjects', 'Subjects', 'ops-subjects'],
  ['providers', 'Providers', 'ops-providers'],
  ['results', 'Results', 'ops-results'],
  ['waiting', 'Waiting', 'ops-waiting'],
  ['audit', 'Audit', 'ops-audit'],
];

/** The operations console: what is tracked, asked, found, and what waits for somebody. For administrators. */
class OpsPage extends Page {
  static properties = { ready: { state: true } };

  constructor() {
    super();
    this.ready = null;
  }

  willUpdate() {
    const [, title, element] = this.#view();
    document.title = `${title} · Operations · Paddock`;
    if (this.#mayLook() && this.ready !== element) import(`../components/ops/${element.slice(4)}.js`).then(() => { this.ready = element; });
  }

  #view() {
    return VIEWS.find(([view]) => view === (this.parameters.view ?? '')) ?? VIEWS[0];
  }

  #mayLook = () => session.user?.role === 'admin';

  render() {
    if (!session.user) return this.#refused(html`<a href="#/login">Log in</a> as an administrator to see it.`);
    if (!this.#mayLook()) return this.#refused(
      html`Your account, ${session.user.name}, is not an administrator's. An administrator can make it one.`);
    const [view, , element] = this.#view();
    return html`
      <h1 class="visually-hidden">Operations</h1>
      <nav class="views" aria-label="Views of the console">${VIEWS.map(([path, name]) => html`
        <a href="#/ops${path && `/${path}`}" aria-current=${path === view ? 'page' : nothing}>${name}</a>`)}</nav>
      ${this.ready === element ? still`<${unsafeStatic(element)}></${unsafeStatic(element)}>`
        : html`<p class="panel empty" aria-busy="true">Loading</p>`}`;
  }

  #refused(what) {
    return html`<section class="panel refused"><h1>Operations</h1><p>The console is for administrators. ${what}</p></section>`;
  }
}

customElements.define('ops-page', OpsPage);

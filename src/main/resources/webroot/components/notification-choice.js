import { html, nothing } from 'lit';
import { act, read } from '../api.js';
import { Plain } from '../component.js';
import { edit, ownFeed } from '../edits.js';
import { Form, sending } from '../forms.js';
import { say } from '../said.js';
import { session } from '../session.js';
import { count } from '../words.js';
import { zones } from '../zones.js';

const KINDS = { correction: 'Corrections of results', deadline: 'Line-ups that lock', league: 'Your leagues', security: 'Your account' };
const CHANNELS = { inApp: 'On this page', email: 'E-mail', webhook: 'Webhook' };
const HOURS = [1, 2, 3, 6, 12, 24, 48, 72];
const AT_MOST = 5;

/** What concerns an account's security cannot be turned off. */
const always = (kind, channel) => kind === 'security' && channel !== 'webhook';

/** What somebody wants to hear by which channel, and when not. */
class NotificationChoice extends Plain {
  static properties = { quiet: { state: true } };

  #feed = ownFeed(this, '/me/notification-preferences', chosen => { this.quiet = Boolean(chosen.quietHours); });

  #form = new Form(this, {
    send: async values => {
      const { timeZone, ...chosen } = choice(values);
      if (timeZone && timeZone !== this.#feed.data.body.timeZone) await moveTo(timeZone);
      await edit(this.#feed, 'PUT', '/me/notification-preferences', chosen);
      say('Saved.');
    },
    place: problem => (problem.body?.errors?.[0]?.pointer === '/quietHours' ? 'from' : null),
  });

  render() {
    const { data, problem } = this.#feed;
    if (!data) return html`<section class="panel waiting" aria-busy=${!problem}>${problem?.message ?? nothing}</section>`;
    const form = this.#form;
    return html`
      <section class="panel" aria-labelledby="choice-title">
        <h2 id="choice-title">What you hear</h2>
        <form @submit=${form.submit} novalidate>
          ${this.#grid(data.body)}
          ${session.user?.verified ? nothing : html`<p class="note">Mail goes to a verified address only.
            <a href="#/account">Verify yours</a></p>`}
          ${this.#reminders(data.body)}
          ${this.#quietHours(data.body)}
          ${sending(form, 'Save')}
        </form>
      </section>`;
  }

  #grid({ channels }) {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="What you hear, by channel"><table class="channels">
        <thead><tr><th scope="col">About</th>${Object.values(CHANNELS).map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${Object.entries(KINDS).map(([kind, about]) => html`
          <tr><th scope="row">${about}</th>${Object.entries(CHANNELS).map(([channel, name]) => html`
            <td><input type="checkbox" name="${kind}.${channel}" aria-label="${about}: ${name}" .checked=${channels[kind][channel]}
              ?disabled=${always(kind, channel)}></td>`)}</tr>`)}</tbody>
      </table></div>`;
  }

  #reminders({ reminderHours }) {
    return html`
      <fieldset><legend>Remind me before line-ups lock</legend>
        <div class="hours">${[...new Set([...HOURS, ...reminderHours])].sort((a, b) => a - b).map(hour => html`
          <label class="switch"><input type="checkbox" name="hour.${hour}"
            .checked=${reminderHours.includes(hour)}>${count(hour, 'hour')}</label>`)}</div>
        <p class="hint">Up to ${AT_MOST} of them.</p></fieldset>`;
  }

  #quietHours({ quietHours, timeZone }) {
    const { errors } = this.#form;
    return html`
      <fieldset><legend>Quiet hours</legend>
        <label class="switch"><input type="checkbox" name="quiet" .checked=${this.quiet}
          @change=${event => { this.quiet = event.target.checked; }}>Mail and webhook wait until they end; what concerns
            security does not</label>
        ${this.quiet ? html`
          <div class="quiet-hours">
            <label class="field"><span class="label">From</span><input type="time" name="from" required
              .value=${quietHours?.from ?? '22:00'} aria-invalid=${errors.from ? 'true' : nothing}
              aria-describedby=${errors.from ? 'quiet-error' : nothing}></label>
            <label class="field"><span class="label">Until</span><input type="time" name="until" required
              .value=${quietHours?.until ?? '08:00'}></label>
            ${zones(timeZone)}
          </div>
          ${errors.from || errors.until ? html`<p class="error" id="quiet-error">${errors.from ?? errors.until}</p>` : nothing}`
            : nothing}</fieldset>`;
  }
}

/** The contract's words for what is ticked. */
function choice(values) {
  const ticked = (kind, channel) => always(kind, channel) || values[`${kind}.${channel}`] === 'on';
  const channels = Object.fromEntries(Object.keys(KINDS).map(kind =>
    [kind, Object.fromEntries(Object.keys(CHANNELS).map(channel => [channel, ticked(kind, channel)]))]));
  const reminderHours = Object.keys(values).filter(name => name.startsWith('hour.')).map(name => Number(name.slice(5)));
  if (reminderHours.length > AT_MOST) throw new Error(`At most ${AT_MOST} reminders.`);
  return { channels, reminderHours, timeZone: values.timeZone,
    ...(values.quiet ? { quietHours: { from: values.from, until: values.until } } : {}) };
}

/** The time zone is the account's. */
async function moveTo(timeZone) {
  const { etag } = await read('/me');
  session.changed((await act('PATCH', '/me', { timeZone }, { etag })).body);
}

customElements.define('notification-choice', NotificationChoice);

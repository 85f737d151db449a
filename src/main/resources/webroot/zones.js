// Time zones of the tz database, as the service knows them.

import { html } from 'lit';

const known = () => ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')];

/** The one that the browser is set to. */
export function ownZone() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return known().includes(timeZone) ? timeZone : 'UTC';
}

/** To choose from, under the form's name timeZone. */
export const zones = chosen => html`
  <label class="field"><span class="label">Time zone</span>
    <select name="timeZone">${[...new Set([chosen, ...known()])].map(zone =>
      html`<option value=${zone} ?selected=${zone === chosen}>${zone.replaceAll('_', ' ')}</option>`)}</select></label>`;

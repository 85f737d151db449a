import { html } from 'lit';

// The disc fills with the checks that confirmed a result, so the state reads without its colour and its word.
const STATES = {
  scheduled: ['○', 'Scheduled'],
  live: ['▶', 'Live'],
  over: ['–', 'Over'],
  awaiting_results: ['◌', 'Awaiting results'],
  provisional: ['◔', 'Provisional'],
  confirmed_24h: ['◑', 'Confirmed 24 h'],
  confirmed_48h: ['◕', 'Confirmed 48 h'],
  final: ['●', 'Final'],
  amended: ['✎', 'Amended'],
  cancelled: ['✕', 'Cancelled'],
};

/** @param version shown from the second on, and for what is still provisional */
export function badge(state, version = 0) {
  const [sign, word] = STATES[state] ?? ['?', state];
  const which = version > 1 || (version && state === 'provisional') ? ` v${version}` : '';
  return html`<span class="badge ${state}"><span class="sign" aria-hidden="true">${sign}</span>${word}${which}</span>`;
}

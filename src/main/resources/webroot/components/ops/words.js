// What the views of the console have in common: states, outcomes, links, small charts.

import { html, nothing, svg } from 'lit';
import { now } from '../../clock.js';
import { moment, raceOf, span, until } from '../../words.js';

/** A sign beside each word: never colour alone. */
const SIGNS = { waiting: '○', due: '▶', failing: '✕', deferred: '◔', stuck: '‼', paused: '❚❚', resting: '–',
  done: '✓', changed: '●', retry: '✕', stopped: '■', skipped: '↷', up: '✓', down: '✕', limited: '◔', unknown: '?' };

export const state = word => html`<span class="state ${word}"><span aria-hidden="true">${SIGNS[word] ?? '·'}</span> ${word}</span>`;

/** 12 ms, 3.4 s. */
export const millis = value => (value === undefined || value === null ? '–' : value < 1000 ? `${value} ms`
  : `${(value / 1000).toFixed(1)} s`);

export const percent = (part, all) => (all ? `${(100 * part / all).toFixed(part && part / all < 0.1 ? 1 : 0)} %` : '–');

export const ago = at => (at ? html`<time datetime=${at} title=${moment(at)}>${now() - new Date(at) < 0 ? moment(at)
  : `${span(now() - new Date(at))} ago`}</time>` : '–');

export const due = at => (at ? html`<time datetime=${at} title=${moment(at)}>${until(at, now())}</time>` : '–');

/** Where what a subject is about can be looked at. */
export function about(subject) {
  const [kind, id] = subject.split(':');
  if (kind === 'horse') return `#/horses/${id}`;
  return /^\d{4}-.*-[A-Z]/.test(id ?? '') ? `#/races/${raceOf(id)}` : null;
}

export const problemOf = feed => (feed.problem ? html`<p class="problem" role="status"><strong>Not up to date.</strong>
  ${feed.problem.message}</p>` : nothing);

const HEIGHT = 40;

/**
 * Bars side by side, the first kind at the bottom.
 *
 * @param bars  lists of numbers of equal length: [[of the first kind …], [of the second …]]
 * @param kinds class names, a list as long
 * @param label what a reader who does not see it is told
 */
export function bars(bars, kinds, label) {
  const length = bars[0].length;
  const sums = Array.from({ length }, (_, i) => bars.reduce((sum, list) => sum + (list[i] ?? 0), 0));
  const most = Math.max(1, ...sums);
  const tall = value => HEIGHT * value / most;
  return html`
    <svg class="bars" viewBox="0 0 ${length * 4} ${HEIGHT + 1}" preserveAspectRatio="none" role="img" aria-label=${label}>
      ${sums.map((_, i) => {
        let foot = HEIGHT;
        return bars.map((list, kind) => {
          const height = tall(list[i] ?? 0);
          foot -= height;
          return height ? svg`<rect class=${kinds[kind]} x=${i * 4} y=${foot} width="3" height=${Math.max(height, 1)}></rect>` : nothing;
        });
      })}
      <line x1="0" x2=${length * 4} y1=${HEIGHT + 0.5} y2=${HEIGHT + 0.5}></line>
    </svg>`;
}

import { html, nothing } from 'lit';
import { moment, span } from '../../words.js';
import { decimal, standing } from './words.js';

/** So many changes are shown without being asked for. */
const FEW = 4;
const KINDS = { status: 'Status', result: 'Result', final: 'Final', amended: 'Amended' };

/** Who won, and what it paid. */
export function resultOf(race) {
  if (!race.results.length) return nothing;
  const places = race.results.map(result => result.place);
  return html`
    <section class="panel result-panel" aria-labelledby="result-title">
      <h2 id="result-title">Result</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Placings"><table>
        <thead><tr><th scope="col" class="n">Place</th><th scope="col" class="n">No.</th><th scope="col">Runner</th>
          <th scope="col">Margin</th></tr></thead>
        <tbody>${race.results.map(({ place, number, name, margin }) => html`
          <tr><td class="n"><strong>${place}</strong></td><td class="n">${number}</td><th scope="row">${nameOf(race, number, name)}</th>
            <td>${margin ?? ''}${places.filter(other => other === place).length > 1 ? ' dead heat' : ''}</td></tr>`)}</tbody>
      </table></div>
      ${race.dividends.length ? dividends(race.dividends) : nothing}
    </section>`;
}

function dividends(all) {
  const statuses = [...new Set(all.map(dividend => dividend.status))].toSorted().reverse();
  const bets = new Map();
  for (const dividend of all) {
    const bet = `${dividend.product} ${dividend.description}`;
    if (!bets.has(bet)) bets.set(bet, { ...dividend, paid: new Map() });
    bets.get(bet).paid.set(dividend.status, dividend.amount);
  }
  return html`
    <h3>Dividends</h3>
    <div class="scroll" tabindex="0" role="region" aria-label="Dividends"><table>
      <thead><tr><th scope="col">Bet</th><th scope="col">Paid on</th>
        ${statuses.map(status => html`<th scope="col" class="n">${sentence(status)}</th>`)}</tr></thead>
      <tbody>${[...bets.values()].toSorted(simplestFirst).map(bet => html`
        <tr><th scope="row">${bet.product}</th><td>${bet.description.replaceAll(':', ' – ')}</td>${statuses.map(status => html`
          <td class="n">${bet.paid.has(status) ? decimal(bet.paid.get(status)) : '–'}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}

/** A bet on one runner before one on several, and on the winner before one on the placed. */
const simplestFirst = (a, b) => a.description.split(':').length - b.description.split(':').length
  || /place/i.test(a.product) - /place/i.test(b.product);

/** What a protest or a correction made of a result that had been final: places and dividends before and after. */
export function amendmentOf(race, revisions) {
  const amended = revisions.findLastIndex(revision => revision.kind === 'amended');
  if (amended < 1) return nothing;
  const before = revisions.slice(0, amended).findLast(revision => revision.results.length);
  if (!before) return nothing;
  const after = revisions[amended];
  const told = [...after.results, ...before.results];
  const was = new Map(before.results.map(result => [result.number, result.place]));
  const is = new Map(after.results.map(result => [result.number, result.place]));
  const numbers = [...new Set([...is.keys(), ...was.keys()])].filter(number => was.get(number) !== is.get(number));
  return html`
    <section class="panel amendment" aria-labelledby="amendment-title">
      <h2 id="amendment-title">Amended ${span(Date.parse(after.at) - Date.parse(race.finalAt ?? before.at))} after the result was final</h2>
      ${after.protestReason ? html`<p><strong>${after.protestReason}</strong></p>` : after.protest
        ? html`<p>A protest was lodged.</p>` : nothing}
      ${numbers.length ? html`
        <table>
          <thead><tr><th scope="col" class="n">No.</th><th scope="col">Runner</th><th scope="col" class="n">Was</th>
            <th scope="col" class="n">Is</th></tr></thead>
          <tbody>${numbers.map(number => html`
            <tr><td class="n">${number}</td><th scope="row">${nameOf(race, number, told.find(one => one.number === number)?.name)}</th>
              <td class="n"><del>${was.get(number) ?? 'unplaced'}</del></td>
              <td class="n"><strong>${is.get(number) ?? 'unplaced'}</strong></td></tr>`)}</tbody>
        </table>` : html`<p>The places stand.</p>`}
      ${changed(after.changes.filter(change => change.what !== 'result'))}
    </section>`;
}

/** Every revision of the result, the latest first, with what it changed. */
export function revisionsOf(revisions) {
  return html`
    <section class="panel" aria-labelledby="revisions-title">
      <h2 id="revisions-title">Revisions</h2>
      <ol class="revisions">${revisions.toReversed().map(revision => html`
        <li>
          <p><strong>${KINDS[revision.kind] ?? revision.kind}</strong>
            ${standing(revision.kind === 'amended' ? 'amended' : revision.status)}
            <small>revision ${revision.revision}, <time datetime=${revision.at}>${moment(revision.at)}</time></small></p>
          ${revision.changes.length > FEW
            ? html`<details><summary>${revision.changes.length} changes</summary>${changed(revision.changes)}</details>`
            : changed(revision.changes)}
        </li>`)}</ol>
    </section>`;
}

const changed = changes => (changes.length ? html`<ul class="changes">${changes.map(({ what, from, to }) => html`
  <li>${sentence(what)}: ${from ? html`<del>${from}</del> → ` : nothing}${to ?? html`<span class="loss">no more</span>`}</li>`)}</ul>`
    : nothing);

const nameOf = (race, number, told) => told ?? race.runners.find(runner => runner.number === number)?.name ?? `No. ${number}`;

const sentence = text => text.charAt(0).toUpperCase() + text.slice(1);

import { html } from 'lit';
import { chipName, chipWords } from '../rulewords.js';

/**
 * The chips that a line-up may play in its round, and none.
 *
 * @param chips  the rule set's, by id
 * @param still  nothing can be chosen any more
 * @param choose called with the id of the chip that was chosen, or null
 */
export function chipChoice(chips, { round, chosen, still, choose }) {
  const options = Object.entries(chips).map(([chip, rule]) =>
    [chip, chipName(chip), `${chipWords(chip, rule)}${round < rule.fromRound ? ` From round ${rule.fromRound} on.` : ''}`]);
  return html`
    <fieldset class="chips"><legend><h3>Chip, for this round alone</h3></legend>
      ${[[null, 'No chip', 'Keep them for another round.'], ...options].map(([chip, name, words]) => html`
        <label><input type="radio" name="chip" .checked=${chosen === chip} ?disabled=${still}
          @change=${() => choose(chip)}><span><strong>${name}</strong> <small>${words}</small></span></label>`)}
    </fieldset>`;
}

// A question before something that hurts.

import { html, nothing, render } from 'lit';

/**
 * Asks the reader, and gives the focus back where it was.
 *
 * @param title  the question
 * @param text   what will follow
 * @param yes    the word on the button that does it
 * @param reason whether a reason is asked for, of ten characters at least
 * @returns null when it was not confirmed, else {reason}
 */
export function confirmed({ title, text, yes, reason = false }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'ops-ask';
  dialog.setAttribute('aria-labelledby', 'ops-ask-title');
  document.body.append(dialog);
  return new Promise(answer => {
    let given = null;
    render(html`
      <article>
        <h2 id="ops-ask-title">${title}</h2>
        <p>${text}</p>
        <form method="dialog" @submit=${event => { given = { reason: event.target.elements.reason?.value.trim() }; }}>
          ${reason ? html`<label>Reason, for the audit log <textarea name="reason" rows="2" required minlength="10"
            maxlength="500"></textarea></label>` : nothing}
          <div class="choices">
            <button type="button" class="quiet" @click=${() => dialog.close()}>Cancel</button>
            <button>${yes}</button>
          </div>
        </form>
      </article>`, dialog);
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(given);
    });
    dialog.showModal();
  });
}

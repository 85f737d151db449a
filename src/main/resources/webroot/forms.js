// Forms that are sent to the API. What is wrong with a field is said beside it, all else under the form; what was throttled
// waits, and says how long.

import { html, nothing } from 'lit';

/** A Lit controller: one form of its host. */
export class Form {
  #host;
  #send;
  #place;
  #intention = { of: null, key: null };
  #until = 0;
  #ticking = 0;

  busy = false;
  /** What is wrong, by the field's name. */
  errors = {};
  /** What is wrong with none of them. */
  problem = null;

  /**
   * @param send  does it: gets the fields by name, and the key of this intention (the same when the same is sent again)
   * @param place answers the field beside which a refusal belongs that names none; null: under the form
   */
  constructor(host, { send, place = () => null }) {
    this.#host = host;
    this.#send = send;
    this.#place = place;
    host.addController(this);
  }

  hostDisconnected() {
    clearInterval(this.#ticking);
  }

  /** Seconds until it may be sent again. */
  get wait() {
    return Math.max(0, Math.ceil((this.#until - performance.now()) / 1000));
  }

  submit = async event => {
    event.preventDefault();
    const form = event.currentTarget;
    if (this.busy || this.wait) return;
    this.problem = null;
    this.errors = faults(form);
    const values = Object.fromEntries(new FormData(form));
    const wrong = Object.keys(this.errors).length > 0;
    this.busy = !wrong;
    this.#host.requestUpdate();
    if (!wrong) await this.#do(values, form);
    this.busy = false;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    form.querySelector('[aria-invalid=true]')?.focus();
  };

  async #do(values, form) {
    try {
      await this.#send(values, this.#key(values));
      this.#intention = { of: null, key: null };
    } catch (problem) {
      this.#refused(problem, form);
    }
  }

  #key(values) {
    const of = JSON.stringify(values);
    if (this.#intention.of !== of) this.#intention = { of, key: crypto.randomUUID() };
    return this.#intention.key;
  }

  #refused(problem, form) {
    for (const { pointer, message } of problem.body?.errors ?? []) {
      const field = pointer.replace(/^[/#]/, '').replaceAll('/', '.');
      if (form.elements.namedItem(field)) this.errors[field] ??= message;
    }
    if (Object.keys(this.errors).length) return;
    const field = this.#place(problem);
    if (field) this.errors[field] = problem.message;
    else this.problem = problem instanceof TypeError ? 'The service cannot be reached. Is there a connection?' : problem.message;
    if (problem.retryAfter) this.#waitFor(problem.retryAfter);
  }

  #waitFor(seconds) {
    this.#until = performance.now() + seconds * 1000;
    clearInterval(this.#ticking);
    this.#ticking = setInterval(() => {
      if (!this.wait) {
        clearInterval(this.#ticking);
        this.problem = null;
      }
      this.#host.requestUpdate();
    }, 1000);
  }
}

/** What the browser can tell by itself, in our words. */
function faults(form) {
  const found = {};
  for (const { name, validity, minLength, value, validationMessage, labels } of form.elements) {
    if (!name || !validity || validity.valid) continue;
    const label = labels[0]?.querySelector('.label')?.textContent ?? 'This';
    found[name] = validity.valueMissing ? `${label} is missing.`
      : validity.typeMismatch ? 'An e-mail address looks like name@example.org.'
        : validity.tooShort ? `At least ${minLength} characters; these are ${value.length}.` : validationMessage;
  }
  return found;
}

/** A labelled field with what is wrong about it. @param hint what may be entered */
export function field(form, { name, label, type = 'text', value = '', hint, autocomplete, minlength, maxlength, required = true,
  readonly = false }) {
  const error = form.errors[name];
  const id = `field-${name}`;
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`
    <label class="field"><span class="label">${label}</span>
      <input name=${name} type=${type} .value=${value} autocomplete=${autocomplete ?? nothing} minlength=${minlength ?? nothing}
        maxlength=${maxlength ?? nothing} ?required=${required} ?readonly=${readonly} aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${about || nothing}
        autocapitalize=${type === 'text' ? nothing : 'none'} spellcheck="false"></label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing}`;
}

/** The button that sends it, and what is wrong with the whole. */
export function sending(form, label, { busy = 'One moment …', danger = false } = {}) {
  return html`
    <p class="error" role="status">${form.problem ?? nothing}</p>
    <button type="submit" class=${danger ? 'danger' : nothing} aria-busy=${form.busy ? 'true' : nothing}
      ?disabled=${form.busy || form.wait > 0}>${form.wait
      ? `Again in ${form.wait} s` : form.busy ? busy : label}</button>`;
}

/** The same for one of several. @param options [[value, what is read], …] */
export function choice(form, { name, label, options, value = '', hint, required = true }) {
  const error = form.errors[name];
  const id = `field-${name}`;
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`
    <label class="field"><span class="label">${label}</span>
      <select name=${name} ?required=${required} aria-invalid=${error ? 'true' : nothing} aria-describedby=${about || nothing}>
        ${options.map(([key, read]) => html`<option value=${key}
          ?selected=${String(key) === String(value)}>${read}</option>`)}</select></label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing}`;
}

import { LitElement } from 'lit';
import { Watch } from './store.js';

/** A part of the page: drawn into the page itself, so that one style sheet serves all, and again when the store changes. */
export class Component extends LitElement {
  constructor() {
    super();
    new Watch(this);
  }

  createRenderRoot() {
    return this;
  }
}

export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

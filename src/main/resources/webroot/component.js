import { LitElement } from 'lit';
import { session } from './session.js';
import { Watch } from './store.js';

/** A part of a page: drawn into the page itself, so that one style sheet serves all. */
export class Plain extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/** A part of the season's page: drawn again when the store changes. */
export class Component extends Plain {
  constructor() {
    super();
    new Watch(this);
  }
}

/**
 * A whole page. Has the parameters of its address as properties, and the module of the view that it names, or null; is drawn again when
 * they change or somebody logs in or out. Sets document.title itself where the route's is not enough.
 */
export class Page extends Plain {
  static properties = { parameters: { attribute: false }, part: { attribute: false } };
  #stop;

  constructor() {
    super();
    this.parameters = {};
    this.part = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = session.watch(() => this.requestUpdate());
  }

  disconnectedCallback() {
    this.#stop();
    super.disconnectedCallback();
  }
}

const inSight = new WeakMap();

/** Of tabs that do not fit, the open one is brought into sight; once, for who reads may move them afterwards. */
export function bringIntoSight(tabs) {
  const open = tabs?.querySelector('[aria-current]');
  if (!open || inSight.get(tabs) === open) return;
  inSight.set(tabs, open);
  const [all, one] = [tabs, open].map(element => element.getBoundingClientRect());
  tabs.scrollLeft += one.left - all.left - (all.width - one.width) / 2;
}

export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

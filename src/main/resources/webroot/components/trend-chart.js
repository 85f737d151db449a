import { html, nothing, svg } from 'lit';
import { Plain } from '../component.js';

const HEIGHT = 240;
const LEFT = 46;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 24;
/** Of a named value, so that the last one is seen whole. */
const HALF_A_NAME = 18;
/** Told apart by dash and shape as well as by colour. */
const DASHES = ['', '7 3', '2 3', '9 3 2 3', '1 4'];
const SHAPES = [
  (x, y) => svg`<circle cx=${x} cy=${y} r="3"/>`,
  (x, y) => svg`<rect x=${x - 3} y=${y - 3} width="6" height="6"/>`,
  (x, y) => svg`<path d="M${x} ${y - 4}l4 7h-8z"/>`,
  (x, y) => svg`<path d="M${x} ${y - 4}l4 4l-4 4l-4 -4z"/>`,
  (x, y) => svg`<path d="M${x - 3} ${y - 3}l6 6m0 -6l-6 6" stroke="currentColor" stroke-width="2"/>`,
];

/** As many lines as can be told apart. */
export const MOST_LINES = SHAPES.length;

/**
 * Lines over one axis, drawn without a library. What it says is said by `label`, and in figures by a table of its host's.
 *
 * `series`: [{name, points: [[x, y], …]}], x ascending, y null where there is a gap; `x` and `y`: {format, ticks}, where ticks are the
 * values that are named; `upward`: whether larger values are further up (ranks are not); `steps`: a value holds until the next.
 */
class TrendChart extends Plain {
  static properties = {
    series: { attribute: false }, x: { attribute: false }, y: { attribute: false }, label: {}, upward: { type: Boolean },
    steps: { type: Boolean }, width: { state: true },
  };
  #watching = new ResizeObserver(([entry]) => { this.width = Math.round(entry.contentRect.width); });

  constructor() {
    super();
    this.upward = false;
    this.steps = false;
    this.width = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#watching.observe(this);
  }

  disconnectedCallback() {
    this.#watching.disconnect();
    super.disconnectedCallback();
  }

  render() {
    const points = this.series.flatMap(line => line.points).filter(([, y]) => y !== null);
    return html`
      <div class="plot">${this.width && points.length ? this.#plot(points) : nothing}</div>
      <ul class="legend">${this.series.map((line, n) => html`
        <li><svg class="series-${n + 1}" width="34" height="12" aria-hidden="true"><path d="M1 6h32" class="line"
          stroke-dasharray=${DASHES[n]}/>${SHAPES[n](17, 6)}</svg>${line.name}</li>`)}</ul>`;
  }

  #plot(points) {
    const at = scale(points.map(([x]) => x), LEFT, this.width - RIGHT);
    const height = scale(points.map(([, y]) => y).concat(this.y.ticks), ...(this.upward ? [HEIGHT - BOTTOM, TOP] : [TOP, HEIGHT - BOTTOM]));
    return html`<svg role="img" aria-label=${this.label} width=${this.width} height=${HEIGHT} viewBox="0 0 ${this.width} ${HEIGHT}">
      ${this.y.ticks.map(tick => svg`
        <line class="grid" x1=${LEFT} x2=${this.width - RIGHT} y1=${height(tick)} y2=${height(tick)}/>
        <text x=${LEFT - 6} y=${height(tick) + 4} text-anchor="end">${this.y.format(tick)}</text>`)}
      ${spaced(this.x.ticks, at).map(tick => svg`<text x=${Math.min(at(tick), this.width - HALF_A_NAME)} y=${HEIGHT - 6}
        text-anchor="middle">${this.x.format(tick)}</text>`)}
      ${this.series.map((line, n) => svg`<g class="series-${n + 1}" fill="currentColor">
        <path class="line" stroke-dasharray=${DASHES[n]} d=${this.#path(line.points, at, height)}/>
        ${line.points.length > 60 ? nothing : line.points.map(([x, y]) => (y === null ? nothing : SHAPES[n](at(x), height(y))))}</g>`)}
    </svg>`;
  }

  #path(points, at, height) {
    let pen = 'M';
    return points.map(([x, y]) => {
      if (y === null) {
        pen = 'M';
        return '';
      }
      const drawn = this.steps && pen === 'L' ? `H${round(at(x))}V${round(height(y))}` : `${pen}${round(at(x))} ${round(height(y))}`;
      pen = 'L';
      return drawn;
    }).join('');
  }
}

const round = value => Math.round(value * 10) / 10;

/** From values to places; of one value only, to the middle. */
export function scale(values, from, to) {
  const least = Math.min(...values);
  const most = Math.max(...values);
  return value => (most === least ? (from + to) / 2 : from + (value - least) / (most - least) * (to - from));
}

/** Those of them that have room beside each other. */
function spaced(ticks, at) {
  let last = -Infinity;
  return ticks.filter(tick => {
    if (at(tick) - last < 42) return false;
    last = at(tick);
    return true;
  });
}

/** Three to seven round values that span these. */
export function ticks(values, least = 0) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const rough = Math.max((high - low) / 4, least || 1e-6);
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find(factor => factor * size >= rough) * size;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

customElements.define('trend-chart', TrendChart);

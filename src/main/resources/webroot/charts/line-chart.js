import { html, nothing, svg } from 'lit';
import { Plain } from '../component.js';
import { linear } from './scale.js';
import { nearest, path, stepped, thin } from './path.js';
import { Sized } from './sized.js';

const TOP = 8;
/** How near to a line one points at it. */
const REACH = 24;
const LETTER = 6;

/**
 * Lines over a common axis. Series: {key, name, label, colour, kind, mate, points: [[x, y] or null], marks: [[x, y, what]]}; axes: {from, to,
 * ticks, format, title}; bands: {from, to, word, kind} behind all. Tells where it is pointed at: `cursor` with the value on the x axis, `look` with
 * the key of the nearest line or null. It is a picture: what it shows is said besides, in a table.
 */
class LineChart extends Plain {
  static properties = {
    label: {}, series: { attribute: false }, x: { attribute: false }, y: { attribute: false }, bands: { attribute: false }, notches: { attribute: false },
    height: { type: Number }, cursor: { attribute: false }, looked: { attribute: false }, ends: { type: Boolean }, steps: { type: Boolean },
  };
  #sized = new Sized(this);

  constructor() {
    super();
    this.bands = [];
    this.notches = [];
    this.height = 260;
    this.cursor = null;
    this.looked = null;
  }

  render() {
    const width = this.#sized.width;
    if (!width) return nothing;
    const { x, y, height } = this;
    const right = width - (this.ends ? 46 : 10);
    const bottom = height - (x.title ? 34 : x.ticks ? 20 : 6);
    const left = 46;
    const across = linear([x.from, x.to], [left, right]);
    const down = linear([y.from, y.to], y.reverse ? [TOP, bottom] : [bottom, TOP]);
    this.scales = { across, down };
    return html`
      <svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label=${this.label}
          @pointermove=${this.#point} @pointerdown=${this.#point} @pointerleave=${() => this.#tell('look', null)}>
        <clipPath id=${this.#clip}><rect x=${left} y="0" width=${Math.max(0, right - left)} height=${bottom + 2}></rect></clipPath>
        ${this.bands.map(band => this.#band(band, bottom))}
        ${this.notches.map(notch => svg`<g class="notch"><line x1=${across(notch.at)} x2=${across(notch.at)} y1=${TOP} y2=${bottom}></line>
          ${notch.text ? svg`<text x=${across(notch.at)} y=${TOP + 2} text-anchor="middle">${notch.text}</text>` : nothing}</g>`)}
        ${this.#axes(left, right, bottom)}
        ${this.bands.map(band => this.#word(band, bottom))}
        ${this.series.map(series => this.#line(series))}
        ${this.ends ? this.series.map(series => this.#end(series, right)) : nothing}
        ${this.cursor === null ? nothing : this.#cursor(bottom)}
      </svg>`;
  }

  get #clip() {
    return this.clip ??= `plot-${Math.random().toString(36).slice(2)}`;
  }

  #within({ from, to }) {
    const { across } = this.scales;
    return [Math.max(across(from), across(this.x.from)), Math.min(across(to), across(this.x.to))];
  }

  #band(band, bottom) {
    const [start, end] = this.#within(band);
    return end > start ? svg`<rect class="band ${band.kind}" x=${start} y=${TOP} width=${end - start} height=${bottom - TOP}></rect>` : nothing;
  }

  /** What a band stands for, where there is room. */
  #word(band, bottom) {
    const [start, end] = this.#within(band);
    return end - start > band.word.length * LETTER ? svg`<text x=${(start + end) / 2} y=${bottom - 6} text-anchor="middle">${band.word}</text>` : nothing;
  }

  #axes(left, right, bottom) {
    const { x, y, scales: { across, down } } = this;
    return svg`<g class="axes">
      ${y.ticks.map(value => svg`<line x1=${left} x2=${right} y1=${down(value)} y2=${down(value)}></line>
        <text x=${left - 6} y=${down(value)} dy=".32em" text-anchor="end">${(y.format ?? String)(value)}</text>`)}
      ${(x.ticks ?? []).map(value => svg`<text x=${across(value)} y=${bottom + 15} text-anchor="middle">${(x.format ?? String)(value)}</text>`)}
      ${x.title ? svg`<text class="title" x=${(left + right) / 2} y=${this.height - 4} text-anchor="middle">${x.title}</text>` : nothing}
    </g>`;
  }

  #line({ key, colour, kind = '', mate = 0, points, marks = [] }) {
    const { across, down } = this.scales;
    const drawn = thin(points.map(point => point && [across(point[0]), down(point[1])]));
    const style = this.looked === null ? '' : this.looked === key ? 'looked' : 'dim';
    return svg`<g class="series ${kind} mate-${Math.min(mate, 2)} ${style}" color=${colour ?? nothing} clip-path="url(#${this.#clip})">
      <path d=${this.steps ? stepped(drawn) : path(drawn)}></path>
      ${marks.map(([mx, my, what]) => svg`<circle cx=${across(mx)} cy=${Math.max(TOP + 3, down(my))} r="3.5" class=${what}></circle>`)}</g>`;
  }

  #end({ key, label, colour, points }, right) {
    const last = points.findLast(point => point);
    if (!last) return nothing;
    const style = this.looked === null ? '' : this.looked === key ? 'looked' : 'dim';
    const at = Math.min(right, this.scales.across(last[0]));
    return svg`<text class="end ${style}" x=${at + 5} y=${this.scales.down(last[1])} dy=".32em">${label}</text>`;
  }

  #cursor(bottom) {
    const { across, down } = this.scales;
    const at = across(this.cursor);
    return svg`<g class="cursor"><line x1=${at} x2=${at} y1=${TOP} y2=${bottom}></line>
      ${this.series.map(({ colour, points }) => {
        const known = points.filter(point => point);
        const point = known[nearest(known, this.cursor)];
        return point ? svg`<circle color=${colour ?? nothing} class="spot" cx=${across(point[0])} cy=${Math.max(TOP, down(point[1]))} r="3.5"></circle>` : nothing;
      })}</g>`;
  }

  #point = event => {
    const box = this.querySelector('svg').getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    const { across, down } = this.scales;
    const value = Math.min(this.x.to, Math.max(this.x.from, across.invert(px)));
    this.#tell('cursor', value);
    let best = { away: REACH, key: null };
    for (const { key, points } of this.series) {
      const known = points.filter(point => point);
      const point = known[nearest(known, value)];
      const away = point ? Math.abs(down(point[1]) - py) : Infinity;
      if (away < best.away) best = { away, key };
    }
    this.#tell('look', best.key);
  };

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define('line-chart', LineChart);

import { html, nothing, svg } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { Plain } from '../component.js';
import { linear } from './scale.js';
import { nearest, path, stepped, thin } from './path.js';
import { Sized } from './sized.js';

const TOP = 8;
const LEFT = 46;
/** Room for names at the right. */
const ENDS = 46;
/** How near to a line one points at it. */
const REACH = 24;
const LETTER = 6;

/**
 * Lines over a common axis. Series: {key, name, label, colour, kind, mate, points: [[x, y] or null], marks: [[x, y, what]]}; axes:
 * {from, to, ticks, format, title}; bands: {from, to, word, kind} behind all. Tells where it is pointed at: `cursor` with the value on the
 * x axis, `look` with the key of the nearest line or null. It is a picture: what it shows is said besides, in a table.
 */
class LineChart extends Plain {
  static properties = {
    label: {}, series: { attribute: false }, x: { attribute: false }, y: { attribute: false }, bands: { attribute: false },
    notches: { attribute: false },
    height: { type: Number }, cursor: { attribute: false }, looked: { attribute: false }, ends: { type: Boolean }, steps: { type: Boolean },
  };
  #sized = new Sized(this);
  #drawnFor = 0;

  constructor() {
    super();
    this.bands = [];
    this.notches = [];
    this.height = 260;
    this.cursor = null;
    this.looked = null;
  }

  /** Lines are worked out when they change, not whenever the cursor moves. */
  willUpdate(changed) {
    if (changed.has('height')) this.style.height = `${this.height}px`;
    const width = this.#sized.width;
    if (width === this.#drawnFor && !['series', 'x', 'y', 'height', 'steps', 'ends'].some(name => changed.has(name))) return;
    this.#drawnFor = width;
    const { x, y, height, steps } = this;
    const right = width - (this.ends ? ENDS : 10);
    const bottom = height - (x.title ? 34 : x.ticks ? 20 : 6);
    const across = linear([x.from, x.to], [LEFT, right]);
    const down = linear([y.from, y.to], y.reverse ? [TOP, bottom] : [bottom, TOP]);
    this.plot = { right, bottom, across, down };
    this.lines = this.series.map(series => {
      const drawn = thin(series.points.map(point => point && [across(point[0]), down(point[1])]));
      return { ...series, known: series.points.filter(point => point), path: steps ? stepped(drawn) : path(drawn) };
    });
  }

  render() {
    const width = this.#sized.width;
    if (!width) return nothing;
    const { height, plot: { across, right, bottom } } = this;
    return html`
      <svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label=${this.label}
          @pointermove=${this.#point} @pointerdown=${this.#point} @pointerleave=${() => this.#tell('look', null)}>
        <clipPath id=${this.#clip}><rect x=${LEFT} y=${TOP - 4} width=${Math.max(0, right - LEFT)}
          height=${bottom - TOP + 6}></rect></clipPath>
        ${guard([this.lines, this.bands, this.notches, this.looked], () => this.#still())}
        ${this.cursor === null ? nothing : this.#cursor()}
      </svg>`;
  }

  /** All but the cursor. */
  #still() {
    const { plot: { across, bottom }, ends } = this;
    return svg`
      ${this.bands.map(band => this.#band(band))}
      ${this.notches.map(notch => svg`<g class="notch"><line x1=${across(notch.at)} x2=${across(notch.at)} y1=${TOP} y2=${bottom}></line>
        ${notch.text ? svg`<text x=${across(notch.at)} y=${TOP + 2} text-anchor="middle">${notch.text}</text>` : nothing}</g>`)}
      ${this.#axes()}
      ${this.bands.map(band => this.#word(band))}
      ${this.lines.map(line => this.#line(line))}
      ${ends ? this.lines.map(line => this.#end(line)) : nothing}`;
  }

  get #clip() {
    return this.clip ??= `plot-${Math.random().toString(36).slice(2)}`;
  }

  /** looked at, or dimmed beside the one that is. */
  #style(key) {
    if (this.looked === null || !this.series.some(series => series.key === this.looked)) return '';
    return this.looked === key ? 'looked' : 'dim';
  }

  #within({ from, to }) {
    const { across } = this.plot;
    return [Math.max(across(from), across(this.x.from)), Math.min(across(to), across(this.x.to))];
  }

  #band(band) {
    const { bottom } = this.plot;
    const [start, end] = this.#within(band);
    return end > start ? svg`<rect class="band ${band.kind}" x=${start} y=${TOP} width=${end - start} height=${bottom - TOP}></rect>`
      : nothing;
  }

  /** What a band stands for, where there is room. */
  #word(band) {
    const [start, end] = this.#within(band);
    return end - start > band.word.length * LETTER ? svg`<text x=${(start + end) / 2} y=${this.plot.bottom - 6}
      text-anchor="middle">${band.word}</text>` : nothing;
  }

  #axes() {
    const { x, y, plot: { across, down, right, bottom } } = this;
    return svg`<g class="axes">
      ${y.ticks.map(value => svg`<line x1=${LEFT} x2=${right} y1=${down(value)} y2=${down(value)}></line>
        <text x=${LEFT - 6} y=${down(value)} dy=".32em" text-anchor="end">${(y.format ?? String)(value)}</text>`)}
      ${(x.ticks ?? []).map(value => svg`<text x=${across(value)} y=${bottom + 15}
        text-anchor="middle">${(x.format ?? String)(value)}</text>`)}
      ${x.title ? svg`<text class="title" x=${(LEFT + right) / 2} y=${this.height - 4} text-anchor="middle">${x.title}</text>` : nothing}
    </g>`;
  }

  #line({ key, colour, kind = '', mate = 0, path: drawn, marks = [] }) {
    const { across, down } = this.plot;
    return svg`<g class="series ${kind} mate-${Math.min(mate, 2)} ${this.#style(key)}" color=${colour ?? nothing}>
      <path d=${drawn} clip-path="url(#${this.#clip})"></path>
      ${marks.map(([x, y, what]) => svg`<circle cx=${across(x)} cy=${Math.max(TOP + 3, down(y))} r="3.5" class=${what}></circle>`)}</g>`;
  }

  /** Its name where it ends. */
  #end({ key, label, known }) {
    const last = known.at(-1);
    if (!last) return nothing;
    const { across, down, right } = this.plot;
    return svg`<text class="end ${this.#style(key)}" x=${Math.min(right, across(last[0])) + 5} y=${down(last[1])}
      dy=".32em">${label}</text>`;
  }

  #cursor() {
    const { across, down, bottom } = this.plot;
    const at = across(this.cursor);
    return svg`<g class="cursor"><line x1=${at} x2=${at} y1=${TOP} y2=${bottom}></line>
      ${this.lines.map(({ colour, known }) => {
        const point = known[nearest(known, this.cursor)];
        return point ? svg`<circle color=${colour ?? nothing} class="spot" cx=${across(point[0])} cy=${Math.max(TOP, down(point[1]))}
          r="3.5"></circle>` : nothing;
      })}</g>`;
  }

  #point = event => {
    const box = this.querySelector('svg').getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    const { across, down } = this.plot;
    const value = Math.min(this.x.to, Math.max(this.x.from, across.invert(px)));
    this.#tell('cursor', value);
    let best = { away: REACH, key: null };
    for (const { key, known } of this.lines) {
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

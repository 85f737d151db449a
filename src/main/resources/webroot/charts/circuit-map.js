import { html, nothing, svg } from 'lit';
import { Plain } from '../component.js';
import { beside, frame, labelled, outline, sectors, turner } from './circuit.js';
import { path } from './path.js';
import { Sized } from './sized.js';

/** Narrower, sectors go without their numbers: those are in the table. */
const NUMBERED = 480;
/** As high as the style sheet lets it become. */
const HIGHEST = 576;

const place = points => path(points.map(({ x, y }) => [x, y]));

/**
 * A circuit as it was ingested: its outline, corners by number, and, if asked for, marshal sectors and lights. Cars are
 * {x, y, colour, mate, name}, in the circuit's own coordinates. Says in words what it is a picture of.
 */
class CircuitMap extends Plain {
  static properties = { circuit: { attribute: false }, cars: { attribute: false }, sectors: { type: Boolean }, lights: { type: Boolean },
    flagged: { attribute: false } };

  #sized = new Sized(this);

  constructor() {
    super();
    this.cars = [];
    this.flagged = new Set();
  }

  willUpdate(changed) {
    if (!changed.has('circuit')) return;
    const turn = turner(this.circuit.rotation);
    const points = outline(this.circuit.outline).map(turn);
    const markers = this.circuit.markers.map(marker => ({ ...marker, ...turn(marker) }));
    const box = frame(points, 0.1);
    const centre = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    this.drawn = { turn, points, box, centre, of: kind => markers.filter(marker => marker.kind === kind) };
  }

  /** Strokes and letters are as large on a phone as they need be to be read, and no larger on a wide screen. */
  #unit() {
    const { box } = this.drawn;
    const width = this.#sized.width;
    const pixels = Math.min(5.5, Math.max(3.6, width / 150));
    return pixels * Math.max(box.width / width, box.height / HIGHEST);
  }

  render() {
    if (!this.#sized.width) return nothing;
    const unit = this.drawn.unit = this.#unit();
    const { points, box, of } = this.drawn;
    const corners = of('corner');
    return html`<svg class="circuit" viewBox="${box.left} ${box.top} ${box.width} ${box.height}" role="img" aria-label=${this.#words()}>
      <path class="road" d="${place(points)}Z" stroke-width=${unit * 2.4}></path>
      ${this.sectors ? sectors(points, of('marshal_sector')).map(sector => this.#sector(sector)) : nothing}
      ${this.#line()}
      ${this.lights ? of('marshal_light').map(({ x, y, number }) => svg`
        <circle class="light" cx=${x} cy=${y} r=${unit * 0.8}><title>Marshal light ${number}</title></circle>`) : nothing}
      ${corners.map(corner => this.#corner(corner))}
      ${this.cars.map(car => this.#car(car))}
    </svg>`;
  }

  #words() {
    const { of } = this.drawn;
    const { name, length } = this.circuit;
    const cars = this.cars.map(car => car.name).join(', ');
    const what = `${(length / 1000).toFixed(3)} km, ${of('corner').length} corners, ${of('marshal_sector').length} marshal sectors`;
    return `Map of ${name}: ${what}${cars ? `; on it ${cars}` : ''}`;
  }

  #sector({ number, points: own }) {
    const { unit, centre, points } = this.drawn;
    const label = beside(points, own[Math.floor(own.length / 2)], -3.4 * unit, centre);
    const flagged = this.flagged.has(number);
    return svg`<path class="sector ${number % 2 ? 'odd' : 'even'} ${flagged ? 'flagged' : ''}" d=${place(own)}
      stroke-width=${unit * 1.3}><title>Marshal sector ${number}${flagged ? ', yellow flags' : ''}</title></path>
      ${this.#sized.width < NUMBERED ? nothing : svg`<text class="sector-number" x=${label.x} y=${label.y} dy=".35em"
        font-size=${unit * 2.2} text-anchor="middle">${number}</text>`}`;
  }

  #corner(corner) {
    const { points, unit, centre, turn } = this.drawn;
    const at = labelled(corner, turn, 5 * unit) ?? beside(points, corner, 5 * unit, centre);
    return svg`<g class="corner"><circle cx=${at.x} cy=${at.y} r=${unit * 2.1}></circle><text x=${at.x} y=${at.y} dy=".35em"
      font-size=${unit * 2.4} text-anchor="middle">${corner.number}${corner.letter}</text></g>`;
  }

  /** The line, across the track, and an arrow in the direction of driving. */
  #line() {
    const { points: [a, b, c], points, unit } = this.drawn;
    const ahead = points[Math.min(points.length - 1, 4)] ?? c ?? b;
    const head = unit * 1.6;
    const angle = Math.atan2(ahead.y - a.y, ahead.x - a.x) * 180 / Math.PI;
    return svg`<g class="start" transform="translate(${a.x} ${a.y}) rotate(${angle})"><path d="M0 ${-2.6 * unit}V${2.6 * unit}"
      stroke-width=${unit * 0.8}></path>
      <path class="arrow" d="M${unit * 1.5} ${-3.6 * unit}h${unit * 5}l${-head} ${-unit}m${head} ${unit}l${-head} ${unit}"
        stroke-width=${unit * 0.5}></path></g>`;
  }

  #car({ x, y, colour, mate = 0, name }) {
    const { turn, unit } = this.drawn;
    const at = turn({ x, y });
    return svg`<g class="car mate-${mate}" color=${colour ?? nothing}><circle cx=${at.x} cy=${at.y} r=${unit * 1.7}
      stroke-width=${unit * 0.6}><title>${name}</title></circle></g>`;
  }
}

/** Corners between two distances of a lap, for charts: {at, text}. */
export const cornersAlong = circuit => (circuit?.markers ?? []).filter(marker => marker.kind === 'corner' && marker.distance !== undefined)
  .map(marker => ({ at: marker.distance, text: `${marker.number}${marker.letter}` }));

customElements.define('circuit-map', CircuitMap);

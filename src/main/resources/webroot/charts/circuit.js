// A circuit's outline as it is shown: turned as its maker says, upright, within a frame. Coordinates as in the data (1/10 m).

/** Turns counter-clockwise about the origin; y grows downwards on the screen. */
export function turner(degrees) {
  const angle = degrees * Math.PI / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return ({ x, y }) => ({ x: x * cos - y * sin, y: -(x * sin + y * cos) });
}

/** {left, top, width, height} around points, with so much room on each side, relative to the larger side. */
export function frame(points, room = 0.08) {
  const xs = points.map(point => point.x);
  const ys = points.map(point => point.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const margin = room * Math.max(right - left, bottom - top);
  return { left: left - margin, top: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin };
}

export const outline = ({ x, y }) => x.map((_, i) => ({ x: x[i], y: y[i] }));

/** The index of the outline's point next to another. */
export function closest(points, { x, y }) {
  let best = 0;
  for (let i = 1; i < points.length; i++) {
    if (Math.hypot(points[i].x - x, points[i].y - y) < Math.hypot(points[best].x - x, points[best].y - y)) best = i;
  }
  return best;
}

/** The outline cut where sectors begin: [{number, points}], each up to where the next one begins, in the direction of driving. */
export function sectors(points, markers) {
  const starts = markers.map(marker => ({ number: marker.number, at: closest(points, marker) })).sort((a, b) => a.at - b.at);
  return starts.map(({ number, at }, i) => {
    const end = starts[(i + 1) % starts.length].at;
    const part = end > at ? points.slice(at, end + 1) : [...points.slice(at), ...points.slice(0, end + 1)];
    return { number, points: part };
  });
}

/** Where its maker puts a marker's label: so far away, in the marker's own angle; null where that is not known. */
export function labelled({ x, y, angle }, turn, away) {
  if (angle === undefined) return null;
  const along = turn({ x: Math.cos(angle * Math.PI / 180), y: Math.sin(angle * Math.PI / 180) });
  return { x: x + along.x * away, y: y + along.y * away };
}

/** Where a label stands beside the track: outwards from it, at a right angle to the direction of driving. @param centre of the outline */
export function beside(points, marker, away, centre) {
  const i = closest(points, marker);
  const [before, after] = [points.at(i - 2), points[(i + 2) % points.length]];
  const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
  const normal = { x: -(after.y - before.y) / length, y: (after.x - before.x) / length };
  const here = points[i];
  const outwards = normal.x * (here.x - centre.x) + normal.y * (here.y - centre.y) >= 0 ? 1 : -1;
  return { x: here.x + normal.x * away * outwards, y: here.y + normal.y * away * outwards };
}

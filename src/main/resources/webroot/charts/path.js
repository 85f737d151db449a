// Lines as SVG paths. A point is [x, y] in pixels; null breaks the line.

const short = value => Math.round(value * 10) / 10;

export function path(points) {
  let pen = 'M';
  let drawn = '';
  for (const point of points) {
    if (point) drawn += `${pen}${short(point[0])} ${short(point[1])}`;
    pen = point ? 'L' : 'M';
  }
  return drawn;
}

/** A value holds until the next one. */
export function stepped(points) {
  return path(points.flatMap((point, i) => {
    const next = points[i + 1];
    return point && next ? [point, [next[0], point[1]]] : [point];
  }));
}

/**
 * At most four points a pixel column: the first, the lowest, the highest and the last, in their order. What is drawn looks the same.
 * Points ascend in x.
 */
export function thin(points) {
  const kept = [];
  for (let i = 0; i < points.length;) {
    const first = i;
    if (!points[i]) {
      kept.push(points[i++]);
      continue;
    }
    const column = Math.floor(points[i][0]);
    let low = i;
    let high = i;
    for (; points[i] && Math.floor(points[i][0]) === column; i++) {
      if (points[i][1] < points[low][1]) low = i;
      if (points[i][1] > points[high][1]) high = i;
    }
    for (const index of [...new Set([first, low, high, i - 1])].sort((a, b) => a - b)) kept.push(points[index]);
  }
  return kept;
}

/** The index of the point whose x is nearest; -1 of none. Ascending in x. */
export function nearest(points, x, at = point => point[0]) {
  if (!points.length) return -1;
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(points[middle]) < x) low = middle + 1;
    else high = middle;
  }
  return low > 0 && x - at(points[low - 1]) <= at(points[low]) - x ? low - 1 : low;
}

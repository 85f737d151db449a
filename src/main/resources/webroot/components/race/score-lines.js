// Two explanations of one score, line by line.

const whose = line => line.constructorId ? line.constructor : line.driver ?? 'The team';
const keyOf = line => [line.driverId ?? line.constructorId ?? '', line.session ?? '', line.what].join('|');

/**
 * The lines that are not the same in both: [{whose, what, session, before, after}], each driver's together; undefined where there was or
 * is none.
 */
export function changedLines(before, after) {
  const lines = new Map();
  const add = (list, side) => list.forEach(line => {
    const known = lines.get(keyOf(line)) ?? { whose: whose(line), what: line.what, session: line.session };
    lines.set(keyOf(line), { ...known, [side]: (known[side] ?? 0) + line.sum });
  });
  add(before, 'before');
  add(after, 'after');
  const differing = [...lines.values()].filter(line => line.before !== line.after);
  return [...Map.groupBy(differing, line => line.whose).values()].flat();
}

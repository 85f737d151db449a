import { get } from '../../api.js';

const PAGE = 200;
const MOST_PAGES = 5;

/**
 * The version of a league's ranking before this one, {snapshot, at, rows by team}, of its first thousand; null where there is none. It is
 * the ranking of the instant before this one was made.
 */
export async function before(path, race, board) {
  if (!board.at) return null;
  const asOf = new Date(Date.parse(board.at) - 1).toISOString();
  const rows = new Map();
  let earlier;
  for (let page = 0; page < MOST_PAGES; page++) {
    earlier = await get(path, { race, limit: PAGE, ...(earlier ? { cursor: earlier.next } : { asOf }) });
    earlier.rows.forEach(row => rows.set(row.teamId, row));
    if (!earlier.next || board.rows.every(row => rows.has(row.teamId))) break;
  }
  return earlier.snapshot ? { snapshot: earlier.snapshot, at: earlier.at, rows } : null;
}

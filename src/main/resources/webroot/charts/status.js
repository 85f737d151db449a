// The status of the track: when, in words, and on which laps.

const WORDS = { 2: 'Yellow flag', 4: 'Safety car', 5: 'Red flag', 6: 'Virtual safety car', 7: 'Virtual safety car ending' };
const KINDS = { 2: 'yellow', 4: 'safety-car', 5: 'red', 6: 'virtual', 7: 'virtual' };

/** When the track was not clear, [{from, to, word, kind}] in session time; the last one until `end`. */
export function bands(changes, end) {
  const track = changes.filter(change => change.subject === 'track');
  return track
    .map(({ time, status }, i) => ({ from: time, to: track[i + 1]?.time ?? end, word: WORDS[status], kind: KINDS[status] }))
    .filter(band => band.word && band.to > band.from);
}

/** Session time to laps: 12.5 is the middle of the leader's 13th lap. A lap begins when the first car begins it. */
function lapClock(laps) {
  const starts = [];
  let end = 0;
  for (const { lapNumber, lapStartTime, time } of laps) {
    if (lapStartTime !== undefined) starts[lapNumber] = Math.min(starts[lapNumber] ?? Infinity, lapStartTime);
    end = Math.max(end, time ?? 0);
  }
  const known = starts.map((at, lap) => ({ lap, at })).filter(start => start.at !== undefined);
  return at => {
    const i = known.findLastIndex(start => start.at <= at);
    if (i < 0) return 0;
    const { lap, at: from } = known[i];
    const until = known[i + 1]?.at ?? Math.max(end, from + 1);
    return lap - 1 + Math.min(1, (at - from) / (until - from));
  };
}

/** The same on laps. */
export function bandsByLap(changes, laps) {
  if (!laps.length) return [];
  const clock = lapClock(laps);
  const end = Math.max(...laps.map(lap => lap.time ?? 0));
  const begin = Math.min(...laps.map(lap => lap.lapStartTime ?? Infinity));
  return bands(changes, end).filter(band => band.to > begin && band.from < end)
    .map(band => ({ ...band, from: clock(band.from), to: clock(Math.min(band.to, end)) }));
}

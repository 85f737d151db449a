// Values to words. Times are shown in the reader's zone; durations by the service's clock, which in a replay jumps.

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit',
  hourCycle: 'h23' });
const hourAndMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clockFace = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric',
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

export const points = value => number.format(value).replace('-', '−');
export const signed = value => (value > 0 ? `+${number.format(value)}` : value < 0 ? `−${number.format(-value)}` : '0');
export const count = (value, one, many = `${one}s`) => `${number.format(value)} ${value === 1 ? one : many}`;
export const price = tenths => (tenths / 10).toFixed(1);
export const day = at => shortDay.format(new Date(at));
export const moment = at => dayAndTime.format(new Date(at));
export const timeOfDay = at => hourAndMinute.format(new Date(at));
/** Of the reader, at that instant: UTC, CET, GMT+9. */
export const zone = at => new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts(new Date(at))
  .find(p => p.type === 'timeZoneName').value;
export const clock = at => clockFace.format(new Date(at));

const SESSIONS = { FP1: 'Practice 1', FP2: 'Practice 2', FP3: 'Practice 3', SQ: 'Sprint qualifying', SS: 'Sprint shootout', Q: 'Qualifying',
  S: 'Sprint', R: 'Race' };
export const session = code => SESSIONS[code] ?? code;

/** Of a lap or a sector, in ms: 1:33.965, 28.101. */
export function lapTime(millis) {
  if (millis === undefined || millis === null) return '–';
  const minutes = Math.floor(millis / 60_000);
  const seconds = ((millis % 60_000) / 1000).toFixed(3);
  return minutes ? `${minutes}:${seconds.padStart(6, '0')}` : seconds;
}

/** How long from one instant to another, in its two largest units. */
export function span(millis) {
  const seconds = Math.round(Math.abs(millis) / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return minutes < 10 && seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 && hours < 12 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 && days < 4 ? `${count(days, 'day')} ${hours % 24} h` : count(days, 'day');
}

export const until = (at, now) => {
  const left = new Date(at) - now;
  return left <= 0 ? 'now' : `in ${span(left)}`;
};

export const raceOf = sessionId => sessionId.slice(0, sessionId.lastIndexOf('-'));
const codeOf = sessionId => sessionId.slice(sessionId.lastIndexOf('-') + 1);

/** What is looked after for a whole race. */
const OF_A_RACE = { prices: 'Prices', reminder: 'Reminder', 'lock-moved': 'Lock' };

const ELSE = { calendar: 'Calendar', import: 'Import', locks: 'Locks', reminders: 'Reminders',
  retention: 'Housekeeping', webhooks: 'Housekeeping' };

/** A subject of the scheduler in the reader's words: result:2025-las-vegas-R is "Las Vegas · Race". */
export function subject(name, season) {
  const [kind, id] = name.split(':');
  const raceIn = raceId => season?.races.find(r => r.raceId === raceId);
  const race = raceIn(raceOf(id ?? ''));
  if (race) return `${shortName(race.name)} · ${session(codeOf(id))}`;
  if (raceIn(id)) return `${shortName(raceIn(id).name)} · ${OF_A_RACE[kind] ?? kind}`;
  return { ...ELSE, horse: `Race ${id}`, 'horse-day': id }[kind] ?? name;
}

export const shortName = name => name.replace(/ Grand Prix$/, '');

// The service's clock. Live it runs on from what the service last said; in a replay it stands between two things worth telling.

let said = null;
let heardAt = 0;
let runs = false;

/** @param when it was heard, by performance.now() */
export function hearTime(at, mode, when = performance.now()) {
  if (mode) runs = mode === 'run';
  const instant = Date.parse(at);
  if (!runs && said !== null && instant < said && said - instant < 3_600_000) return;
  said = instant;
  heardAt = when;
}

export function now() {
  if (said === null) return null;
  return runs ? said + performance.now() - heardAt : said;
}

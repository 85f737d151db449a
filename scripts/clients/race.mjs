#!/usr/bin/env node
// Prints a race as it goes, until its result is final. A push says that something changed; what it is now, the API is asked.
// Hears of it by server-sent events, with Node 18 or later and nothing else.
const usage = `usage: race.mjs [--base URL] RACE

  --base URL   where Paddock is (default: http://127.0.0.1:8080)
  RACE         such as 2025-las-vegas

Exit code: 0 it is final, 1 it cannot be followed, 2 wrong usage`
const end = (code, text) => { (code ? console.error : console.log)(text); process.exit(code) }

const asked = process.argv.slice(2)
if (asked.includes('--help')) end(0, usage)
const base = asked[0] === '--base' ? asked.splice(0, 2)[1]?.replace(/\/+$/, '') : 'http://127.0.0.1:8080'
if (!base || asked.length !== 1 || asked[0].startsWith('-')) end(2, usage)
const [race] = asked

const known = {}                                     // each session as it was printed
let etag = '', seq = 0, last = ''                    // of the race, of the latest push, of the latest event

const get = (path, headers = {}) => fetch(`${base}/api/v1${path}`, { headers })

async function refetch() {
  const answer = await get(`/races/${encodeURIComponent(race)}`, { 'If-None-Match': etag })
  if (answer.status === 304) return                  // nothing that we do not know
  if (answer.status === 404) end(1, `there is no race ${race}`)
  etag = answer.headers.get('etag')
  const now = await answer.json()
  for (const { sessionId, code, phase, state, version } of now.sessions) {
    const line = `${now.name}: ${code} ${phase}, ${state}, version ${version}`, before = known[sessionId] ?? { version: 0 }
    known[sessionId] = { line, version }
    if (line !== before.line) console.log(line)
    if (version === before.version) continue
    const { cars } = await (await get(`/races/${race}/results?session=${code}&version=${version}`)).json()
    for (const { position, driver } of cars.slice(0, 10)) console.log(`  ${String(position).padStart(2)} ${driver}`)
  }
  if (now.state === 'final' || now.state === 'amended') end(0, `${now.name} is ${now.state}`)
}

async function hear(event) {
  const field = name => event.match(new RegExp(`^${name}: ?(.*)`, 'm'))?.[1]
  const push = JSON.parse(field('data') ?? '{}')
  last = field('id') ?? last
  if (field('event') === 'missed' || push.dropped || (seq && push.seq > seq + 1)) etag = ''    // everything is asked for anew
  seq = push.seq ?? seq
  if (field('data')) await refetch()
}

async function follow() {
  const stream = await get(`/realtime/sse?topics=push.race.${race}`, { 'Last-Event-ID': last || 'none' })
  if (!stream.ok) end(1, `not followed: ${stream.status} ${(await stream.json()).title}`)
  let text = ''
  for await (const piece of stream.body.pipeThrough(new TextDecoderStream())) {
    const events = (text + piece).split('\n\n')
    text = events.pop()
    for (const event of events) await hear(event)
  }
}

await refetch().catch(error => end(1, `${base} cannot be asked: ${error.cause?.message ?? error.message}`))
for (;;) {
  await follow().catch(error => console.error(error.cause?.message ?? error.message))
  seq = 0                                            // a new connection knows nothing of what was said before
  await new Promise(soon => setTimeout(soon, 1000))
}

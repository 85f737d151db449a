#!/usr/bin/env node
// Prints a race as it goes, until its result is final. Server-sent events say that something changed; what it is now, the API is asked.
import { parseArgs } from 'node:util'

const usage = `usage: race.mjs [--base URL] RACE

  --base URL   where Paddock is (default: http://127.0.0.1:8080)
  RACE         such as 2025-las-vegas

Exit code: 0 it is final, 1 it cannot be followed, 2 wrong usage`
const end = (code, text) => { (code ? console.error : console.log)(text); process.exit(code) }
const given = () => parseArgs({ options: { base: { type: 'string' }, help: { type: 'boolean' } }, allowPositionals: true })
const { values: { base = 'http://127.0.0.1:8080', help }, positionals: [race, ...more] } = await Promise.resolve().then(given).catch(() => end(2, usage))
if (help || !race || more.length) end(help ? 0 : 2, usage)

const printed = {}                                    // each session's line and version
let etag = '', last = 'none'                          // of the race, and of the latest event

async function get(path, headers) {
  const answer = await fetch(`${base}/api/v1${path}`, { headers })
  if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`)
  return answer.ok || answer.status === 304 ? answer : end(1, `${path}: ${answer.status}`)
}

async function refetch() {
  const answer = await get(`/races/${encodeURIComponent(race)}`, { 'If-None-Match': etag })
  if (answer.status === 304) return                   // nothing that we do not know
  const now = await answer.json()
  for (const { sessionId, code, phase, state, version } of now.sessions) {
    const before = printed[sessionId] ?? { version: 0 }, line = `${now.name}: ${code} ${phase}, ${state}, version ${version}`
    if (line !== before.line) console.log(line)
    const { cars } = version === before.version ? { cars: [] } : await (await get(`/races/${race}/results?session=${code}&version=${version}`)).json()
    for (const { position, driver } of cars.slice(0, 10)) console.log(`  ${String(position).padStart(2)} ${driver}`)
    printed[sessionId] = { line, version }
  }
  etag = answer.headers.get('etag')
  if (now.state === 'final' || now.state === 'amended') end(0, `${now.name} is ${now.state}`)
}

async function follow() {
  const stream = await get(`/realtime/sse?topics=push.race.${race}`, { 'Last-Event-ID': last })
  let text = '', seq
  for await (const piece of stream.body.pipeThrough(new TextDecoderStream())) {
    const events = (text + piece).split('\n\n')
    text = events.pop()
    for (const fields of events.map(event => Object.fromEntries(event.split('\n').map(line => line.split(/: ?(.*)/))))) {
      if (!fields.data) continue                      // a sign of life
      const push = JSON.parse(fields.data)
      if (fields.event === 'missed' || push.dropped || (seq && push.seq !== seq + 1)) console.error('(missed some of it)')
      last = fields.id ?? last
      seq = push.seq ?? seq
      await refetch()                                 // whatever was said or missed: as it is now
    }
  }
}

const why = error => `${base}: ${error.cause?.message ?? error.message}`
await refetch().catch(error => end(1, why(error)))
for (;; await new Promise(soon => setTimeout(soon, 1000))) await follow().catch(error => console.error(why(error)))

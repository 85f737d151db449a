#!/usr/bin/env node
// Prints a race as it goes, until its result is final. A push says that something changed; what it is now, the API is asked.
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'

const usage = 'usage: race.mjs [--base URL] RACE\nexit code: 0 it is final, 1 it cannot be followed, 2 wrong usage'
const end = (code, text) => { console[code ? 'error' : 'log'](text); process.exit(code) }
const given = async () => parseArgs({ options: { base: { type: 'string' }, help: { type: 'boolean' } }, allowPositionals: true })
const { values: { base = 'http://127.0.0.1:8080', help }, positionals: [race, ...more] } = await given().catch(() => end(2, usage))
if (help || !race || more.length) end(help ? 0 : 2, usage)

async function get(path, headers) {
  const answer = await fetch(`${base}/api/v1${path}`, { headers })
  if (answer.status >= 400) throw new Error(`${answer.status} from ${path}`)
  return answer
}

let printed = {}, etag = ''                           // each session's line, and the race of which they tell
async function refetch() {
  const answer = await get(`/races/${race}`, { 'If-None-Match': etag })
  if (answer.status === 304) return
  const now = await answer.json()
  for (const { code, phase, state, version } of now.sessions) {
    const line = `${now.name}: ${code} ${phase}, ${state}, version ${version}`
    if (line === printed[code]) continue
    const { cars } = version ? await (await get(`/races/${race}/results?session=${code}&version=${version}`)).json() : { cars: [] }
    console.log([line, ...cars.slice(0, 10).map(car => `  ${String(car.position).padStart(2)} ${car.driver}`)].join('\n'))
    printed[code] = line
  }
  etag = answer.headers.get('etag')
  if (now.state === 'final' || now.state === 'amended') end(0, `${now.name} is ${now.state}`)
}

async function follow(heard) {
  const stream = await get(`/realtime/sse?topics=push.race.${race}`)
  for await (const line of createInterface({ input: Readable.fromWeb(stream.body) })) {
    if (!line.startsWith('data: ')) continue
    const { seq, dropped } = JSON.parse(line.slice(6))
    if (dropped || seq > heard + 1) console.error('(missed some of it)')
    heard = seq
    await refetch()                                   // whatever was said or missed: as it is now
  }
}

const why = error => `${base}: ${error.cause?.message ?? error.message}`
for (;; await new Promise(soon => setTimeout(soon, 1000)))
  await follow().catch(error => (etag ? console.error(why(error)) : end(1, why(error))))

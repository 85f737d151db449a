#!/usr/bin/env node
// Prints a race as it goes, until its result is final. A push says that something changed; what it is now, the API is asked.
// Node 18 or later, no dependencies: the WebSocket is spoken by hand, for Node has one of its own only since 22.
import http from 'node:http'
import https from 'node:https'
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'

const usage = `usage: race.mjs [--base URL] RACE

  --base URL   where Paddock is (default: http://127.0.0.1:8080)
  RACE         such as 2025-las-vegas

Exit code: 0 it is final, 1 it cannot be followed, 2 wrong usage`
const end = (code, text) => { (code ? console.error : console.log)(text); process.exit(code) }
const asked = (() => {
  try {
    const options = { base: { type: 'string', default: 'http://127.0.0.1:8080' }, help: { type: 'boolean' } }
    return parseArgs({ allowPositionals: true, options })
  } catch (wrong) { return end(2, `${wrong.message}\n${usage}`) }
})()
if (asked.values.help) end(0, usage)
if (asked.positionals.length !== 1) end(2, usage)
const base = asked.values.base.replace(/\/+$/, ''), race = asked.positionals[0], topic = `push.race.${race}`

const known = {}                                  // by session, the state and version that were printed
let etag = '', seq = 0, asking = Promise.resolve()

async function get(path, headers = {}) {
  const answer = await fetch(`${base}/api/v1${path}`, { headers })
  if (answer.status === 404) end(1, `there is no ${path}`)
  return answer
}

async function refetch() {
  const answer = await get(`/races/${encodeURIComponent(race)}`, etag ? { 'If-None-Match': etag } : {})
  if (!answer.ok) return                          // 304: nothing that we do not know
  etag = answer.headers.get('etag')
  const now = await answer.json()
  for (const { sessionId, code, phase, state, version } of now.sessions) {
    const line = `${code} ${phase}, ${state}, version ${version}`
    if (known[sessionId] === line) continue
    known[sessionId] = line
    const cars = version ? (await (await get(`/races/${race}/results?session=${code}&version=${version}`)).json()).cars : []
    console.log([`${now.name}: ${line}`, ...cars.slice(0, 10).map(car => `  ${String(car.position).padStart(2)} ${car.driver}`)].join('\n'))
  }
  if (now.state === 'final' || now.state === 'amended') end(0, `${now.name} is ${now.state}`)
}

function follow() {
  const [protocol, port] = base.startsWith('https') ? [https, 443] : [http, 80], at = new URL(base)
  const again = why => { console.error(`${why}; again in a second`); setTimeout(follow, 1000) }
  const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': 13,
    'Sec-WebSocket-Key': randomBytes(16).toString('base64') }
  protocol.get({ host: at.hostname, port: at.port || port, path: '/eventbus/websocket', headers })
    .on('error', error => again(error.message)).on('response', answer => again(`no WebSocket: ${answer.statusCode}`))
    .on('upgrade', (answer, socket, head) => {
      const say = (message, kind = 1) => {        // clients mask what they say
        const text = Buffer.from(message), mask = randomBytes(4)
        const [short, ...long] = text.length < 126 ? [text.length] : [126, text.length >> 8, text.length & 255]
        socket.write(Buffer.concat([Buffer.from([128 | kind, 128 | short, ...long]), mask, text.map((byte, i) => byte ^ mask[i % 4])]))
      }
      const pings = setInterval(() => say('{"type":"ping"}'), 20_000)
      let left = Buffer.alloc(0)
      const take = bytes => {
        left = Buffer.concat([left, bytes])
        while (left.length > 1) {
          const short = left[1] & 127, from = { 126: 4, 127: 10 }[short] ?? 2
          if (left.length < from) return
          const to = from + (from === 2 ? short : from === 4 ? left.readUInt16BE(2) : Number(left.readBigUInt64BE(2)))
          if (left.length < to) return
          const kind = left[0] & 15, payload = left.subarray(from, to)
          left = left.subarray(to)
          if (kind === 9) say(payload, 10)
          if (kind === 1 || kind === 2) hear(JSON.parse(payload))   // frames come as text or as binary
        }
      }
      socket.on('data', take).on('error', () => {}).on('close', () => { clearInterval(pings); again('the connection is gone') })
      say(JSON.stringify({ type: 'register', address: topic, headers: {} }))
      seq = 0                                     // a new connection knows nothing of what was said before
      soon()
      take(head)
    })
}

const soon = () => { asking = asking.then(refetch).catch(error => console.error(error.message)) }

function hear({ type, address, body }) {
  if (type === 'err') end(1, `not followed: ${body}`)
  if (type !== 'rec' || address !== topic) return
  if (body.dropped || (seq && body.seq !== seq + 1)) etag = ''      // some of it was missed: everything is asked for anew
  seq = body.seq
  soon()
}

refetch().then(follow, error => end(1, `${base} cannot be asked: ${error.cause?.message ?? error.message}`))

// The event bridge over one raw WebSocket for the whole page: {seq, topic, at, events} for each topic that anybody listens to. It comes
// back when it was cut off, and stops while the tab is hidden or updates are paused.

import { act } from './api.js';
import { session } from './session.js';
import { hearTime } from './clock.js';
import { change, state } from './store.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const PING_EVERY = 10_000;
/** Whose registration shows who asks. */
const OWN = /^push\.(user\.|board\.league-)/;

/** Listeners by topic. */
const topics = new Map();
const sequences = new Map();
let socket = null;
/** The one ticket of a socket: being asked for, and not shown yet. */
let asking = null;
let ticket = null;
let reader = null;
let wait = FIRST_WAIT;
let retrying = 0;

/**
 * Listens to a topic.
 *
 * @param hear   called with each message
 * @param missed called when messages may have been missed: once the service listens for us, and on a gap in the sequence
 * @returns how to stop
 */
export function listen(topic, { hear = () => {}, missed = () => {} }) {
  const listener = { hear, missed };
  if (!topics.has(topic)) {
    topics.set(topic, new Set());
    register(topic);
  }
  topics.get(topic).add(listener);
  return () => {
    const left = topics.get(topic);
    if (!left?.delete(listener) || left.size) return;
    topics.delete(topic);
    sequences.delete(topic);
    send({ type: 'unregister', address: topic, headers: {} });
  };
}

/** From now on, whenever the tab is visible and updates are not paused. */
export function goLive() {
  document.addEventListener('visibilitychange', resume);
  reader = session.user?.userId ?? null;
  session.watch(changeReader);
  resume();
}

/** Whose a socket is was settled by its ticket: another reader has another. */
function changeReader() {
  const now = session.user?.userId ?? null;
  if (now === reader) return;
  reader = now;
  hangUp();
  resume();
}

export function pause(paused) {
  change({ paused });
  resume();
}

function resume() {
  const wanted = !document.hidden && !state.paused;
  if (wanted && !socket) connect();
  if (!wanted) {
    hangUp();
    change({ connection: 'paused' });
  }
}

function hangUp() {
  clearTimeout(retrying);
  const open = socket;
  socket = null;
  // One that is still being opened is closed then: before, browsers complain.
  if (open?.readyState === WebSocket.CONNECTING) open.onopen = () => open.close();
  else open?.close();
}

function connect() {
  clearTimeout(retrying);
  change({ connection: 'connecting' });
  const opened = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/eventbus/websocket`);
  socket = opened;
  opened.binaryType = 'arraybuffer';
  let pinging = 0;
  opened.onopen = () => {
    if (socket !== opened) return;
    sequences.clear();
    asking = null;
    [...topics.keys()].forEach(register);
    pinging = setInterval(() => send({ type: 'ping' }), PING_EVERY);
    change({ connection: 'live' });
  };
  opened.onmessage = frame => receive(typeof frame.data === 'string' ? frame.data : new TextDecoder().decode(frame.data));
  opened.onclose = () => {
    clearInterval(pinging);
    if (socket !== opened) return;
    socket = null;
    change({ connection: 'connecting' });
    retrying = setTimeout(connect, wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
}

/** The service could not say who asks, or what he may hear: later it can, on another socket. */
const startAgain = deaf => setTimeout(() => deaf?.close(), LONGEST_WAIT);

function receive(text) {
  const frame = JSON.parse(text);
  // Only who is listened to has come in: a full house opens a socket, too, and closes it.
  if (frame.type === 'registered') wait = FIRST_WAIT;
  if (frame.body === 'registration_failure') startAgain(socket);
  // What is asked after a registration misses nothing that comes later; and whoever may not listen any more asks what he may still see.
  if (frame.type === 'registered' || frame.type === 'err') topics.get(frame.address)?.forEach(listener => listener.missed());
  if (frame.type !== 'rec' || !frame.body?.topic) return;
  const message = frame.body;
  const last = sequences.get(message.topic);
  sequences.set(message.topic, message.seq);
  hearTime(message.at);
  const gap = message.dropped > 0 || (last !== undefined && message.seq !== last + 1);
  for (const listener of topics.get(message.topic) ?? []) {
    if (gap) listener.missed();
    listener.hear(message);
  }
}

async function register(topic) {
  const open = socket;
  if (open?.readyState !== WebSocket.OPEN) return;
  const headers = { ack: 'yes' };
  // The first that needs it shows who asks. Public leagues are everybody's: strangers try without.
  if (OWN.test(topic) && session.user) {
    asking ??= act('POST', '/realtime/tickets').then(answer => { ticket = answer.body.ticket; }, () => startAgain(open));
    await asking;
    if (socket !== open || !topics.has(topic)) return;
    if (ticket) headers.ticket = ticket;
    ticket = null;
  }
  send({ type: 'register', address: topic, headers });
}

function send(frame) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}

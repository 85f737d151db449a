// The event bridge over one raw WebSocket for the whole page: {seq, topic, at, events} for each topic that anybody listens to. It comes back
// when it was cut off, and stops while the tab is hidden or updates are paused.

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
let wait = FIRST_WAIT;
let retrying = 0;

/**
 * Listens to a topic.
 *
 * @param hear   called with each message
 * @param missed called when messages may have been missed: after a connection, and on a gap in the sequence
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
  session.watch(() => [...topics.keys()].filter(topic => OWN.test(topic)).forEach(register));
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
    clearTimeout(retrying);
    const open = socket;
    socket = null;
    open?.close();
    change({ connection: 'paused' });
  }
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
    wait = FIRST_WAIT;
    sequences.clear();
    [...topics.keys()].forEach(register);
    pinging = setInterval(() => send({ type: 'ping' }), PING_EVERY);
    change({ connection: 'live' });
    for (const listeners of topics.values()) listeners.forEach(listener => listener.missed());
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

function receive(text) {
  const frame = JSON.parse(text);
  // Whoever listens only from now on asks what there was meanwhile; whoever may not, or not any more, what he may still see.
  if (frame.type === 'err' || frame.type === 'registered') topics.get(frame.address)?.forEach(listener => listener.missed());
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
  if (socket?.readyState !== WebSocket.OPEN) return;
  if (!OWN.test(topic)) send({ type: 'register', address: topic, headers: {} });
  else {
    // Public leagues are everybody's; without a ticket all else is refused.
    const ticket = session.user && await act('POST', '/realtime/tickets').then(answer => answer.body.ticket, () => null);
    if (topics.has(topic)) send({ type: 'register', address: topic, headers: ticket ? { ack: 'now', ticket } : { ack: 'now' } });
  }
}

function send(frame) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}

// The event bridge over a raw WebSocket: says what it listens to, hears {seq, topic, at, events}, comes back when it was cut off.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const PING_EVERY = 10_000;

export class Live {
  #socket = null;
  #topics = new Set();
  #sequences = new Map();
  #wait = FIRST_WAIT;
  #pinging = 0;
  #retrying = 0;
  #wanted = false;

  /**
   * @param hear    called with each message
   * @param missed  called when messages may have been missed: after a connection, and on a gap in a topic's sequence
   * @param changed called with 'live', 'connecting' or 'paused'
   */
  constructor({ hear, missed, changed }) {
    this.hear = hear;
    this.missed = missed;
    this.changed = changed;
  }

  listen(topics) {
    for (const topic of topics) {
      if (this.#topics.has(topic)) continue;
      this.#topics.add(topic);
      this.#register('register', topic);
    }
  }

  leave(topic) {
    if (this.#topics.delete(topic)) this.#register('unregister', topic);
  }

  start() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#connect();
  }

  stop() {
    this.#wanted = false;
    clearTimeout(this.#retrying);
    this.#socket?.close();
    this.changed('paused');
  }

  #connect() {
    this.changed('connecting');
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/eventbus/websocket`);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      this.#wait = FIRST_WAIT;
      this.#sequences.clear();
      this.#topics.forEach(topic => this.#register('register', topic));
      this.#pinging = setInterval(() => this.#send({ type: 'ping' }), PING_EVERY);
      this.changed('live');
      this.missed();
    };
    socket.onmessage = frame => this.#receive(typeof frame.data === 'string' ? frame.data : new TextDecoder().decode(frame.data));
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      clearInterval(this.#pinging);
      this.#socket = null;
      if (!this.#wanted) return;
      this.changed('connecting');
      this.#retrying = setTimeout(() => this.#connect(), this.#wait * (0.75 + Math.random() / 2));
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    };
  }

  #receive(text) {
    const frame = JSON.parse(text);
    if (frame.type !== 'rec' || !frame.body?.topic) return;
    const message = frame.body;
    const last = this.#sequences.get(message.topic);
    this.#sequences.set(message.topic, message.seq);
    if (message.dropped > 0 || (last !== undefined && message.seq !== last + 1)) this.missed();
    this.hear(message);
  }

  #register(type, address) {
    this.#send({ type, address, headers: {} });
  }

  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}

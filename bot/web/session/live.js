import { Unanswered, spoken } from "./ask.js";

/** Milliseconds: for the line to open, for an answer on it, and until it is tried again. */
const OPENS_WITHIN = 3_000;
const PATIENCE = 25_000;
const BETWEEN = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** The line is not there, or was cut; `sent` tells whether the message was on it. It may be sent again, on any way. */
export class Cut extends Error {
  constructor(sent = false) {
    super("cut");
    this.sent = sent;
  }
}

/** @typedef {{ answers: Message[], resolve: (answers: Message[]) => void, reject: (error: Error) => void }} Waiting */

/**
 * One line to the server, kept open and opened again by itself. Where it never opened (a proxy may
 * stop it) it stays away for a while, and `send` says so at once.
 */
export class Live {
  #address;
  #token;
  #changed;
  #longest;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {Promise<WebSocket> | null} */
  #opening = null;
  /** @type {Map<unknown, Waiting>} */
  #waiting = new Map();
  #failures = 0;
  #timer = 0;
  #wanted = false;

  /**
   * @param {object} options
   * @param {string} options.address of the WebSocket
   * @param {() => string | null} options.token the session's, sent in the first frame
   * @param {(open: boolean) => void} options.changed told when the line opens, and when it is lost
   * @param {(most: number) => void} options.longest told the most characters of one message
   */
  constructor({ address, token, changed, longest }) {
    this.#address = address;
    this.#token = token;
    this.#changed = changed;
    this.#longest = longest;
  }

  /** Opens the line, or waits for it to be open. Throws Cut. */
  async open() {
    this.#wanted = true;
    if (this.#socket) return this.#socket;
    if (!this.#opening && this.#timer) throw new Cut();
    this.#opening ??= this.#opened();
    return this.#opening;
  }

  /** Lets the line go: nothing opens it again until the next `open`. */
  close() {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#failures = 0;
    this.#socket?.close();
    this.#lost(this.#socket);
  }

  /** Tries at once what was put off for later. */
  hurry() {
    if (!this.#timer || !this.#wanted) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.open().catch(() => {});
  }

  /**
   * @param {Item} message
   * @returns {Promise<Message[]>} the answers. Throws Cut where the line does not do, Unanswered where the server says so.
   */
  async send(message) {
    const socket = await this.open();
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#lost(socket), PATIENCE);
      const end = () => {
        clearTimeout(late);
        this.#waiting.delete(message.id);
      };
      this.#waiting.set(message.id, {
        answers: [],
        resolve: (answers) => (end(), resolve(answers)),
        reject: (error) => (end(), reject(error)),
      });
      socket.send(JSON.stringify(message));
    });
  }

  /** @returns {Promise<WebSocket>} */
  #opened() {
    return new Promise((resolve, reject) => {
      /** @type {WebSocket | undefined} */
      let socket;
      const fail = () => {
        clearTimeout(late);
        if (socket) {
          // Its end comes later, when the next one may be on its way already.
          socket.onopen = socket.onclose = socket.onmessage = null;
          socket.close();
        }
        this.#opening = null;
        this.#later();
        reject(new Cut());
      };
      const late = setTimeout(fail, OPENS_WITHIN);
      try {
        socket = new WebSocket(this.#address);
      } catch {
        return fail();
      }
      socket.onopen = () => socket.send(JSON.stringify({ session: this.#token() }));
      socket.onclose = fail;
      socket.onmessage = ({ data }) => {
        clearTimeout(late);
        const { longest } = read(data);
        if (!this.#wanted || !Number.isInteger(longest)) return fail();
        this.#longest(longest);
        socket.onmessage = ({ data: frame }) => this.#hear(read(frame));
        socket.onclose = () => this.#lost(socket);
        this.#socket = socket;
        this.#opening = null;
        this.#failures = 0;
        this.#changed(true);
        resolve(socket);
      };
    });
  }

  /** @param {{ id?: unknown, message?: any, done?: unknown }} frame */
  #hear({ id, message, done }) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    if (message) waiting.answers.push(message);
    if (done === 200) waiting.resolve(waiting.answers);
    else if (done) waiting.reject(new Unanswered(spoken({ messages: waiting.answers })));
  }

  /** @param {WebSocket | null} socket */
  #lost(socket) {
    if (!socket || socket !== this.#socket) return;
    this.#socket = null;
    socket.onclose = socket.onmessage = null;
    socket.close();
    for (const { reject } of [...this.#waiting.values()]) reject(new Cut(true));
    if (!this.#wanted) return;
    this.#later();
    this.#changed(false);
  }

  #later() {
    if (!this.#wanted || this.#timer) return;
    const wait = BETWEEN[Math.min(this.#failures, BETWEEN.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(() => this.hurry(), wait);
  }
}

/** @param {string} data */
function read(data) {
  try {
    return Object(JSON.parse(data));
  } catch {
    return {};
  }
}

import { Over, Unanswered, ask } from "./ask.js";
import { Cut, Live } from "./live.js";

const HEADER = "X-Chat-Session";
const LONGEST = 2000;
const SHAPE = /^[\w-]{22,64}\.[\w-]{4,16}\.[\w-]{22,64}$/;

/** One conversation with the server. Its id is the server's, travels in a header, and never in an address. */
export class Session {
  #memory;
  #base;
  #live;

  /**
   * @param {object} options
   * @param {import("../memory/memory.js").Memory} options.memory
   * @param {string} options.base the server's origin; empty on its own page
   * @param {(open: boolean) => void} options.changed told when the line to the server opens, and when it is lost
   */
  constructor({ memory, base, changed }) {
    this.#memory = memory;
    this.#base = base;
    this.#live = new Live({
      address: new URL(`${base}/chat/live`, location.href).href.replace(/^http/, "ws"),
      token: () => this.id,
      longest: (longest) => memory.keep({ longest }),
      changed,
    });
  }

  get id() {
    const id = this.#memory.get("session");
    return typeof id === "string" && SHAPE.test(id) ? id : null;
  }

  /** @param {string | null} id */
  set id(id) {
    this.#live.close();
    this.#memory.keep({ session: id });
  }

  /** The most characters that one message may have, as far as the page knows. */
  get longest() {
    return this.#memory.get("longest") ?? LONGEST;
  }

  /** What the server has of this conversation, oldest first. @returns {Promise<Turn[]>} */
  async history() {
    if (!this.id) return [];
    this.#live.open().catch(() => {});
    try {
      const { turns } = await this.#ask("/chat/history", { headers: this.#headers() });
      return Array.isArray(turns) ? turns : [];
    } catch (error) {
      if (!(error instanceof Over)) throw error;
      this.id = null;
      return [];
    }
  }

  /**
   * Sends one message and gives the answers to it, over the open line or, where that does not do, by
   * a request of its own. The same message may be sent again: the server knows it by its id.
   *
   * @param {Item} message
   */
  async send(message) {
    try {
      return await this.#send(message);
    } catch (error) {
      if (!(error instanceof Over)) throw error;
      this.id = null;
      return this.#send(message);
    }
  }

  /** @param {Item} message */
  async #send({ id, text, payload, again }) {
    if (!this.id) await this.#open();
    /** @type {Item} */
    const message = { id, ...(payload ? { payload } : { text }), ...(again && { again }) };
    try {
      return whole(await this.#live.send(message));
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
      if (error.sent) message.again = true;
    }
    return whole((await this.#post("/chat/messages", message)).messages);
  }

  /**
   * What a person thinks of a passage; it carries no words of theirs. Gives whether the server has kept the question
   * that the passage answered.
   *
   * @param {Opinion} opinion
   */
  async rate(opinion) {
    const { question } = Object(await this.#post("/chat/feedback", opinion));
    return question === true;
  }

  /** Whether the server can answer now. */
  async ready() {
    try {
      await this.history();
      return true;
    } catch {
      return false;
    }
  }

  /** Tries at once to open the line again. */
  hurry() {
    this.#live.hurry();
  }

  async #open() {
    const { session, longest } = await this.#ask("/chat/session", { method: "POST" });
    if (typeof session !== "string") throw new Unanswered();
    this.#memory.keep({ session, longest });
  }

  /** @param {string} path @param {object} body */
  #post(path, body) {
    const headers = { "Content-Type": "application/json", ...this.#headers() };
    return this.#ask(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  #headers() {
    return { [HEADER]: this.id ?? "" };
  }

  /** @param {string} path @param {RequestInit} options */
  #ask(path, options) {
    return ask(this.#base + path, options);
  }
}

/** @param {unknown} messages @returns {Message[]} */
function whole(messages) {
  if (!Array.isArray(messages) || messages.length === 0) throw new Unanswered();
  return messages;
}

const HEADER = "X-Chat-Session";
const PATIENCE = 25_000;
const LONGEST = 2000;
const SHAPE = /^[\w-]{22,64}$/;

/** Refusals that hold for this message for good: what the server says to them is its answer. */
const ANSWERED = [400, 413];

const AWAY = "The companion is not answering right now. Your message is kept here.";
const SLOW = "The answer is taking too long. Your message is kept here.";
const OFFLINE = "You seem to be offline. Your message is kept here.";

/** No answer came; the message may be sent again. The text is for the person. */
export class Unanswered extends Error {}

/** One conversation with the server. Its id is the server's, travels in a header, and never in an address. */
export class Session {
  #memory;

  /** @param {import("../memory/memory.js").Memory} memory */
  constructor(memory) {
    this.#memory = memory;
  }

  get id() {
    const id = this.#memory.get("session");
    return SHAPE.test(id) ? id : null;
  }

  /** @param {string | null} id */
  set id(id) {
    this.#memory.keep({ session: id });
  }

  /** The most characters that one message may have, as far as the page knows. */
  get longest() {
    return this.#memory.get("longest") ?? LONGEST;
  }

  /** What the server has of this conversation, oldest first. */
  async history() {
    if (!this.id) return [];
    const { turns } = await ask("/chat/history", { headers: { [HEADER]: this.id } });
    return Array.isArray(turns) ? turns : [];
  }

  /**
   * Sends one message and gives the answers to it. The same message may be sent again: the server knows it by its id.
   *
   * @param {{ id: string, text?: string, payload?: string }} message
   */
  async send({ id, text, payload }) {
    if (!this.id) await this.#open();
    const { messages } = await ask("/chat/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", [HEADER]: this.id },
      body: JSON.stringify(payload ? { id, payload } : { id, text }),
    });
    if (!Array.isArray(messages) || messages.length === 0) throw new Unanswered(AWAY);
    return messages;
  }

  async #open() {
    const { session, longest } = await ask("/chat/session", { method: "POST" });
    if (typeof session !== "string") throw new Unanswered(AWAY);
    this.#memory.keep({ session, longest });
  }
}

/** A JSON object from the server, or Unanswered. */
async function ask(path, options) {
  try {
    const response = await fetch(path, {
      ...options,
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const body = Object(await response.json());
    if (response.ok || (ANSWERED.includes(response.status) && body.messages)) return body;
    throw new Unanswered(spoken(body) ?? AWAY);
  } catch (error) {
    if (error instanceof Unanswered) throw error;
    if (error.name === "TimeoutError") throw new Unanswered(SLOW);
    throw new Unanswered(navigator.onLine ? AWAY : OFFLINE);
  }
}

/** The sentence in which a server that refuses says why. */
function spoken(body) {
  const text = body.messages?.[0]?.text;
  return typeof text === "string" ? text.split("\n")[0] : null;
}

/** Sends one item after the other, in order; an item leaves only when its answer is there. */
export class Outbox {
  /** @type {Item[]} */
  #items = [];
  #busy = false;
  #stopped = false;
  #hooks;

  /**
   * @param {object} hooks
   * @param {(item: Item) => Promise<Message[]>} hooks.send gives the answers, or throws
   * @param {(items: Item[]) => void} hooks.changed
   * @param {(item: Item) => void} hooks.sending
   * @param {(item: Item, answers: Message[]) => void} hooks.answered
   * @param {(item: Item, error: unknown) => void} hooks.failed
   */
  constructor(hooks) {
    this.#hooks = hooks;
  }

  /** Whether this payload is already on its way; a double click must not send twice. @param {string} payload */
  holds(payload) {
    return this.#items.some((item) => item.payload === payload);
  }

  /** Whether anything waits to be sent. */
  get waits() {
    return this.#items.length > 0;
  }

  /** @param {...Item} items */
  add(...items) {
    this.#items.push(...items);
    this.#hooks.changed(this.#items);
    return this.flush();
  }

  /** Sends what waits. Stops at the first item that fails, and keeps it. */
  async flush() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#items[0] && (await this.#sent(this.#items[0])));
    } finally {
      this.#busy = false;
    }
  }

  /** From here on the hooks stay silent: the conversation has moved on without this outbox. */
  stop() {
    this.#stopped = true;
  }

  /** @param {Item} item */
  async #sent(item) {
    this.#hooks.sending(item);
    let answers;
    try {
      answers = await this.#hooks.send(item);
    } catch (error) {
      item.again = true;
      if (this.#stopped) return false;
      this.#hooks.changed(this.#items);
      this.#hooks.failed(item, error);
      return false;
    }
    if (this.#stopped) return false;
    this.#items.shift();
    this.#hooks.changed(this.#items);
    this.#hooks.answered(item, answers);
    return true;
  }
}

/** An id that no other item has. (`crypto.randomUUID` is missing on pages without https.) */
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

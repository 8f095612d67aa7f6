/**
 * What the page remembers until the tab closes: which conversation this is, and what was not sent yet.
 * Where the browser forbids storage, it remembers until the next reload.
 */
const KEY = "net-companion";

export class Memory {
  #held;

  constructor() {
    this.#held = stored();
  }

  /** @param {string} name */
  get(name) {
    return this.#held[name];
  }

  /** @param {Record<string, unknown>} values */
  keep(values) {
    this.#held = { ...this.#held, ...values };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#held));
    } catch {
      // Full or forbidden: the copy in this object still serves.
    }
  }
}

function stored() {
  try {
    const value = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return value !== null && typeof value === "object" ? value : {};
  } catch {
    return {};
  }
}

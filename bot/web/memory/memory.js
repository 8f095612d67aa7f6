/**
 * What the page remembers: which conversation this is, what was not sent yet, and what the person
 * set. Until the tab closes; for longer only where the person said so. Where the browser forbids
 * storage, or it is full, until the next reload.
 */
const KEY = "net-companion";

/** What belongs to this tab alone, even where the rest is kept on the device. */
const OF_THE_TAB = ["unsent", "cleared"];

export class Memory {
  /** @type {Record<string, any>} */
  #tab;
  /** @type {Record<string, any>} */
  #device;
  #onDevice;

  constructor() {
    this.#tab = read(() => sessionStorage) ?? {};
    const kept = read(() => localStorage);
    this.#onDevice = kept !== null;
    this.#device = kept ?? {};
  }

  /** Whether the person wants the conversation kept on this device. */
  get lasting() {
    return this.#onDevice;
  }

  /** @param {boolean} on */
  set lasting(on) {
    if (on) this.#device = lastingPart(this.#tab);
    else this.#tab = { ...this.#tab, ...this.#device };
    this.#onDevice = on;
    if (!on) forget(() => localStorage);
    this.#write();
  }

  /** What was kept; it may be broken where another script of this website has written there. @param {string} name */
  get(name) {
    return this.#onDevice && !OF_THE_TAB.includes(name) ? this.#device[name] : this.#tab[name];
  }

  /** @param {Record<string, unknown>} values */
  keep(values) {
    this.#tab = { ...this.#tab, ...values };
    if (this.#onDevice) this.#device = { ...this.#device, ...lastingPart(values) };
    this.#write();
  }

  #write() {
    write(() => sessionStorage, this.#tab);
    if (this.#onDevice) write(() => localStorage, this.#device);
  }
}

/** @param {Record<string, unknown>} values */
function lastingPart(values) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !OF_THE_TAB.includes(name)));
}

/** @param {() => Storage} storage */
function read(storage) {
  try {
    const value = JSON.parse(storage().getItem(KEY) ?? "null");
    return value !== null && typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** @param {() => Storage} storage @param {object} values */
function write(storage, values) {
  try {
    storage().setItem(KEY, JSON.stringify(values));
  } catch {
    // Full or forbidden: the copy in this object still serves.
  }
}

/** @param {() => Storage} storage */
function forget(storage) {
  try {
    storage().removeItem(KEY);
  } catch {
    // Forbidden, so there is nothing to forget.
  }
}

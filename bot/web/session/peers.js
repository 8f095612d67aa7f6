/** Milliseconds in which another tab answers a new one. */
const SOON = 100;

/** The other tabs with this page, told what happens here. Nothing is stored for that. */
export class Peers {
  #channel;
  #hear;

  /**
   * @param {string} base the server's origin; tabs that talk with another server are no peers
   * @param {(news: News) => void} hear
   */
  constructor(base, hear) {
    this.#hear = hear;
    try {
      this.#channel = new BroadcastChannel(`net-companion ${base}`);
      this.#channel.onmessage = ({ data }) => this.#hear(Object(data));
    } catch {
      // A browser that forbids storage may forbid this too: then each tab is on its own.
      this.#channel = null;
    }
  }

  /** @param {News} news */
  tell(news) {
    this.#channel?.postMessage(news);
  }

  /** The session that another tab is in, or null. @returns {Promise<unknown>} */
  session() {
    if (!this.#channel) return Promise.resolve(null);
    return new Promise((resolve) => {
      const hear = this.#hear;
      /** @param {unknown} session */
      const done = (session) => {
        this.#hear = hear;
        clearTimeout(timer);
        resolve(session);
      };
      const timer = setTimeout(() => done(null), SOON);
      this.#hear = (/** @type {News} */ news) => (news.here ? done(news.here) : hear(news));
      this.tell({ ask: true });
    });
  }
}

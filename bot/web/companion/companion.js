import { Composer } from "../composer/composer.js";
import { Conversation } from "../conversation/conversation.js";
import { Memory } from "../memory/memory.js";
import { Outbox, freshId } from "../outbox/outbox.js";
import { wordsOf } from "../session/ask.js";
import { Peers } from "../session/peers.js";
import { Session } from "../session/session.js";

const GREETING = { payload: "/greet" };

/** Milliseconds until what failed is tried again by itself, from one failure to the next. */
const AGAIN = [4_000, 8_000, 15_000, 30_000];

/** Milliseconds that another tab may take to get an answer before this one reads it from the server. */
const OTHERS_ANSWER = 16_000;

/** Questions that are kept, of this conversation and of those before it that can be brought back. */
const MOST_SAVED = 200;

const GONE = "The companion is away right now. You can go on writing: your words wait here, and go out when it is back.";

/** The whole chat, in any place of a page: who says what, what is sent, and what is kept. */
export class Companion {
  /**
   * @param {HTMLElement} place where the conversation and the field go
   * @param {object} [options]
   * @param {string} [options.base] the server's origin; empty on its own page
   */
  constructor(place, { base = "" } = {}) {
    this.memory = new Memory();
    this.session = new Session({ memory: this.memory, base, changed: (open) => this.#line(open) });
    this.peers = new Peers(base, (news) => this.#heard(news));
    this.conversation = new Conversation(place, {
      choose: (choice) => this.#choose(choice),
      save: (question) => this.#save(question),
      rate: (opinion) => this.session.rate(opinion),
      earlier: () => this.#earlier(),
    });
    this.composer = new Composer(place, {
      longest: () => this.session.longest,
      send: (text) => this.#say({ text }, text),
    });
    this.outbox = this.#newOutbox();
    this.resumed = false;
    this.failures = 0;
    this.retry = 0;
    this.others = 0;
    addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
  }

  /** Takes the conversation up: this tab's, the one kept on the device, another tab's, or a new one. */
  async start() {
    if (!this.session.id) {
      const session = await this.peers.session();
      if (session) this.memory.keep({ session });
    }
    this.resuming = this.#resume();
    return this.resuming;
  }

  /** Begins anew; until the person goes on, the conversation so far can be brought back. */
  async startOver() {
    const before = this.session.id;
    this.#leave(null);
    this.conversation.offer("You started over.", "Bring the conversation back", () => {
      this.peers.tell({ from: this.session.id, to: before });
      this.#goTo(before);
    });
    await this.#greet();
    this.peers.tell({ from: before, to: this.session.id });
  }

  /** Takes what was said off the screen, not out of the conversation; until the person goes on, it can be brought back. */
  clear() {
    const before = this.memory.get("cleared") ?? null;
    const cleared = this.conversation.last;
    if (!cleared) return;
    this.#cut(cleared);
    this.conversation.offer("The screen is empty. You can go on where you were.", "Bring the words back", () => this.#cut(before));
    this.composer.focus();
  }

  /** The questions that the person saved in this conversation. */
  get saved() {
    const session = this.session.id;
    return this.#savedAll().flatMap((each) => (each.session === session ? [each.question] : []));
  }

  /** @param {string} question */
  #save(question) {
    if (this.saved.includes(question)) return;
    this.memory.keep({ saved: [...this.#savedAll(), { session: this.session.id, question }].slice(-MOST_SAVED) });
  }

  /** @returns {{ session: string, question: string }[]} */
  #savedAll() {
    const saved = this.memory.get("saved");
    return Array.isArray(saved) ? saved : [];
  }

  /** @param {string | null} cleared the last thing said before that */
  #cut(cleared) {
    this.memory.keep({ cleared });
    this.resuming = this.#resume();
  }

  #newOutbox() {
    return new Outbox({
      send: (item) => this.session.send(item),
      changed: (items) => this.memory.keep({ unsent: items }),
      sending: () => this.conversation.working(true),
      answered: (item, answers) => {
        this.#well();
        this.conversation.bot(answers, item.id);
        this.peers.tell({ session: this.session.id, id: item.id, answers });
      },
      failed: (item, error) => this.#failed(item.id, error, () => this.outbox.flush()),
    });
  }

  /** Sends a message that the person sees as `shown`. @param {Partial<Item>} message @param {string} shown */
  async #say(message, shown) {
    const item = { id: freshId(), shown, ...message };
    await this.resuming;
    if (!this.resumed) {
      this.memory.keep({ unsent: [...this.#unsent(), item] });
      this.resuming = this.#resume();
      return;
    }
    this.conversation.offer(null);
    this.conversation.person(shown, item.id);
    this.peers.tell({ session: this.session.id, id: item.id, person: shown });
    this.outbox.add(item);
  }

  /** @param {Choice} choice */
  #choose({ title, payload }) {
    if (!this.outbox.holds(payload)) this.#say({ payload }, title);
  }

  #greet() {
    return this.outbox.add({ id: freshId(), ...GREETING });
  }

  /**
   * Takes the conversation up where a reload left it. What was not answered then goes first: the server
   * knows it by its id if it came through after all, and its history then has everything in order.
   */
  async #resume() {
    const items = this.#unsent();
    this.resumed = false;
    this.conversation.clear();
    this.conversation.working(true);
    try {
      for (const item of items) await this.session.send({ ...item, again: true });
      this.memory.keep({ unsent: [] });
      const turns = await this.session.history();
      this.resumed = true;
      this.#well();
      if (turns.length > 0) this.conversation.restore(this.#uncleared(turns));
      else this.#greet();
    } catch (error) {
      for (const { id, shown } of items) if (shown) this.conversation.person(shown, id);
      this.#failed(items[0]?.id, error, () => {
        this.resuming = this.#resume();
      });
    }
  }

  /** The history without what the person took off the screen. @param {Turn[]} turns */
  #uncleared(turns) {
    const last = turns.findLastIndex(({ id }) => id && id === this.memory.get("cleared"));
    const next = turns.findIndex(({ who }, at) => at > last && who === "person");
    if (last < 0) return turns;
    return next < 0 ? [] : turns.slice(next);
  }

  async #earlier() {
    try {
      const turns = await this.session.history();
      this.conversation.restore(this.#uncleared(turns), this.conversation.shown * 2);
    } catch (error) {
      this.conversation.offer(wordsOf(error), "Try again", () => this.#earlier());
    }
  }

  /** @returns {Item[]} */
  #unsent() {
    return this.memory.get("unsent") ?? [];
  }

  /** @param {string | null} next */
  #leave(next) {
    this.outbox.stop();
    this.outbox = this.#newOutbox();
    this.memory.keep({ unsent: [], cleared: null });
    this.session.id = next;
    clearTimeout(this.retry);
    clearTimeout(this.others);
    this.conversation.clear();
  }

  /** @param {string | null} session */
  #goTo(session) {
    this.#leave(session);
    this.resuming = this.#resume();
  }

  // When the bot is away

  #well() {
    this.failures = 0;
    clearTimeout(this.retry);
    this.conversation.working(false);
    this.conversation.away("");
  }

  /** @param {string | undefined} id @param {unknown} error @param {() => void} again */
  #failed(id, error, again) {
    this.conversation.working(false);
    this.conversation.failed(id, wordsOf(error), () => {
      clearTimeout(this.retry);
      again();
    });
    clearTimeout(this.retry);
    this.retry = setTimeout(again, AGAIN[Math.min(this.failures, AGAIN.length - 1)]);
    this.failures += 1;
  }

  /** The line to the server came back, or was lost. @param {boolean} open */
  async #line(open) {
    if (open) {
      this.conversation.away("");
      if (this.resumed && this.outbox.waits) this.outbox.flush();
    } else if (!(await this.session.ready())) {
      // Lost for a moment is not away; that it is, the server's silence tells.
      this.conversation.away(GONE);
    }
  }

  #hurry() {
    this.session.hurry();
    if (this.resumed && this.outbox.waits) this.outbox.flush();
  }

  // What other tabs tell

  /** @param {News} news */
  #heard({ ask, from, to, session, id, person, answers }) {
    const own = this.session.id;
    if (!own) return;
    if (ask) this.peers.tell({ here: own });
    if (from === own && typeof to === "string") this.#goTo(to);
    if (session !== own || !this.resumed || typeof id !== "string") return;
    if (typeof person === "string" && !this.conversation.has(id)) {
      this.conversation.person(person, id);
      this.conversation.working(true);
      clearTimeout(this.others);
      this.others = setTimeout(() => {
        this.resuming = this.#resume();
      }, OTHERS_ANSWER);
    }
    if (Array.isArray(answers)) {
      clearTimeout(this.others);
      this.conversation.working(false);
      this.conversation.bot(answers, id);
    }
  }
}

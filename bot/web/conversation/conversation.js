import { retake } from "../choices/choices.js";
import { element } from "../element/element.js";
import { botMessage, personMessage } from "../message/message.js";
import { notice } from "../notice/notice.js";

/** Milliseconds before "looking that up" shows: quick answers need no such sign. */
const QUICK = 400;

/** Turns that stay on the screen. More would make a long conversation slow; they come back when asked for. */
const MOST = 150;

const SIDES = {
  person: { class: "turn turn--person", who: "You" },
  bot: { class: "turn turn--bot", who: "Companion" },
};

/** Who said what, in order. New messages are announced politely, each once. */
export class Conversation {
  #root;
  #log;
  #working;
  #away;
  #offer;
  #earlier;
  #acts;
  #timer = 0;

  /**
   * @param {HTMLElement} place where to put it
   * @param {import("../message/message.js").Acts & { earlier: () => void }} acts what the person can do; `earlier`
   *   asks for turns that the screen does not show
   */
  constructor(place, acts) {
    this.#acts = acts;
    this.#earlier = element("div", {});
    this.#offer = element("div", { role: "status" });
    this.#log = element("div", {
      class: "conversation__log", role: "log", tabindex: "-1", "aria-label": "Conversation", "aria-live": "polite",
    });
    this.#working = element("p", { class: "conversation__working", role: "status" });
    this.#away = element("p", { class: "conversation__away", role: "status" });
    this.#root = element("div", { class: "conversation" },
      element("h2", { class: "unseen" }, "Conversation"), this.#earlier, this.#offer, this.#log, this.#working, this.#away);
    place.append(this.#root);
  }

  /** Shows what the person said; `id` is the item's that carries it to the server. @param {string} text @param {string} id */
  person(text, id) {
    const turn = this.#append("person", [personMessage(text)]);
    turn.dataset.item = id;
    reveal(turn, turn);
  }

  /** Shows the messages of one answer to the item `id`. @param {Message[]} messages @param {string} id */
  bot(messages, id) {
    const shown = messages.map((each) => botMessage(each, this.#acts));
    // Nothing must hold back what may matter at once; all else waits its turn.
    for (const each of shown) if (each.matches(".message--urgent")) each.setAttribute("aria-live", "assertive");
    const turn = this.#append("bot", shown);
    // What was said while the answer was on its way stands below it, as in the server's history.
    const asked = this.#turnOf(id);
    if (asked && asked.nextElementSibling !== turn) asked.after(turn);
    if (this.#log.childElementCount > 1) reveal(asked ?? turn, turn);
    if (this.#log.childElementCount > MOST) this.#shorten();
  }

  /**
   * Shows the server's history, the latest part of it. Nothing is announced: the person has heard it all before.
   *
   * @param {Turn[]} turns
   * @param {number} [most] how many turns to show
   */
  restore(turns, most = MOST) {
    this.#log.setAttribute("aria-live", "off");
    this.#log.replaceChildren();
    for (const { who, id, ...message } of turns.slice(-most)) {
      const said = who === "person" ? String(message.text) : null;
      if (said !== null) retake(this.#log, said);
      const last = /** @type {HTMLElement | null} */ (this.#log.lastElementChild);
      const turn = said === null && last?.dataset.who === "bot" ? last : this.#append(said === null ? "bot" : "person", []);
      turn.append(said === null ? botMessage(message, this.#acts) : personMessage(said));
      if (id) turn.dataset.item = String(id);
    }
    this.#offerEarlier(turns.length > most);
    if (this.#log.childElementCount > 1) {
      this.#log.lastElementChild?.scrollIntoView({ block: "start", behavior: "instant" });
    }
    setTimeout(() => this.#log.setAttribute("aria-live", "polite"), QUICK);
  }

  /**
   * Says, where the item `id` stands, that it has not been answered.
   *
   * @param {string | undefined} id
   * @param {string} words
   * @param {() => void} retry
   */
  failed(id, words, retry) {
    const place = this.#turnOf(id) ?? this.#log;
    const shown = notice(words, "Try again", () => {
      place.focus({ preventScroll: true });
      retry();
    });
    place.tabIndex = -1;
    shown.classList.add("notice--failed");
    place.append(shown);
    reveal(place, shown);
  }

  /** Shows, if it lasts, that an answer is on its way; takes complaints about earlier tries away. @param {boolean} on */
  working(on) {
    clearTimeout(this.#timer);
    if (on) for (const old of this.#log.querySelectorAll(".notice--failed")) old.remove();
    if (on) this.#timer = setTimeout(() => this.#sign("Looking that up…"), QUICK);
    else this.#sign("");
  }

  /**
   * Offers one thing above the conversation until the next call; null takes the offer back.
   *
   * @param {string | null} words
   * @param {string} [action]
   * @param {() => void} [act]
   */
  offer(words, action = "", act = () => {}) {
    const accept = () => {
      this.#log.focus({ preventScroll: true });
      act();
    };
    this.#offer.replaceChildren(...(words ? [notice(words, action, accept)] : []));
  }

  /** Says, for as long as it is so, that the bot is away. @param {string} words */
  away(words) {
    if (this.#away.textContent !== words) this.#away.textContent = words;
  }

  /** How many turns the screen shows. */
  get shown() {
    return this.#log.childElementCount;
  }

  /** The id of the last thing that the person said, as far as the screen shows it. */
  get last() {
    return this.#turns().findLast((each) => each.dataset.item)?.dataset.item ?? null;
  }

  /** Whether the screen shows the item `id`. @param {string} id */
  has(id) {
    return this.#turnOf(id) !== null;
  }

  clear() {
    this.working(false);
    this.#offerEarlier(false);
    this.#log.replaceChildren();
  }

  #shorten() {
    while (this.#log.childElementCount > MOST) this.#log.firstElementChild?.remove();
    this.#offerEarlier(true);
  }

  /** @param {boolean} on */
  #offerEarlier(on) {
    const shown = () => notice("Earlier messages are not on the screen.", "Show them", () => this.#acts.earlier());
    if (!on) this.#earlier.replaceChildren();
    else if (!this.#earlier.firstChild) this.#earlier.append(shown());
  }

  /** @param {keyof typeof SIDES} who @param {HTMLElement[]} messages */
  #append(who, messages) {
    const { class: name, who: label } = SIDES[who];
    const turn = element("div", { class: name, "data-who": who }, element("p", { class: "turn__who" }, label));
    turn.append(...messages);
    this.#log.append(turn);
    return turn;
  }

  /** @param {string | undefined} id */
  #turnOf(id) {
    return (id && this.#turns().find((each) => each.dataset.item === id)) || null;
  }

  #turns() {
    return /** @type {HTMLElement[]} */ ([...this.#log.children]);
  }

  /** @param {string} words */
  #sign(words) {
    this.#working.textContent = words;
    if (words) reveal(this.#working, this.#working);
  }
}

/** Brings what was added into view: all of it if it fits, otherwise from its beginning. @param {HTMLElement} first @param {HTMLElement} last */
function reveal(first, last) {
  const scroller = first.closest("[data-scroller]") ?? document.documentElement;
  const above = parseFloat(getComputedStyle(scroller).scrollPaddingTop) || 0;
  const room = scroller.clientHeight - above - (scroller.querySelector("form")?.offsetHeight ?? 0);
  const span = last.getBoundingClientRect().bottom - first.getBoundingClientRect().top;
  if (span < room) last.scrollIntoView({ block: "end" });
  else (first.offsetHeight > room / 3 ? last : first).scrollIntoView({ block: "start" });
}

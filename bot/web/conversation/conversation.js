import { retake } from "../choices/choices.js";
import { element } from "../element/element.js";
import { botMessage, personMessage } from "../message/message.js";
import { notice } from "../notice/notice.js";

/** Milliseconds before "looking that up" shows: quick answers need no such sign. */
const QUICK = 400;

const SIDES = {
  person: { class: "turn turn--person", who: "You" },
  bot: { class: "turn turn--bot", who: "Companion" },
};

/** Who said what, in order. New messages are announced politely, each once. */
export class Conversation {
  #log;
  #working;
  #offer;
  #choose;
  #timer = 0;

  /**
   * @param {HTMLElement} root
   * @param {(choice: { title: string, payload: string }) => void} choose called when a next step is taken
   */
  constructor(root, choose) {
    this.#log = root.querySelector("[role=log]");
    this.#working = root.querySelector("[data-working]");
    this.#offer = root.querySelector("[data-offer]");
    this.#choose = choose;
  }

  /** Shows what the person said; `id` is the item's that carries it to the server. */
  person(text, id) {
    const turn = this.#append("person", [personMessage(text)]);
    turn.dataset.item = id;
    reveal(turn, turn);
  }

  /** Shows the messages of one answer to the item `id`. */
  bot(messages, id) {
    const shown = messages.map((each) => botMessage(each, this.#choose));
    // Nothing must hold back what may matter at once; all else waits its turn.
    for (const each of shown) if (each.matches(".message--urgent")) each.setAttribute("aria-live", "assertive");
    const turn = this.#append("bot", shown);
    if (this.#log.childElementCount > 1) reveal(this.#turnOf(id) ?? turn, turn);
  }

  /** Shows the server's history. Nothing is announced: the person has heard it all before. */
  restore(turns) {
    this.#log.setAttribute("aria-live", "off");
    for (const { who, ...message } of turns) {
      const shown = who === "person" ? personMessage(message.text) : botMessage(message, this.#choose);
      if (who === "person") retake(this.#log, message.text);
      const last = this.#log.lastElementChild;
      if (last?.dataset.who === who) last.append(shown);
      else this.#append(who, [shown]);
    }
    if (this.#log.childElementCount > 1) {
      this.#log.lastElementChild.scrollIntoView({ block: "start", behavior: "instant" });
    }
    setTimeout(() => this.#log.setAttribute("aria-live", "polite"), QUICK);
  }

  /** Says, where the item `id` stands, that it has not been answered. */
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

  /** Shows, if it lasts, that an answer is on its way; takes complaints about earlier tries away. */
  working(on) {
    clearTimeout(this.#timer);
    if (on) for (const old of this.#log.querySelectorAll(".notice--failed")) old.remove();
    if (on) this.#timer = setTimeout(() => this.#sign("Looking that up…"), QUICK);
    else this.#sign("");
  }

  /** Offers one thing above the conversation until the next call; null takes the offer back. */
  offer(words, action, act) {
    const accept = () => {
      this.#log.focus({ preventScroll: true });
      act();
    };
    this.#offer.replaceChildren(...(words ? [notice(words, action, accept)] : []));
  }

  clear() {
    this.working(false);
    this.#log.replaceChildren();
  }

  #append(who, messages) {
    const { class: name, who: label } = SIDES[who] ?? SIDES.bot;
    const turn = element("div", { class: name, "data-who": who }, element("p", { class: "turn__who" }, label));
    turn.append(...messages);
    this.#log.append(turn);
    return turn;
  }

  #turnOf(id) {
    return id ? this.#log.querySelector(`[data-item="${CSS.escape(id)}"]`) : null;
  }

  #sign(words) {
    this.#working.textContent = words;
    if (words) reveal(this.#working, this.#working);
  }
}

/** Brings what was added into view: all of it if it fits, otherwise from its beginning. */
function reveal(first, last) {
  const above = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  const room = innerHeight - above - document.querySelector("form").offsetHeight;
  const span = last.getBoundingClientRect().bottom - first.getBoundingClientRect().top;
  if (span < room) last.scrollIntoView({ block: "end" });
  else (first.offsetHeight > room / 3 ? last : first).scrollIntoView({ block: "start" });
}

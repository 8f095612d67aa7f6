/** Milliseconds to wait for an answer. */
const PATIENCE = 25_000;

/** Refusals that hold for this message for good: what the server says to them is its answer. */
const ANSWERED = [400, 413];

export const AWAY = "The companion is not answering right now. Your message is kept here.";
const SLOW = "The answer is taking too long. Your message is kept here.";
const OFFLINE = "You seem to be offline. Your message is kept here.";

/** No answer came; the message may be sent again. The text is for the person. */
export class Unanswered extends Error {
  /** @param {string | null} [text] */
  constructor(text) {
    super(text ?? AWAY);
  }
}

/** The server does not know this conversation any more: it was deleted, or its time is over. */
export class Over extends Unanswered {}

/**
 * A JSON object from the server, or Unanswered.
 *
 * @param {string} address
 * @param {RequestInit} options
 */
export async function ask(address, options) {
  const patience = new AbortController();
  const late = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(address, {
      ...options,
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: patience.signal,
    });
    const body = Object(await response.json());
    if (response.ok || (ANSWERED.includes(response.status) && body.messages)) return body;
    throw new (response.status === 401 ? Over : Unanswered)(spoken(body));
  } catch (error) {
    if (error instanceof Unanswered) throw error;
    if (patience.signal.aborted) throw new Unanswered(SLOW);
    throw new Unanswered(navigator.onLine ? AWAY : OFFLINE);
  } finally {
    clearTimeout(late);
  }
}

/** The sentence in which a server that refuses says why. @param {{ messages?: any }} body */
export function spoken(body) {
  const text = body.messages?.[0]?.text;
  return typeof text === "string" ? (text.split("\n")[0] ?? text) : null;
}

/** What went wrong, in words for the person. @param {unknown} error */
export function wordsOf(error) {
  return error instanceof Unanswered ? error.message : AWAY;
}

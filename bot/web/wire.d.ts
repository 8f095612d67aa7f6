/**
 * What goes between the page and bot/rasa/channels/web.py, and between the page's tabs. The types are
 * known to every script here; `make lint` checks them, and nothing of this is sent to a browser.
 *
 * What comes from outside may be broken. So the parts of a message are `unknown` until message/parts.js,
 * which is made for that, has looked at them.
 */

/** A next step: what it is called, and what is sent when it is taken. */
interface Choice {
  title: string;
  payload: string;
}

type Choose = (choice: Choice) => void;

/** One message of the companion. */
interface Message {
  text?: unknown;
  custom?: unknown;
  buttons?: unknown;
}

/** One thing said, as the server's history has it; `id` is the item's that carried it there. */
interface Turn extends Message {
  who?: unknown;
  id?: unknown;
}

/**
 * One thing to send: typed text, or a button's payload with the title that the person saw. `again`
 * says that it was on its way before.
 */
interface Item {
  id: string;
  text?: string;
  payload?: string;
  shown?: string;
  again?: boolean;
}

/** Whether a passage helped, and if not, why (bot/feedback.py). */
interface Opinion {
  passage: string;
  version: string;
  helpful: boolean;
  reason?: string;
}

/** What one tab tells the others. Any script of this website can write there, so nothing of it is believed. */
interface News {
  ask?: unknown;
  here?: unknown;
  from?: unknown;
  to?: unknown;
  session?: unknown;
  id?: unknown;
  person?: unknown;
  answers?: unknown;
}

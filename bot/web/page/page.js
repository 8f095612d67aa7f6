import { Composer } from "../composer/composer.js";
import { Conversation } from "../conversation/conversation.js";
import { Memory } from "../memory/memory.js";
import { Outbox, freshId } from "../outbox/outbox.js";
import { Session } from "../session/session.js";

const GREETING = { payload: "/greet" };
const WIDE = matchMedia("(min-width: 64rem)");

const memory = new Memory();
const session = new Session(memory);
const conversation = new Conversation(document.querySelector("#conversation"), choose);
const composer = new Composer(document.querySelector("#composer"), {
  longest: () => session.longest,
  send: (text) => say({ text }, text),
});
let outbox = newOutbox();
let resumed = false;
let resuming = resume();

document.querySelector("#start-over").addEventListener("click", startOver);
WIDE.addEventListener("change", fitAbout);
fitAbout();
document.documentElement.classList.add("ready");

function newOutbox() {
  return new Outbox({
    send: (item) => session.send(item),
    changed: (items) => memory.keep({ unsent: items }),
    sending: () => conversation.working(true),
    answered: (item, answers) => {
      conversation.working(false);
      conversation.bot(answers, item.id);
    },
    failed: (item, error) => {
      conversation.working(false);
      conversation.failed(item.id, error.message, () => outbox.flush());
    },
  });
}

/** Sends a message that the person sees as `shown`. */
async function say(message, shown) {
  const item = { id: freshId(), shown, ...message };
  await resuming;
  if (!resumed) {
    memory.keep({ unsent: [...unsent(), item] });
    resuming = resume();
    return;
  }
  conversation.offer(null);
  conversation.person(shown, item.id);
  outbox.add(item);
}

function choose({ title, payload }) {
  if (!outbox.holds(payload)) say({ payload }, title);
}

function greet() {
  outbox.add({ id: freshId(), ...GREETING });
}

/**
 * Takes the conversation up where a reload left it. What was not answered then goes first: the server
 * knows it by its id if it came through after all, and its history then has everything in order.
 */
async function resume() {
  const items = unsent();
  conversation.clear();
  conversation.working(true);
  try {
    for (const item of items) await session.send(item);
    memory.keep({ unsent: [] });
    const turns = await session.history();
    resumed = true;
    conversation.working(false);
    if (turns.length > 0) conversation.restore(turns);
    else greet();
  } catch (error) {
    conversation.working(false);
    for (const { id, shown } of items) if (shown) conversation.person(shown, id);
    conversation.failed(items[0]?.id, error.message, retryResume);
  }
}

function retryResume() {
  resuming = resume();
}

function unsent() {
  return memory.get("unsent") ?? [];
}

/** Begins anew; until the person goes on, the conversation so far can be brought back. */
function startOver() {
  const before = session.id;
  leave(null);
  conversation.offer("You started over.", "Bring the conversation back", () => {
    leave(before);
    resuming = resume();
  });
  greet();
}

function leave(next) {
  outbox.stop();
  outbox = newOutbox();
  memory.keep({ unsent: [] });
  session.id = next;
  conversation.clear();
}

function fitAbout() {
  document.querySelector("#about").open = WIDE.matches;
}

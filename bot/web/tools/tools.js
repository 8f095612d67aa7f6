import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";
import { notes } from "../notes/notes.js";
import { applied, choices } from "./looks.js";

/** @typedef {import("../companion/companion.js").Companion} Companion */

/**
 * What stands above the conversation: the person's own list, options, and starting over.
 *
 * @param {Companion} companion
 * @param {HTMLElement} root the element that size and colours are set on
 * @param {(() => void) | null} print prints the person's own list alone
 */
export function tools(companion, root, print) {
  const { memory } = companion;
  applied(root, memory.get("looks"));
  const dialog = element("dialog", { class: "options", "aria-labelledby": "options-title" });
  const open = () => {
    dialog.replaceChildren(...contents(companion, root, () => dialog.close()));
    dialog.showModal();
  };
  const own = notes({ history: () => companion.session.history(), questions: () => companion.saved, print });
  return {
    buttons: [
      tool("list", "My list", own.open),
      tool("sliders", "Options", open),
      tool("again", "Start over", () => companion.startOver(), "start-over"),
    ],
    dialogs: [dialog, own.dialog],
  };
}

/** @param {import("../icon/icon.js").Name} drawing @param {string} words @param {() => void} act @param {string | null} id */
function tool(drawing, words, act, id = null) {
  const button = element("button", { type: "button", class: "tool", id }, icon(drawing), element("span", { class: "tool__word" }, words));
  button.addEventListener("click", act);
  return button;
}

/** @param {Companion} companion @param {HTMLElement} root @param {() => void} close */
function contents(companion, root, close) {
  const { memory } = companion;
  /** @type {Look} */
  const look = (name, value) => {
    memory.keep({ looks: { ...memory.get("looks"), [name]: value } });
    applied(root, memory.get("looks"));
  };
  return [
    element("h2", { id: "options-title", class: "options__title" }, "Options"),
    ...choices(memory.get("looks")).map((group) => radios(group, look)),
    remember(memory),
    act("Clear the screen", "Takes the words off this screen. The conversation goes on.", () => {
      close();
      companion.clear();
    }),
    closing(close),
  ];
}

/** @typedef {(name: string, value: string) => void} Look */

/** @param {import("./looks.js").Group} group @param {Look} look */
function radios({ name, title, values, chosen }, look) {
  const options = Object.entries(values).map(([value, words]) => {
    const input = element("input", { type: "radio", name, value, checked: value === chosen });
    input.addEventListener("change", () => look(name, value));
    return element("label", { class: "options__choice" }, input, element("span", {}, words));
  });
  return element("fieldset", { class: "options__group" }, element("legend", {}, title), element("div", { class: "options__row" }, ...options));
}

/** @param {import("../memory/memory.js").Memory} memory */
function remember(memory) {
  const box = element("input", { type: "checkbox", checked: memory.lasting, "aria-describedby": "remember-hint" });
  box.addEventListener("change", () => {
    memory.lasting = box.checked;
  });
  return element(
    "div",
    { class: "options__group" },
    element("label", { class: "options__check" }, box, element("span", {}, "Remember this conversation on this device")),
    element("p", { class: "options__hint", id: "remember-hint" },
      "It is then still here after you close this tab. Anyone who uses this device could open it. Leave this off on a shared device."),
  );
}

/** @param {string} words @param {string} hint @param {() => void} run */
function act(words, hint, run) {
  const button = element("button", { type: "button", class: "pill options__act" }, words);
  button.addEventListener("click", run);
  return element("div", { class: "options__group" }, button, element("p", { class: "options__hint" }, hint));
}

/** @param {() => void} close */
function closing(close) {
  const button = element("button", { type: "button", class: "pill pill--done options__close" }, "Done");
  button.addEventListener("click", close);
  return button;
}

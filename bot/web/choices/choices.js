import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";

/** Payloads that keep house rather than lead on; they look quieter. */
const QUIET = /^\/(save_question|main_menu|show_questions|stop|go_back)\b/;

/**
 * The next steps that a message offers. They stay usable for the whole conversation; one that was
 * taken says so.
 *
 * @param {Choice[]} choices
 * @param {Choose} choose
 * @param {boolean} menu whether the choices are the message's main matter
 */
export function choiceList(choices, choose, menu = false) {
  return element(
    "ul",
    { class: menu ? "choices choices--menu" : "choices", role: "list", "aria-label": "Next steps" },
    ...choices.map((choice) => element("li", {}, button(choice, choose, menu))),
  );
}

/** @param {Choice} choice @param {Choose} choose @param {boolean} menu */
function button(choice, choose, menu) {
  const made = element("button", { type: "button", class: "choice", "data-title": choice.title }, choice.title, menu && icon("on"));
  if (QUIET.test(choice.payload)) made.classList.add("choice--quiet");
  made.addEventListener("click", () => {
    taken(made);
    choose(choice);
  });
  return made;
}

/**
 * Marks the latest choice of this title as taken, where there is one.
 *
 * @param {HTMLElement} root
 * @param {string} title
 */
export function retake(root, title) {
  const offered = /** @type {HTMLButtonElement[]} */ ([...root.querySelectorAll(".choice")]);
  const made = offered.findLast((each) => each.dataset.title === title);
  if (made) taken(made);
}

/** @param {HTMLButtonElement} made */
function taken(made) {
  if (made.classList.contains("choice--taken")) return;
  made.classList.add("choice--taken");
  made.prepend(icon("check"));
  made.append(element("span", { class: "unseen" }, " (chosen)"));
}

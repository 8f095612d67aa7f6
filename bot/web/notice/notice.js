import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";

/**
 * A line about the conversation itself, with one thing that the person can do about it.
 *
 * @param {string} text
 * @param {string} action the button's words
 * @param {() => void} act runs once; the notice goes away first
 */
export function notice(text, action, act) {
  const button = element("button", { type: "button", class: "pill notice__action" }, icon("again"), action);
  const made = element("div", { class: "notice" }, element("p", {}, text), button);
  button.addEventListener("click", () => {
    made.remove();
    act();
  });
  return made;
}

import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";

/**
 * What to talk about with the care team, set apart from what the sources say.
 *
 * @param {string} prompt
 */
export function careTeam(prompt) {
  return element(
    "div",
    { class: "care-team", role: "group", "aria-label": "Talk with your care team" },
    element("p", { class: "care-team__label", "aria-hidden": "true" }, icon("people"), "Talk with your care team"),
    element("p", {}, sentence(prompt)),
  );
}

/** @param {string} prompt */
function sentence(prompt) {
  return prompt.charAt(0).toUpperCase() + prompt.slice(1);
}

import { careTeam } from "../care-team/care-team.js";
import { choiceList, retake } from "../choices/choices.js";
import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";
import { opinion } from "../opinion/opinion.js";
import { siteMap } from "../site-map/site-map.js";
import { sourceCard } from "../source/source.js";
import { table } from "../table/table.js";
import { parts } from "./parts.js";
import { explained } from "./words.js";

/** @typedef {import("./parts.js").Block} Block */

/** The step that saves the question for the care team; the bot keeps it too. */
const SAVES = /^\/save_question\b/;

/**
 * @typedef {object} Acts what a person can do with a message
 * @property {Choose} choose take a next step
 * @property {(question: string) => void} save keep a question for the person's own list
 * @property {(opinion: Opinion) => Promise<boolean>} rate say whether a passage helped; gives whether the question was kept
 */

/**
 * One message of the companion.
 *
 * @param {Message} message as the server sends it
 * @param {Acts} acts
 */
export function botMessage(message, acts) {
  const { kind, before, title, body, spoken, table: grades, sources, age, careTeam: prompt, choices, words, passage } = parts(message);
  /** @param {Block} text @param {Record<string, string>} [marks] */
  const block = (text, marks = {}) => paragraph(text, words, acts.choose, marks);
  /** @param {Choice} choice */
  const take = (choice) => {
    if (SAVES.test(choice.payload) && prompt) acts.save(question(prompt));
    acts.choose(choice);
  };
  const urgent = kind.startsWith("safety_");
  /** @param {Choice} choice taken on the drawing; the list beside it says so too */
  const press = (choice) => {
    retake(made, choice.title);
    acts.choose(choice);
  };
  const made = element(
    "div",
    { class: urgent ? "message message--urgent" : "message" },
    ...before.map((text) => block(text)),
    element(
      "div",
      { class: "message__card" },
      urgent && element("p", { class: "message__flag" }, icon("alert"), "Important"),
      title && element("h3", { class: "message__title" }, title),
      ...body.map((text, at) => block(text, at < spoken.lines ? { lang: spoken.lang, dir: spoken.dir } : {})),
      siteMap(choices, press),
      grades && table(grades, title ?? "Table"),
      sources.length > 0 ? sourceCard(sources, age) : null,
      prompt && careTeam(prompt),
    ),
    choices.length > 0 ? choiceList(choices, take, kind === "menu") : null,
    passage && opinion(passage, acts.rate),
  );
  return made;
}

/**
 * What the person said.
 *
 * @param {string} text
 */
export function personMessage(text) {
  return element("div", { class: "message message--person" }, element("p", { dir: "auto" }, text));
}

/** The question within the prompt: it stands in quotation marks. @param {string} prompt */
function question(prompt) {
  return /“([^”]+)”/.exec(prompt)?.[1] ?? prompt;
}

/** @param {Block} text @param {import("./words.js").Word[]} words @param {Choose} choose @param {Record<string, string>} marks */
function paragraph(text, words, choose, marks) {
  /** @param {string} each */
  const shown = (each) => explained(each, words, choose);
  if (!Array.isArray(text)) return element("p", marks, ...shown(text));
  return element("ul", marks, ...text.map((each) => element("li", {}, ...shown(each))));
}

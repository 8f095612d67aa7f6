import { cited } from "../source/cited.js";
import { rows, tells } from "../table/rows.js";
import { wordsOf } from "./words.js";

const SOURCE = /^Source:\s*/;
const CARE_TEAM = /^Talk with your care team:\s*/;
const BULLET = /^[-•]\s+/;

/** @typedef {string | string[]} Block a paragraph, or the items of a list */

/**
 * @typedef {object} Parts what one message of the companion is made of
 * @property {string} kind
 * @property {string | null} title
 * @property {Block[]} before what stands ahead of the title
 * @property {Block[]} body
 * @property {{ lang: string, dir: string, lines: number }} spoken the language of the first `lines` of the body, where
 *   it is not English
 * @property {import("../table/rows.js").Rows | null} table
 * @property {(import("../source/cited.js").Source | string)[]} sources a string where only the text knows
 * @property {string | null} age
 * @property {string | null} careTeam
 * @property {Choice[]} choices
 * @property {import("./words.js").Word[]} words
 * @property {{ id: string, version: string, title: string } | null} passage the one that the message is about
 */

/**
 * Sorts a message into its parts. The text is complete and decides what is shown; `custom` only tells
 * what its lines are, so a broken or missing `custom` costs the looks and never a word.
 *
 * @param {Message} message
 * @returns {Parts}
 */
export function parts(message) {
  const { text, buttons, custom: given } = Object(message);
  const custom = Object(given);
  const table = rows(custom.table);
  const lines = textOf(text, custom);
  const title = lines.indexOf(custom.title);
  const age = lines.includes(custom.age) ? custom.age : null;
  const rest = lines.slice(title + 1).filter((line) => line !== age);
  const sourceLines = rest.filter((line) => SOURCE.test(line));
  const careTeam = rest.findLast((line) => CARE_TEAM.test(line)) ?? null;
  return {
    kind: typeof custom.kind === "string" ? custom.kind : "text",
    before: blocks(lines.slice(0, Math.max(title, 0))),
    title: lines[title] ?? null,
    body: blocks(rest.filter((line) => !SOURCE.test(line) && line !== careTeam && !tells(table, line))),
    spoken: spokenOf(custom),
    table,
    sources: sourcesOf(sourceLines, custom.passages),
    age,
    careTeam: careTeam && careTeam.replace(CARE_TEAM, ""),
    choices: choicesOf(buttons),
    words: wordsOf(custom.words),
    passage: passageOf(custom),
  };
}

/** @param {unknown} text @param {{ title?: unknown, short?: unknown }} custom */
function textOf(text, { title, short }) {
  const known = isWords(text) ? text : [title, short].filter(isWords).join("\n");
  const lines = known.split("\n").map((line) => line.trim());
  return lines.some(Boolean) ? lines.filter(Boolean) : ["This message could not be shown. Please ask again."];
}

/** @param {string[]} lines @param {unknown} passages */
function sourcesOf(lines, passages) {
  const texts = lines.map((line) => line.replace(SOURCE, ""));
  const known = cited(passages);
  if (known.length !== lines.length) return texts;
  // Only the text has the words that some publishers want before their name, such as "Based on".
  return known.map((each, at) => ({ ...each, credit: texts[at]?.split(each.publisher)[0] }));
}

/** @param {string[]} lines */
function blocks(lines) {
  /** @type {Block[]} */
  const made = [];
  for (const line of lines) {
    const last = made.at(-1);
    if (!BULLET.test(line)) made.push(line);
    else if (Array.isArray(last)) last.push(line.replace(BULLET, ""));
    else made.push([line.replace(BULLET, "")]);
  }
  return made;
}

/**
 * @param {{ lang?: unknown, dir?: unknown, lines?: unknown }} custom
 * @returns {{ lang: string, dir: string, lines: number }}
 */
function spokenOf({ lang, dir, lines }) {
  const known = typeof lang === "string" && /^[a-z]{2}$/.test(lang) && (dir === "ltr" || dir === "rtl");
  return known && typeof lines === "number" ? { lang, dir, lines } : { lang: "", dir: "", lines: 0 };
}

/** @param {unknown} buttons @returns {Choice[]} */
function choicesOf(buttons) {
  if (!Array.isArray(buttons)) return [];
  return buttons.filter((each) => isWords(each?.title) && isWords(each?.payload));
}

/** @param {{ kind?: any, passages?: unknown }} custom */
function passageOf({ kind, passages }) {
  const { id, version, title } = Object(Array.isArray(passages) ? passages[0] : null);
  const whole = [id, version, title].every(isWords);
  return whole && ["passage", "table"].includes(kind) ? { id, version, title } : null;
}

/** @param {unknown} value @returns {value is string} */
function isWords(value) {
  return typeof value === "string" && value.trim() !== "";
}

import { parts } from "../message/parts.js";

/**
 * @typedef {object} Notes what a person takes along
 * @property {string[]} questions saved for the care team
 * @property {import("../message/parts.js").Parts[]} pages what was read, each once, in the order of reading
 * @property {import("../message/parts.js").Parts[]} words whose meaning was read
 */

/**
 * The notes in a conversation: nothing in them that was not on the screen.
 *
 * @param {Turn[]} turns the conversation's history
 * @param {string[]} questions
 * @returns {Notes}
 */
export function collect(turns, questions) {
  /** @type {Map<string, import("../message/parts.js").Parts>} */
  const pages = new Map();
  /** @type {typeof pages} */
  const words = new Map();
  for (const { who, ...message } of turns) {
    const read = who === "bot" ? parts(message) : null;
    if (!read?.title || read.sources.length === 0) continue;
    const kept = read.kind === "glossary" ? words : pages;
    // "Tell me more" says more under the same title: the longer text stays, at its first place.
    const known = kept.get(read.title);
    if (!known || read.table || length(read) > length(known)) kept.set(read.title, read);
  }
  return { questions, pages: [...pages.values()], words: [...words.values()] };
}

/** @param {import("../message/parts.js").Parts} read */
function length({ body }) {
  return body.flat().join(" ").length;
}

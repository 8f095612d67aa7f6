import { element } from "../element/element.js";

const MARKS = /^[.,;:!?)”’]*/;

/**
 * @typedef {{ text: string, payload: string }} Word a word as it stands in a text, and what asks for its meaning
 */

/**
 * The words in a message's `custom.words` that are whole, longest first, so that none hides in another.
 *
 * @param {unknown} words
 * @returns {Word[]}
 */
export function wordsOf(words) {
  if (!Array.isArray(words)) return [];
  return words
    .filter((each) => typeof each?.text === "string" && each.text.trim() !== "" && typeof each.payload === "string")
    .map(({ text, payload }) => ({ text, payload }))
    .sort((one, other) => other.text.length - one.text.length);
}

/**
 * `text` with each of `words` once as a button. A word that was found is taken off the list: the next
 * paragraph of the same message need not offer it again.
 *
 * @param {string} text
 * @param {Word[]} words
 * @param {Choose} choose
 * @returns {(string | Node)[]}
 */
export function explained(text, words, choose) {
  for (const [place, word] of words.entries()) {
    const at = place_of(text, word.text);
    if (at < 0) continue;
    const others = words.filter((_, each) => each !== place);
    words.splice(place, 1);
    const after = text.slice(at + word.text.length);
    const [mark = ""] = MARKS.exec(after) ?? [];
    const parts = [
      ...explained(text.slice(0, at), others, choose),
      marked(button(word, choose), mark),
      ...explained(after.slice(mark.length), others, choose),
    ];
    // What the parts have used up is used up for the whole message.
    words.splice(0, words.length, ...others);
    return parts;
  }
  return text ? [text] : [];
}

/** The button with the marks that follow it, so that no line begins with a full stop. @param {HTMLElement} word @param {string} mark */
function marked(word, mark) {
  return mark ? element("span", { class: "word-end" }, word, mark) : word;
}

/** Where `word` stands in `text` as a word of its own, or -1. @param {string} text @param {string} word */
function place_of(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return at;
  }
  return -1;
}

/** @param {string | undefined} char */
function isLetter(char) {
  return char !== undefined && /[\p{L}\p{N}]/u.test(char);
}

/** @param {Word} word @param {Choose} choose */
function button({ text, payload }, choose) {
  const made = element("button", { type: "button", class: "word", title: "What does this mean?" }, text);
  made.setAttribute("aria-label", `${text}: what does this mean?`);
  made.addEventListener("click", () => choose({ title: `What does “${text}” mean?`, payload }));
  return made;
}

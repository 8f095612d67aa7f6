import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";

/** Why a passage did not help, as the server knows it (bot/feedback.py), and in words. */
const REASONS = { confusing: "It is confusing", out_of_date: "It is out of date", not_asked: "Not what I asked" };

const WITHOUT_WORDS = "Thank you. Your answer was noted, without your name and without your words.";
const WITH_QUESTION = "Thank you. Your answer was noted with your question, so that we can do better, but without your name.";

/**
 * Asks whether a passage helped. What is answered goes without a word of the person's own; with a no, the server may
 * keep the question that led to the passage, and then we say so.
 *
 * @param {{ id: string, version: string, title: string }} passage
 * @param {(opinion: Opinion) => Promise<boolean>} rate gives whether the question was kept
 */
export function opinion({ id, version, title }, rate) {
  const said = element("p", { class: "opinion__said", role: "status" });
  const asked = element("div", { class: "opinion__row" });
  const made = element("div", { class: "opinion", role: "group", "aria-label": `Your view of “${title}”`, tabindex: "-1" }, asked, said);

  /** @param {boolean} helpful @param {string} [reason] */
  const tell = async (helpful, reason) => {
    made.focus({ preventScroll: true });
    asked.remove();
    try {
      const question = await rate({ passage: id, version, helpful, ...(reason && { reason }) });
      said.textContent = question ? WITH_QUESTION : WITHOUT_WORDS;
    } catch {
      said.textContent = "Your answer could not be noted right now.";
    }
  };
  const why = () => {
    asked.replaceChildren(
      element("span", { class: "opinion__words" }, "What was wrong?"),
      ...Object.entries(REASONS).map(([reason, words]) => button(words, null, () => tell(false, reason))),
    );
    asked.querySelector("button")?.focus({ preventScroll: true });
  };
  asked.append(
    element("span", { class: "opinion__words" }, "Did this help?"),
    button("Yes", "up", () => tell(true)),
    button("No", "down", why),
  );
  return made;
}

/** @param {string} words @param {import("../icon/icon.js").Name | null} drawing @param {() => void} act */
function button(words, drawing, act) {
  const made = element("button", { type: "button", class: "opinion__answer" }, drawing && icon(drawing), words);
  made.addEventListener("click", act);
  return made;
}

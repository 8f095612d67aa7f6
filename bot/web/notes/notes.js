import { careTeam } from "../care-team/care-team.js";
import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";
import { wordsOf } from "../session/ask.js";
import { sourceCard } from "../source/source.js";
import { table } from "../table/table.js";
import { collect } from "./collect.js";
import { plain } from "./plain.js";

/**
 * "My questions and what I read": on the screen, on paper, and as a file. It is made here, from what the
 * screen has shown; nothing is sent anywhere for it.
 *
 * @param {object} options
 * @param {() => Promise<Turn[]>} options.history
 * @param {() => string[]} options.questions
 * @param {(() => void) | null} options.print prints the list and nothing around it; null where that cannot be
 */
export function notes({ history, questions, print }) {
  const dialog = element("dialog", { class: "notes", "aria-labelledby": "notes-title" });
  const open = async () => {
    let shown;
    try {
      shown = contents(collect(await history(), questions()), print);
    } catch (error) {
      shown = [element("p", { role: "status" }, wordsOf(error))];
    }
    const done = button("Done", null, () => dialog.close());
    done.classList.add("pill--done", "notes__done");
    dialog.replaceChildren(element("h2", { id: "notes-title", class: "notes__title" }, "My questions and what I read"), ...shown, done);
    dialog.showModal();
  };
  return { dialog, open };
}

/** @param {import("./collect.js").Notes} kept @param {(() => void) | null} print */
function contents(kept, print) {
  const { questions, pages, words } = kept;
  return [
    element("p", { class: "notes__lead" }, "To take to your next visit. It stays on this device: nothing is sent anywhere."),
    element("div", { class: "notes__acts" },
      print && button("Print, or save as PDF", "print", print),
      button("Download as text", "save", () => download(plain(kept)))),
    section("My questions for the care team",
      questions.length > 0
        ? element("ol", { class: "notes__questions" }, ...questions.map((each) => element("li", {}, each)))
        : element("p", {}, "You have not saved a question yet. Under each page there is a button “Save this question”.")),
    section("What I read", ...(pages.length > 0 ? pages.map(page) : [element("p", {}, "Nothing yet.")])),
    ...(words.length > 0 ? [section("Words", ...words.map(page))] : []),
    element("p", { class: "notes__foot" },
      "General information about neuroendocrine tumors (NETs), from the NET companion, a computer program. It is not medical advice."),
  ];
}

/** @param {string} title @param {...HTMLElement} inside */
function section(title, ...inside) {
  return element("section", { class: "notes__section" }, element("h3", {}, title), ...inside);
}

/** @param {import("../message/parts.js").Parts} read */
function page({ title, body, table: grades, sources, age, careTeam: prompt }) {
  return element("article", { class: "notes__page" },
    element("h4", {}, title),
    ...body.map((each) => (Array.isArray(each) ? element("ul", {}, ...each.map((item) => element("li", {}, item))) : element("p", {}, each))),
    grades && table(grades, title ?? "Table"),
    sourceCard(sources, age),
    prompt && careTeam(prompt));
}

/** @param {string} words @param {import("../icon/icon.js").Name | null} drawing @param {() => void} act */
function button(words, drawing, act) {
  const made = element("button", { type: "button", class: "pill notes__act" }, drawing && icon(drawing), words);
  made.addEventListener("click", act);
  return made;
}

/** @param {string} text */
function download(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  element("a", { href: address, download: "my-questions.txt" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

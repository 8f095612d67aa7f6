import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";

/**
 * Where a message comes from: publisher, title and review date of each source, and how old the last review is.
 *
 * @param {(import("./cited.js").Source | string)[]} sources
 * @param {string | null} age
 */
export function sourceCard(sources, age) {
  return element(
    "div",
    { class: "source", role: "group", "aria-label": "Where this comes from" },
    element("p", { class: "source__label", "aria-hidden": "true" }, icon("book"), "Where this comes from"),
    element("ul", { class: "source__list", role: "list" }, ...sources.map(entry)),
    age && element("p", { class: "source__age" }, icon("clock"), age),
  );
}

/** @param {import("./cited.js").Source | string} source */
function entry(source) {
  if (typeof source === "string") return element("li", {}, source);
  const { publisher, title, reviewed, url, credit } = source;
  return element(
    "li",
    {},
    element("span", { class: "source__publisher" }, credit, publisher),
    element("span", { class: "source__title" }, title),
    element("span", { class: "source__reviewed" }, reviewed),
    url && link(url),
  );
}

/** @param {string} url */
function link(url) {
  return element(
    "a",
    { class: "source__link", href: url, target: "_blank", rel: "noopener noreferrer" },
    `Read it at ${new URL(url).hostname.replace(/^www\./, "")}`,
    icon("out"),
    element("span", { class: "unseen" }, " (opens in a new tab)"),
  );
}

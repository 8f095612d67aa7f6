import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";

/**
 * A table whose marked row says in words that it is the person's.
 *
 * @param {import("./rows.js").Rows} rows
 * @param {string} caption
 */
export function table({ columns, rows }, caption) {
  // The roles say what the tags say already; without them, laying the rows out as blocks on a narrow
  // screen would take the table's meaning away from screen readers.
  const head = columns.map((name) => element("th", { scope: "col", role: "columnheader" }, name));
  return element(
    "table",
    { class: "table", role: "table" },
    element("caption", { class: "unseen" }, caption),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...head)),
    element("tbody", { role: "rowgroup" }, ...rows.map((row) => line(row, columns))),
  );
}

/** @param {import("./rows.js").Row} row @param {string[]} columns */
function line({ cells: [first, ...others], note }, columns) {
  const mark = note && element("span", { class: "table__note" }, icon("here"), note);
  return element(
    "tr",
    { class: note ? "table__marked" : null, role: "row" },
    element("th", { scope: "row", role: "rowheader" }, first, mark),
    ...others.map((text, at) => element("td", { role: "cell", "data-column": columns[at + 1] }, text)),
  );
}

const TITLE = "My questions and what I read";
const REMINDER = "General information about neuroendocrine tumors (NETs), from the NET companion, a computer program. It is not medical advice. Talk with your care team.";

/**
 * The notes as plain text: the same words, in the same order, as on the screen.
 *
 * @param {import("./collect.js").Notes} notes
 */
export function plain({ questions, pages, words }) {
  const asked = questions.length > 0 ? questions.map((each, at) => `${at + 1}. ${each}`) : ["None saved yet."];
  return [
    heading(TITLE, "="), REMINDER, "",
    heading("My questions for the care team", "-"), ...asked, "",
    heading("What I read", "-"), ...(pages.length > 0 ? pages.flatMap(page) : ["Nothing yet.", ""]),
    ...(words.length > 0 ? [heading("Words", "-"), ...words.flatMap(page)] : []),
  ].join("\n");
}

/** @param {string} words @param {string} line */
function heading(words, line) {
  return `${words}\n${line.repeat(words.length)}`;
}

/** @param {import("../message/parts.js").Parts} read */
function page({ title, body, table, sources, age, careTeam }) {
  return [
    title ?? "",
    ...body.flatMap((each) => (Array.isArray(each) ? each.map((item) => `- ${item}`) : [each])),
    ...(table ? table.rows.map((row) => rowWords(table.columns, row)) : []),
    ...sources.map((each) => `Source: ${typeof each === "string" ? each : sourceWords(each)}`),
    ...(age ? [age] : []),
    ...(careTeam ? [`Talk with your care team: ${careTeam}`] : []),
    "",
  ];
}

/** @param {string[]} columns @param {import("../table/rows.js").Row} row */
function rowWords(columns, { cells, note }) {
  const words = cells.map((cell, at) => `${columns[at]}: ${cell}`).join("; ");
  return note ? `- ${words} (${note})` : `- ${words}`;
}

/** @param {import("../source/cited.js").Source} source */
function sourceWords({ credit, publisher, title, reviewed, url }) {
  return [`${credit ?? ""}${publisher}`, title, reviewed, url].filter(Boolean).join(", ");
}

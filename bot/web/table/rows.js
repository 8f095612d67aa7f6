/**
 * @typedef {object} Rows
 * @property {string[]} columns
 * @property {Row[]} rows
 */

/** @typedef {{ cells: string[], note: string | null }} Row a note marks the person's row, in words */

/**
 * The table in a message's `custom.table`, or null if it is not whole.
 *
 * @param {unknown} table {"columns": [...], "rows": [{"cells": [...], "marked"?: bool, "note"?: "..."}]}
 * @returns {Rows | null}
 */
export function rows(table) {
  const { columns, rows: given } = Object(table);
  if (!isTexts(columns) || !Array.isArray(given) || given.length === 0) return null;
  if (!given.every((row) => isTexts(row?.cells) && row.cells.length === columns.length)) return null;
  return { columns, rows: given.map((row) => ({ cells: row.cells, note: noteOf(row) })) };
}

/**
 * Whether a line of the text only says in a sentence what a row of the table says: it names every cell.
 *
 * @param {Rows | null} table
 * @param {string} line
 */
export function tells(table, line) {
  return table !== null && table.rows.some(({ cells }) => cells.every((cell) => line.includes(cell)));
}

/** @param {{ marked?: unknown, note?: unknown }} row */
function noteOf({ marked, note }) {
  if (!marked) return null;
  return typeof note === "string" && note.trim() ? note : "this row is yours";
}

/** @param {unknown} value @returns {value is string[]} */
function isTexts(value) {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string");
}

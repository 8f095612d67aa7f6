/**
 * @typedef {object} Source
 * @property {string} publisher
 * @property {string} title
 * @property {string} reviewed in words
 * @property {string | null} url only http or https
 * @property {string} [credit] words to stand before the publisher's name
 */

const MONTHS =
  "January February March April May June July August September October November December".split(" ");

/**
 * The sources of a message's passages, each once; sources that are not whole are left out.
 *
 * @param {unknown} passages
 * @returns {Source[]}
 */
export function cited(passages) {
  if (!Array.isArray(passages)) return [];
  /** @type {Map<unknown, Source>} */
  const found = new Map();
  for (const source of passages.flatMap((passage) => passage?.sources ?? [])) {
    if (typeof source?.publisher !== "string" || typeof source.title !== "string") continue;
    found.set(source.id ?? source.title, {
      publisher: source.publisher,
      title: source.title,
      reviewed: inWords(source.reviewed),
      url: safe(source.url),
    });
  }
  return [...found.values()];
}

/** "2022-07" or "2022-07-05" becomes "Reviewed July 2022"; no clock and no time zone has a say in it. @param {unknown} date */
function inWords(date) {
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(String(date)) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name ? `Reviewed ${name} ${year}` : "No review date given";
}

/** @param {string} url */
function safe(url) {
  try {
    const { protocol, href } = new URL(url);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

/** Line drawings on a 24 by 24 grid. They only repeat what the words beside them say. */
const DRAWINGS = {
  book: "M12 6c-2-1.6-4.6-2-8-2v14c3.4 0 6 .4 8 2 2-1.6 4.6-2 8-2V4c-3.4 0-6 .4-8 2zm0 0v14",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zm-6.5 9c.4-3.6 3-6 6.5-6s6.1 2.4 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.4c2 .9 3.3 2.9 3.5 5.6",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zm0-14v5l3 2",
  alert: "M12 3.5 2.5 20h19L12 3.5zM12 10v4.5m0 2.5v.2",
  check: "m5 12.5 4.5 4.5L19 7.5",
  out: "M14 4h6v6m0-6-9 9M18 14v5H5V6h5",
  on: "m9 5 7 7-7 7",
  again: "M5 5v5h5M5.5 10a7.5 7.5 0 1 1-1 5",
  sliders: "M4 7h8m6 0h2M4 17h2m6 0h8M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zm-6 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  send: "M4.5 12H19m-6-6 6 6-6 6",
  up: "M7 20V10l4-7c1.6 0 2.5 1 2.3 2.6L12.8 9H19a2 2 0 0 1 2 2.4l-1.4 7A2 2 0 0 1 17.600 20H7zm0 0H3.500V10H7",
  down: "M7 4v10l4 7c1.6 0 2.5-1 2.300-2.600L12.800 15H19a2 2 0 0 0 2-2.400l-1.400-7A2 2 0 0 0 17.600 4H7zm0 0H3.500v10H7",
  close: "m6 6 12 12M18 6 6 18",
  speech: "M4 5h16v11H10l-4 4v-4H4z",
  list: "M9 6h11M9 12h11M9 18h11M4.500 6h.1M4.500 12h.1M4.500 18h.1",
  print: "M7 9V3h10v6M7 18H4V9h16v9h-3M7 14h10v7H7z",
  save: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  here: "M19 12H5m6-6-6 6 6 6",
};

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {keyof typeof DRAWINGS} Name */

/**
 * @param {Name} name
 * @returns {SVGElement} hidden from screen readers
 */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWINGS[name]);
  drawing.append(path);
  return drawing;
}

import { element } from "../element/element.js";
import { SITES, TORSO } from "./drawing.js";

const SVG = "http://www.w3.org/2000/svg";
const SITE = /^\/inform\{"site":"([a-z_]+)"\}$/;

/** With fewer places than this a drawing says less than the list. */
const LEAST = 4;

/** A name of more letters stands on two lines, or it would reach into the drawing. */
const LONG = 12;

/** How far around a place it can still be pressed, on the drawing's grid; more would cover its neighbours. */
const REACH = 8;

/**
 * A drawing of the body in which the places of `choices` can be pressed; null where they are not places.
 * It offers just what the list beside it offers, by pointer, by keyboard and by voice.
 *
 * @param {Choice[]} choices
 * @param {Choose} choose
 */
export function siteMap(choices, choose) {
  const places = choices.flatMap((choice) => {
    const site = SITES.get(SITE.exec(choice.payload)?.[1] ?? "");
    return site ? [{ choice, site }] : [];
  });
  if (places.length < LEAST) return null;
  const drawn = svg("svg", { class: "site-map__drawing", viewBox: "0 0 440 430", role: "group", "aria-label": "Choose on the body" });
  drawn.append(...TORSO.map((d) => svg("path", { class: "site-map__torso", d })));
  drawn.append(...places.map(({ choice, site }) => place(choice, site, choose)));
  return element(
    "figure",
    { class: "site-map" },
    element("figcaption", { class: "site-map__caption" }, "Press a place on the body, or choose from the list below. Left and right are as if the person faces you."),
    drawn,
  );
}

/** @param {Choice} choice @param {import("./drawing.js").Site} site @param {Choose} choose */
function place(choice, { d, label, end }, choose) {
  const made = svg("g", { class: "site-map__place", role: "button", tabindex: "0", "aria-label": choice.title });
  const shapes = d.map(([shape, width]) => svg("path", { d: shape, ...(width ? { class: "site-map__tube", "stroke-width": width } : { class: "site-map__organ" }) }));
  // A wider, unseen copy, so that a finger need not be exact.
  const reach = d.map(([shape, width]) => svg("path", { class: "site-map__reach", d: shape, "stroke-width": (width ?? 0) + REACH }));
  const [x, y] = label;
  const left = x < 220;
  const words = svg("text", { class: "site-map__label", x, y: y + 6, "text-anchor": left ? "start" : "end", "aria-hidden": "true" });
  const [name = ""] = choice.title.split(" (");
  const lines = name.length > LONG ? name.split(" ") : [name];
  const first = `${(1 - lines.length) / 2}em`;
  words.append(...lines.map((line, at) => tspan(at ? ` ${line}` : line, x, at ? "1em" : first)));
  // The label is a target too, high enough for a finger on a small screen.
  const width = Math.max(...lines.map((line) => line.length)) * 11;
  const field = svg("rect", { class: "site-map__field", x: left ? x : x - width, y: y - 23, width, height: 46 });
  made.append(field, ...reach, ...shapes, svg("path", { class: "site-map__line", d: `M${end[0]} ${end[1]} L${end[2]} ${end[3]}` }), words);
  const act = () => choose(choice);
  made.addEventListener("click", act);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
  return made;
}

/** One line of a label. @param {string} line @param {number} x @param {string} dy */
function tspan(line, x, dy) {
  const made = svg("tspan", { x, dy });
  made.append(line);
  return made;
}

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number>} attributes
 */
function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** @typedef {{ name: string, title: string, values: Record<string, string>, chosen: string }} Group */

/**
 * How the words look: the person's size and colours, as attributes that the styles know.
 *
 * @type {Record<string, Omit<Group, "name" | "chosen">>}
 */
const LOOKS = {
  size: { title: "Text size", values: { normal: "Normal", large: "Large", larger: "Larger" } },
  colors: { title: "Colors", values: { device: "As on this device", light: "Light", dark: "Dark" } },
};

/**
 * What there is to choose, each with what is chosen.
 *
 * @param {unknown} looks
 * @returns {Group[]}
 */
export function choices(looks) {
  return Object.entries(LOOKS).map(([name, { title, values }]) => {
    const [first = ""] = Object.keys(values);
    const given = Object(looks)[name];
    return { name, title, values, chosen: given in values ? given : first };
  });
}

/**
 * Puts the looks on `root`.
 *
 * @param {HTMLElement} root
 * @param {unknown} looks
 */
export function applied(root, looks) {
  for (const { name, chosen } of choices(looks)) root.setAttribute(`data-${name}`, chosen);
}

import { Companion } from "../companion/companion.js";
import { tools } from "../tools/tools.js";

const WIDE = matchMedia("(min-width: 64rem)");

/** Whether the browser has what the scripts need (2022); an older one keeps the plain page, which says what to do. */
const ENOUGH = "findLast" in Array.prototype && "HTMLDialogElement" in window;

WIDE.addEventListener("change", fitAbout);
fitAbout();
if (ENOUGH) begin();

function begin() {
  const companion = new Companion(place("chat"));
  const { buttons, dialogs } = tools(companion, document.documentElement, () => print());
  place("tools").append(...buttons);
  document.body.append(...dialogs);
  companion.start();
  document.documentElement.classList.add("ready");
}

function fitAbout() {
  place("about").toggleAttribute("open", WIDE.matches);
}

/** What page/index.html has under this id. @param {string} id */
function place(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

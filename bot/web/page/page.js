import { Companion } from "../companion/companion.js";
import { tools } from "../tools/tools.js";

const WIDE = matchMedia("(min-width: 64rem)");

const companion = new Companion(place("chat"));
const { buttons, dialogs } = tools(companion, document.documentElement, true);
place("tools").append(...buttons);
document.body.append(...dialogs);
companion.start();

WIDE.addEventListener("change", fitAbout);
fitAbout();
document.documentElement.classList.add("ready");

function fitAbout() {
  place("about").toggleAttribute("open", WIDE.matches);
}

/** What page/index.html has under this id. @param {string} id */
function place(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

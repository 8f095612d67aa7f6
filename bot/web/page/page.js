import { Companion } from "../companion/companion.js";
import { tools } from "../tools/tools.js";

const WIDE = matchMedia("(min-width: 64rem)");
const about = document.querySelector("#about");

const companion = new Companion(document.querySelector("#chat"));
const { buttons, dialogs } = tools(companion, document.documentElement, true);
document.querySelector("#tools").append(...buttons);
document.body.append(...dialogs);
companion.start();

WIDE.addEventListener("change", fitAbout);
fitAbout();
document.documentElement.classList.add("ready");

function fitAbout() {
  about.open = WIDE.matches;
}

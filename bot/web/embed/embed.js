import { Companion } from "../companion/companion.js";
import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";
import { tools } from "../tools/tools.js";

/** The server that this script came from, unless the element names another. */
const HOME = new URL(import.meta.url).origin;
const STYLE = new URL("../embed.css", import.meta.url).href;

/** On paper all of the website but what this element is in gives way; it takes no room and has no look. */
const ALONE = `@media print {
  body :not(:has(net-companion), net-companion) { display: none !important; }
  html, body, :has(net-companion) { all: revert !important; }
}`;
const PRINTS = "adoptedStyleSheets" in document && CSS.supports("selector(:has(a))");

/** Prints the list that is open, and nothing of the website, which afterwards is as it was. */
function printed() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(ALONE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const done = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
  addEventListener("afterprint", done, { once: true });
  print();
}

/**
 * `<net-companion>`: the chat in any website, in a shadow tree of its own.
 *
 *     label      words on the button; "Questions about NETs?" by itself
 *     placement  "corner" (a button that opens a dialog) or "inline" (the chat stands in the page)
 *     server     the companion's address; the script's own by itself
 *
 * Events, which bubble: `net-companion-open`, `net-companion-close`.
 */
class NetCompanion extends HTMLElement {
  /** @type {Companion | null} */
  #companion = null;
  /** @type {HTMLDialogElement | null} */
  #dialog = null;

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    const style = element("link", { rel: "stylesheet", href: STYLE });
    const inline = this.getAttribute("placement") === "inline";
    // Nothing shows before its style is there, so that nothing jumps.
    const shown = inline ? this.#panel(null) : this.#corner();
    style.addEventListener("load", () => {
      root.append(...[shown].flat());
      if (inline) this.#begin();
      performance.mark("net-companion");
    });
    root.append(style);
  }

  /** Opens the dialog; in the page itself it is always open. */
  open() {
    if (!this.#dialog || this.#dialog.open) return;
    this.#dialog.showModal();
    this.#begin();
    this.#companion?.composer.focus();
    this.#tell("open");
  }

  close() {
    this.#dialog?.close();
  }

  #corner() {
    const words = this.getAttribute("label") || "Questions about NETs?";
    const button = element("button", { type: "button", class: "launcher", "aria-haspopup": "dialog" }, icon("speech"), words);
    button.addEventListener("click", () => this.open());
    const dialog = element("dialog", { class: "frame", "aria-label": "NET companion" }, this.#panel(() => this.close()));
    // The browser keeps the focus inside, closes on Escape and gives the focus back.
    dialog.addEventListener("close", () => this.#tell("close"));
    this.#dialog = dialog;
    return [button, dialog];
  }

  /** @param {(() => void) | null} close */
  #panel(close) {
    const head = element("div", { class: "head" }, element("h1", { class: "head__title" }, "NET companion"));
    const panel = element("div", { class: "panel", "data-scroller": true }, head);
    const chat = element("div", { class: "chat" });
    panel.append(chat);
    const server = this.getAttribute("server");
    this.#companion = new Companion(chat, { base: server ? new URL(server, location.href).origin : HOME });
    const { buttons, dialogs } = tools(this.#companion, this, PRINTS ? printed : null);
    head.append(...buttons);
    panel.append(...dialogs);
    if (close) {
      const button = element("button", { type: "button", class: "tool", "aria-label": "Close the chat" }, icon("close"));
      button.addEventListener("click", close);
      head.append(button);
    }
    return panel;
  }

  #begin() {
    this.#companion?.resuming ?? this.#companion?.start();
  }

  /** @param {"open" | "close"} what */
  #tell(what) {
    this.dispatchEvent(new CustomEvent(`net-companion-${what}`, { bubbles: true, composed: true }));
  }
}

if (!customElements.get("net-companion")) customElements.define("net-companion", NetCompanion);

import { element } from "../element/element.js";
import { icon } from "../icon/icon.js";

/** Room to type in, and the way to send it. */
export class Composer {
  #form;
  #field;
  #hint;
  #longest;

  /**
   * @param {HTMLElement} place where to put it
   * @param {object} options
   * @param {() => number} options.longest most characters that one message may have
   * @param {(text: string) => void} options.send
   */
  constructor(place, { longest, send }) {
    this.#field = element("textarea", {
      id: "words", name: "words", rows: "1", enterkeyhint: "send", autocomplete: "off",
      placeholder: "Ask in your own words", "aria-describedby": "hint",
    });
    this.#hint = element("p", { id: "hint", class: "composer__hint", role: "status" });
    const form = element("form", { id: "composer", class: "composer", autocomplete: "off" },
      element("label", { class: "unseen", for: "words" }, "Your message"),
      element("div", { class: "composer__row" }, this.#field,
        element("button", { type: "submit", class: "composer__send" }, icon("send"),
          element("span", { class: "composer__word" }, "Send"))),
      this.#hint,
      element("p", { class: "composer__note" },
        "General information only. In an emergency, call {emergency}."));
    this.#form = form;
    this.#longest = longest;
    place.append(form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(send);
    });
    this.#field.addEventListener("keydown", (event) => {
      // While an input method composes a word, Enter belongs to it.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    this.#field.addEventListener("input", () => this.#measure());
  }

  focus() {
    this.#field.focus();
  }

  /** @param {(text: string) => void} send */
  #submit(send) {
    const text = this.#field.value.trim();
    this.focus();
    if (text === "" || this.#excess() > 0) return this.#measure();
    this.#field.value = "";
    this.#measure();
    send(text);
  }

  #excess() {
    return Array.from(this.#field.value.trim()).length - this.#longest();
  }

  #measure() {
    const excess = this.#excess();
    this.#field.rows = Math.min(6, this.#field.value.split("\n").length);
    this.#field.setAttribute("aria-invalid", String(excess > 0));
    this.#form.classList.toggle("composer--over", excess > 0);
    const words =
      excess > 0
        ? `This is ${excess} characters too long to send. Please shorten it, or send it in two parts.`
        : "";
    if (this.#hint.textContent !== words) this.#hint.textContent = words;
  }
}

/** Room to type in, and the way to send it. */
export class Composer {
  #form;
  #field;
  #hint;
  #longest;

  /**
   * @param {HTMLFormElement} form
   * @param {object} options
   * @param {() => number} options.longest most characters that one message may have
   * @param {(text: string) => void} options.send
   */
  constructor(form, { longest, send }) {
    this.#form = form;
    this.#field = form.querySelector("textarea");
    this.#hint = form.querySelector("[data-hint]");
    this.#longest = longest;
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

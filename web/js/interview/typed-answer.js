import { byId, setText } from "../page/dom.js";
import { counted } from "../page/phrases.js";

/** The form for an answer in writing. */
export class TypedAnswer {
  #form = byId("typing", HTMLFormElement);
  #text = byId("typed-text", HTMLTextAreaElement);

  /** @param {(text: string) => void} send */
  constructor(send) {
    this.#text.addEventListener("input", () => this.#count());
    this.#text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#form.requestSubmit();
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#text.value.trim();
      if (text) return send(text);
      setText("typed-count", "Please write your answer first, or skip the question.");
      return this.focus();
    });
  }

  /** @param {boolean} shown */
  show(shown) {
    this.#form.hidden = !shown;
  }

  clear() {
    this.#text.value = "";
    this.#count();
  }

  focus() {
    this.#text.focus();
  }

  #count() {
    const words = this.#text.value.split(/\s+/).filter(Boolean).length;
    setText("typed-count", `${counted(words, "word")}. Written answers are not timed.`);
  }
}

import { byId, make, setText } from "../page/dom.js";

/**
 * What was heard of the candidate: what is final, and after it, quieter, what may still be revised. A screen reader is
 * told of final stretches only, when it next pauses: a word at a time would be read into the answer.
 */
export class Captions {
  #box = byId("captions", HTMLElement);
  #log = byId("heard", HTMLElement);

  clear() {
    this.#log.replaceChildren();
    this.#tail("");
  }

  /** What was heard before this page came, or came back. @param {import("../service/types.js").HeardBefore} before */
  restore({ captions }) {
    this.clear();
    for (const caption of captions) this.hear(caption);
  }

  /** @param {import("../service/types.js").Caption} caption */
  hear({ text, final = true }) {
    if (final) {
      if (text) this.#log.append(make("span", { class: "heard__stretch" }, text), " ");
      // What stood there as a draft is in what is final now.
      this.#tail("");
    } else this.#tail(text);
    this.#box.scrollTop = this.#box.scrollHeight;
  }

  /** @param {string} text */
  #tail(text) {
    setText("heard-tail", text);
    this.#box.hidden = !text && this.#log.childElementCount === 0;
  }
}

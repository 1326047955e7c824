import { announce } from "../page/announce.js";
import { byId, setText } from "../page/dom.js";

/** Long enough to be read twice, short enough not to be looked at while one speaks. */
const SHOWN_SECONDS = 7;

/** A few words of the interviewer beside their face, that go again by themselves. */
export class Bubble {
  #timer = 0;

  /** @param {string} text @param {{aloud?: boolean}} [how] aloud: the voice says it too, so a screen reader need not */
  show(text, { aloud = false } = {}) {
    clearTimeout(this.#timer);
    setText("bubble", text);
    byId("bubble", HTMLElement).hidden = !text;
    if (text && !aloud) announce(text);
    this.#timer = setTimeout(() => this.hide(), SHOWN_SECONDS * 1000);
  }

  hide() {
    clearTimeout(this.#timer);
    const bubble = document.getElementById("bubble");
    if (bubble) bubble.hidden = true;
  }
}

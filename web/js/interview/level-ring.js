import { makeSvg } from "../page/dom.js";
import { loudness } from "../sound/level.js";

/** How much of the old level stays at each step of 1/30 s: rises at once, falls softly. */
const FALL = 0.8;

/** A microphone in a ring that grows with the voice. */
export class LevelRing extends HTMLElement {
  #ring = makeSvg("circle", { class: "level-ring__ring", cx: 32, cy: 32, r: 20 });
  #shown = 0;

  connectedCallback() {
    if (this.firstChild) return;
    this.append(
      makeSvg(
        "svg",
        { viewBox: "0 0 64 64", "aria-hidden": "true" },
        this.#ring,
        makeSvg("circle", { class: "level-ring__disc", cx: 32, cy: 32, r: 19 }),
        makeSvg("rect", { class: "level-ring__icon", x: 28.5, y: 22, width: 7, height: 12, rx: 3.5 }),
        makeSvg("path", { class: "level-ring__icon", d: "M 24.5 31 a 7.5 7.5 0 0 0 15 0 M 32 38.5 V 42" }),
      ),
    );
  }

  /** @param {number} rms 0 to 1 */
  setLevel(rms) {
    this.#shown = Math.max(loudness(rms), this.#shown * FALL);
    this.#ring.setAttribute("r", (20 + 10 * this.#shown).toFixed(1));
  }
}

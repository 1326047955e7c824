import { make, makeSvg } from "../page/dom.js";
import { clock } from "../page/phrases.js";

const RADIUS = 26;
const ROUND = 2 * Math.PI * RADIUS;

/** From here on the candidate should come to the point. */
export const NEARLY_SECONDS = 15;

/** Time left as a ring, a figure and a word. */
export class TimeRing extends HTMLElement {
  #arc = makeSvg("circle", { class: "time-ring__arc", cx: 32, cy: 32, r: RADIUS });
  #figure = make("span", { class: "time-ring__figure" });
  #word = make("span", { class: "time-ring__word" });

  connectedCallback() {
    if (this.firstChild) return;
    this.setAttribute("role", "timer");
    // Read out when asked for, never by itself: somebody is speaking.
    this.setAttribute("aria-live", "off");
    this.#arc.setAttribute("stroke-dasharray", ROUND.toFixed(2));
    this.append(
      makeSvg(
        "svg",
        { viewBox: "0 0 64 64", "aria-hidden": "true" },
        makeSvg("circle", { class: "time-ring__track", cx: 32, cy: 32, r: RADIUS }),
        this.#arc,
      ),
      make("span", { class: "time-ring__text" }, this.#figure, this.#word),
    );
  }

  /** @param {number} elapsed seconds @param {number} limit seconds */
  setTime(elapsed, limit) {
    const left = limit - elapsed;
    this.dataset.phase = left < 0 ? "over" : left <= NEARLY_SECONDS ? "nearly" : "fine";
    this.#figure.textContent = left < 0 ? clock(-left) : clock(Math.ceil(left));
    this.#word.textContent = left < 0 ? "over" : "left";
    const gone = limit > 0 ? Math.min(1, Math.max(0, elapsed / limit)) : 0;
    this.#arc.setAttribute("stroke-dashoffset", (ROUND * gone).toFixed(2));
  }
}

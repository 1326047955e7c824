import { byId, setText } from "../page/dom.js";
import { duration } from "../page/phrases.js";

/** What happens to an answer between its end and what comes of it. */
export class Waiting {
  #bar = byId("waiting-bar", HTMLProgressElement);

  /** @param {boolean} shown */
  show(shown) {
    byId("waiting", HTMLElement).hidden = !shown;
  }

  /** @param {import("../service/types.js").Progress} progress */
  progress({ stage, done, total }) {
    const counts = stage === "transcribing" && total > 0;
    if (counts) this.#bar.value = Math.min(1, done / total);
    else this.#bar.removeAttribute("value");
    const amount = counts ? ` ${Math.round(done)} of ${duration(total)}.` : "";
    setText(
      "waiting-text",
      stage === "scoring" ? "Looking at how you answered…" : `Writing down what you said…${amount}`,
    );
  }

  /** Others are being listened to on this service. @param {number} ahead how many pieces of work come first */
  queued(ahead) {
    const others = ahead === 1 ? "One other answer comes first." : `${ahead} other answers come first.`;
    setText("waiting-text", `Waiting for our turn. ${others}`);
    this.#bar.removeAttribute("value");
  }
}

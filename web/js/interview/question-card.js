import { announce } from "../page/announce.js";
import { byId, make, setText } from "../page/dom.js";
import { duration } from "../page/phrases.js";

/** Words of the interviewer that answer a wish and leave the question as it is. */
const ASIDES = new Set(["clarification", "time"]);

/** The question under the face: its words, what it demands, and whether it follows up another. */
export class QuestionCard {
  #shown = false;

  /** @param {import("../service/types.js").Ask} ask */
  show(ask) {
    const where = `Question ${ask.number} of ${ask.of}`;
    setText("progress-label", where);
    document.title = `${where} · interview-sim`;
    this.#say("");
    if (ASIDES.has(ask.why)) {
      this.#say(ask.text);
      announce(ask.text);
    }
    // What answers a wish, or goes on after an interruption, leaves the question that stands there as it is.
    const partial = ask.why === "resume" || ASIDES.has(ask.why);
    if (partial && this.#shown) return;
    const text = partial ? (ask.question ?? ask.text) : ask.text;
    const follows = ask.parent != null;
    if (follows && ask.why === "probe") this.#keepParent();
    else if (!follows) byId("question-parent", HTMLElement).hidden = true;
    byId("question-tag", HTMLElement).hidden = !follows;
    setText("question-text", text);
    byId("question-terms", HTMLElement).replaceChildren(
      make("li", { class: "term--time" }, lengthTerm(ask)),
      ...ask.constraints.map((term) => make("li", {}, term)),
    );
    announce(`${follows ? "Follow-up" : where}. ${text}`);
    this.#shown = true;
  }

  /** The question that is followed up stays in sight, smaller. */
  #keepParent() {
    const parent = byId("question-parent", HTMLElement);
    if (parent.hidden && this.#shown) parent.textContent = byId("question-text", HTMLElement).textContent;
    parent.hidden = !parent.textContent;
  }

  /** @param {string} text */
  #say(text) {
    const words = byId("interviewer-words", HTMLElement);
    words.hidden = !text;
    words.textContent = text;
  }
}

/** @param {import("../service/types.js").Ask} ask */
const lengthTerm = ({ at_least: least, time_limit: most }) =>
  least > 0 ? `${Math.round(least)} to ${Math.round(most)} seconds` : `Up to ${duration(most)}`;

import { byId, make, setText } from "../page/dom.js";
import { readable } from "../page/phrases.js";
import * as api from "../service/api.js";

/** @typedef {import("../service/types.js").Choice} Choice */
/** @typedef {import("../service/types.js").Mode} Mode */

const SHORTER = /** @type {[Mode, string, string][]} */ ([
  ["question", "One question", "Practise one question as often as you like."],
  ["solo", "A two-minute explanation", "Explain one technical idea, without an interview around it."],
  ["drill", "A skill drill", "Train one skill, with a small live meter while you speak."],
]);

/** The calmest one, for who has not chosen. */
const USUAL_PROFILE = "practice";

/**
 * How to practise, as one list: the whole interviews by their manner, then what is shorter. What a service does not
 * offer is left out.
 */
export class PracticeChoice {
  #select = byId("practice", HTMLSelectElement);
  #detail = byId("detail", HTMLSelectElement);
  #count = byId("questions", HTMLInputElement);
  #done = byId("press-done", HTMLInputElement);
  /** @type {import("../service/types.js").Profile[]} */
  #profiles = [];
  /** @type {import("../service/types.js").Drill[]} */
  #drills = [];
  /** @type {import("../service/types.js").QuestionLine[]} */
  #questions = [];
  /** @type {(profile: import("../service/types.js").Profile | undefined) => void} */
  onProfile = () => {};

  constructor() {
    this.#select.addEventListener("change", () => {
      const { profile } = this.#parts();
      const chosen = this.#profiles.find(({ id }) => id === profile);
      if (chosen) this.#setCount(chosen.questions);
      this.#show();
      if (chosen) this.onProfile(chosen);
    });
    this.#detail.addEventListener("change", () => this.#describe());
  }

  /** @param {Partial<Choice>} last what was chosen last time */
  async load(last) {
    [this.#profiles, this.#drills] = await Promise.all([api.profiles(), api.drills()]);
    const usual = this.#profiles.find(({ id }) => id === USUAL_PROFILE);
    if (!last.questions && usual) this.#setCount(usual.questions);
    this.#done.checked = last.handsFree === false;
    this.#fill(last);
  }

  /** The questions of a role decide what is shorter. @param {import("../service/types.js").Role} role @param {Partial<Choice>} last */
  async setRole(role, last) {
    this.#count.max = String(Math.min(10, role.questions));
    this.#setCount(this.#count.valueAsNumber || 3);
    this.#questions = await api.questions(role.id);
    this.#fill({ ...this.value(), ...last });
  }

  /** @returns {Omit<Choice, "role" | "interviewer">} */
  value() {
    const { mode, profile } = this.#parts();
    return {
      mode,
      profile,
      questions: this.#count.valueAsNumber,
      question: mode === "question" || mode === "solo" ? this.#detail.value : "",
      drill: mode === "drill" ? this.#detail.value : "",
      handsFree: !this.#done.checked,
    };
  }

  /** @returns {{mode: Mode, profile: string}} */
  #parts() {
    const [mode, profile = ""] = this.#select.value.split(":");
    return { mode: /** @type {Mode} */ (mode || "interview"), profile };
  }

  /** @param {number} count */
  #setCount(count) {
    this.#count.value = String(Math.min(count, Number(this.#count.max)));
  }

  /** @param {Partial<Choice>} chosen */
  #fill(chosen) {
    const whole = this.#profiles.map(({ id, name }) => make("option", { value: `interview:${id}` }, name));
    const shorter = SHORTER.filter(([mode]) => (mode === "drill" ? this.#drills : this.#topics(mode)).length > 0).map(
      ([mode, name]) => make("option", { value: mode }, name),
    );
    this.#select.replaceChildren(
      make("optgroup", { label: "A whole interview" }, ...whole),
      ...(shorter.length > 0 ? [make("optgroup", { label: "Something shorter" }, ...shorter)] : []),
    );
    const shorterMode = chosen.mode && chosen.mode !== "interview" ? chosen.mode : null;
    const wanted = shorterMode ?? `interview:${chosen.profile || USUAL_PROFILE}`;
    if ([...this.#select.options].some(({ value }) => value === wanted)) this.#select.value = wanted;
    this.#select.disabled = false;
    this.#show(chosen.drill || chosen.question);
  }

  /** @param {Mode} mode */
  #topics(mode) {
    if (mode !== "solo") return this.#questions;
    return this.#questions.filter(({ kind }) => kind === "technical");
  }

  /** @param {string} [preferred] */
  #show(preferred) {
    const { mode } = this.#parts();
    byId("count-field", HTMLElement).hidden = mode !== "interview";
    byId("detail-field", HTMLElement).hidden = mode === "interview";
    setText("detail-label", mode === "drill" ? "Which skill?" : mode === "solo" ? "Explain what?" : "Which question?");
    const options = mode === "drill" ? this.#drills.map(({ id, name }) => ({ id, text: name })) : this.#topics(mode);
    this.#detail.replaceChildren(...options.map(({ id, text }) => make("option", { value: id }, text)));
    if (options.some(({ id }) => id === preferred)) this.#detail.value = preferred ?? "";
    this.#describe();
  }

  #describe() {
    const { mode, profile } = this.#parts();
    const led = this.#profiles.find(({ id }) => id === profile);
    // Where silence ends no answer anyway there is nothing to choose.
    byId("ending-field", HTMLElement).hidden = mode === "solo" || led?.hands_free === false;
    const drill = this.#drills.find(({ id }) => id === this.#detail.value);
    const question = this.#questions.find(({ id }) => id === this.#detail.value);
    setText(
      "practice-description",
      mode === "interview"
        ? (led?.description ?? "")
        : (SHORTER.find(([name]) => name === mode)?.[2] ?? ""),
    );
    setText("detail-description", mode === "drill" ? (drill?.about ?? "") : question ? readable(question.kind) : "");
  }
}

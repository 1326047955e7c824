// The review that is being written: every change of it, the way back, and a copy that survives a reload.

const DRAFT_KEY = `interview-sim review ${REPORT_SHA256}`;
const MOST_STEPS_BACK = 200;

const draft = {
  /** @type {Review | null} */
  review: null,
  /** Whether something was changed since it was last saved. */
  unsaved: false,
  /** Whether this browser keeps the draft over a reload. */
  kept: false,
  /** @type {string | null} The id under which the service has it. */
  id: null,
  /** @type {{key: string | null, before: string}[]} */
  steps: [],

  /** @param {string} reviewer @param {boolean} blind @param {CoachRubric} rubric */
  begin(reviewer, blind, rubric) {
    coachRubric = rubric;
    this.review = emptyReview(typedText(reviewer).trim().slice(0, LONGEST_NAME), blind, rubric);
    this.steps = [];
    this.id = null;
    this.changed();
  },

  /** Go on with a review that was handed on. Whoever reads it has the machine's results before them.
   * @param {Review} review
   */
  goOn(review) {
    this.review = { ...structuredClone(review), revealed_at: review.revealed_at ?? new Date().toISOString() };
    this.steps = [];
    this.id = null;
    this.changed();
  },

  /** Change the review. Changes with the same key one after the other are one step back, as when somebody types.
   * @param {(review: Review) => void} edit
   * @param {string | null} [key]
   */
  change(edit, key = null) {
    if (!this.review) return;
    const before = JSON.stringify(this.review);
    edit(this.review);
    if (key === null || this.steps.at(-1)?.key !== key) this.steps.push({ key, before });
    this.steps.splice(0, this.steps.length - MOST_STEPS_BACK);
    this.changed();
  },

  /** Take the last change back. */
  undo() {
    const step = this.steps.pop();
    if (!step) return;
    this.review = JSON.parse(step.before);
    this.changed();
  },

  /** Show the machine's results. What was seen cannot be unseen, so no step leads back behind this. */
  reveal() {
    if (!this.review || this.review.revealed_at !== null) return;
    this.review.revealed_at = new Date().toISOString();
    this.steps = [];
    this.changed();
  },

  /** Whether the machine's results are to be hidden now. */
  get hides() {
    return this.review !== null && this.review.blind && this.review.revealed_at === null;
  },

  /** The review as it is handed on, from now. @returns {Review} */
  sealed() {
    if (!this.review) throw new Error("there is no review to save");
    this.review.saved_at = new Date().toISOString();
    return structuredClone(this.review);
  },

  /** It was handed on. @param {string | null} [id] */
  saved(id = null) {
    this.id = id ?? this.id;
    this.unsaved = false;
    this.keep();
    document.dispatchEvent(new CustomEvent("reviewchanged"));
  },

  /** Throw it away. */
  drop() {
    this.review = null;
    this.steps = [];
    this.id = null;
    this.unsaved = false;
    this.keep();
    document.dispatchEvent(new CustomEvent("reviewchanged"));
  },

  changed() {
    this.unsaved = true;
    this.keep();
    document.dispatchEvent(new CustomEvent("reviewchanged"));
  },

  /** Some browsers keep nothing for a file that was opened from disk. */
  keep() {
    try {
      if (this.review) localStorage.setItem(DRAFT_KEY, JSON.stringify({ review: this.review, unsaved: this.unsaved, id: this.id, rubric: coachRubric }));
      else localStorage.removeItem(DRAFT_KEY);
      this.kept = true;
    } catch {
      this.kept = false;
    }
  },

  /** Take up what an earlier visit left. */
  restore() {
    try {
      const { review, unsaved, id, rubric } = JSON.parse(localStorage.getItem(DRAFT_KEY) ?? "null") ?? {};
      if (!review) return;
      coachRubric = rubric ?? coachRubric;
      const own = checkedReview(review);
      const handedOn = !unsaved && readReviews.some((one) => sameReviewer(one.reviewer) === sameReviewer(own.reviewer));
      const { given, of } = rated(own);
      // What is done stands here as its reader sees it; who rates blind and is not done goes on blind.
      if (handedOn && (given === of || !own.blind || own.revealed_at !== null)) return;
      this.review = own;
      this.unsaved = Boolean(unsaved);
      this.id = typeof id === "string" ? id : null;
      this.kept = true;
    } catch {
      // Nothing kept, or nothing that can be read: then one begins anew.
    }
  },
};

addEventListener("beforeunload", (event) => {
  if (draft.review && draft.unsaved && !draft.kept) event.preventDefault();
});

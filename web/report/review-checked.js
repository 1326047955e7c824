// Reading a review that came from elsewhere: whether it is one, and of this very report. Nothing in it is believed.

/** Why a review is not shown, in words for who opened it. */
class UnreadableReview extends Error {}

const WRONG_SHAPE = "It is damaged, or was changed after it was saved. Ask the coach to save it again.";

/** A review in the shape of the published schema; throws UnreadableReview.
 * @param {any} value
 * @returns {Review}
 */
function checkedReview(value) {
  if (typeof value !== "object" || value === null || !("report_sha256" in value)) {
    throw new UnreadableReview("This is no review. Choose the review.json that a coach saved.");
  }
  if (value.schema_version !== REVIEW_VERSION) {
    throw new UnreadableReview("This review was saved by another version of the program. Ask for one saved with this version.");
  }
  if (!KNOWN_SHA256.has(value.report_sha256) || value.interview !== REPORT.id) {
    throw new UnreadableReview("This review is for another report, or for another version of this one. Open it in the report that it was written in.");
  }
  const text = shaped.text;
  const lists = [value.ratings, value.comments, value.corrections, value.overrides];
  const whole = text(value.reviewer, LONGEST_NAME, true) && text(value.summary, LONGEST_TEXT) && shaped.time(value.saved_at)
    && typeof value.blind === "boolean" && (value.revealed_at === null || shaped.time(value.revealed_at))
    && typeof value.rubric === "object" && value.rubric !== null
    && text(value.rubric.id, 60, true) && text(value.rubric.version, 20, true) && text(value.rubric.sha256, 64, true)
    && lists.every((list) => Array.isArray(list) && list.length <= MOST_ENTRIES && list.every((one) => typeof one === "object" && one !== null));
  if (!whole || !value.ratings.every(shaped.rating) || !value.comments.every(shaped.comment)
    || !value.corrections.every(shaped.correction) || !value.overrides.every(shaped.override)) {
    throw new UnreadableReview(WRONG_SHAPE);
  }
  return structuredClone(value);
}

const shaped = {
  /** @param {any} value @param {number} longest @param {boolean} [needed] */
  text: (value, longest, needed = false) =>
    typeof value === "string" && Array.from(value).length <= longest && (!needed || /\S/.test(value)),
  /** @param {any} value */
  time: (value) => typeof value === "string" && value.length <= 40 && Number.isFinite(Date.parse(value)),
  /** @param {any} value */
  level: (value) => LEVELS_TO_GIVE.includes(value),
  /** An answer of this report. @param {any} one */
  placed: (one) => ATTEMPTS.has(one.attempt) && TURN_OF.get(one.attempt) === one.turn,
  /** @param {any} one */
  passage: (one) => Number.isInteger(one.start_word) && Number.isInteger(one.end_word) && one.start_word >= 0
    && one.start_word < one.end_word && one.end_word <= (ATTEMPTS.get(one.attempt)?.words.length ?? 0),
  /** @param {any} one */
  rating: (one) => shaped.level(one.level) && /^[a-z][a-z0-9_]{0,59}$/.test(one.criterion)
    && (one.note === null || shaped.text(one.note, LONGEST_TEXT))
    && ((one.turn === null && one.attempt === null) || shaped.placed(one)),
  /** @param {any} one */
  comment: (one) => shaped.placed(one) && shaped.text(one.id, 64, true) && shaped.text(one.text, LONGEST_TEXT, true)
    && ((one.start_word === null && one.end_word === null) || shaped.passage(one))
    && (one.at === null || (Number.isFinite(one.at) && one.at >= 0)),
  /** @param {any} one */
  correction: (one) => shaped.placed(one) && shaped.passage(one) && shaped.text(one.text, LONGEST_TEXT),
  /** @param {any} one */
  override: (one) => shaped.placed(one) && shaped.level(one.level) && shaped.text(one.reason, LONGEST_TEXT, true)
    && Boolean(ATTEMPTS.get(one.attempt)?.results.some(({ id }) => id === one.metric)),
};

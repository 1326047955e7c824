// What a review is (review.schema.json), and what in the report it speaks of.

/** @typedef {{criterion: string, turn: string | null, attempt: string | null, level: number, note: string | null}} Rating */
/** @typedef {{id: string, turn: string, attempt: string, start_word: number | null, end_word: number | null,
 *   at: number | null, text: string}} ReviewComment */
/** @typedef {{turn: string, attempt: string, start_word: number, end_word: number, text: string}} WordCorrection */
/** @typedef {{turn: string, attempt: string, metric: string, level: number, reason: string}} Override */
/** @typedef {{schema_version: string, report_sha256: string, interview: string, reviewer: string,
 *   rubric: {id: string, version: string, sha256: string}, blind: boolean, revealed_at: string | null,
 *   saved_at: string, ratings: Rating[], comments: ReviewComment[], corrections: WordCorrection[],
 *   overrides: Override[], summary: string}} Review */
/** @typedef {{id: string, name: string, question: string, levels: string[], custom: boolean}} CoachCriterion */
/** @typedef {{id: string, version: string, name: string, sha256: string, criteria: CoachCriterion[]}} CoachRubric */
/** @typedef {{turn: string | null, attempt: string | null}} Place Both null: the whole interview. */

const REVIEW_VERSION = "1.0";
const MOST_ENTRIES = 500;
const LONGEST_NAME = 200;
const LONGEST_TEXT = 4000;
const LEVELS_TO_GIVE = [1, 2, 3, 4, 5];

/** @type {CoachRubric | null} What is rated by: what lies in the page, or what a coach chose in the service; null without either. */
let coachRubric = data("rubric-data");

/** @type {{id: string, question: {kind: string}, attempts: {id: string, state: string, counts: boolean,
 *   words: Word[], results: {id: string, status: string, score?: number | null, level?: number | null}[]}[]}[]} */
const REVIEWED_TURNS = /** @type {any} */ (REPORT.turns);

/** @type {Map<string, string>} The turn of each attempt. */
const TURN_OF = new Map(REVIEWED_TURNS.flatMap((turn) => turn.attempts.map((attempt) => [attempt.id, turn.id])));

/** The answers that can be reviewed: finished, in the order of the interview. */
const ANSWERS = REVIEWED_TURNS.flatMap((turn) => turn.attempts.filter(({ state }) => state === "done"));

/** Those of which every criterion is to be rated: they count, and something was said. */
const ANSWERS_TO_RATE = ANSWERS.filter(({ counts, words }) => counts && words.length > 0);

/** @param {string} attempt @returns {Place} */
function placeOf(attempt) {
  return { turn: TURN_OF.get(attempt) ?? null, attempt };
}

/** @param {string | null} attempt */
function placeName(attempt) {
  return attempt === null ? "The whole interview" : attemptName(attempt);
}

/** @param {string} id */
function criterionName(id) {
  const named = coachRubric?.criteria.find((one) => one.id === id)?.name;
  return named ?? id.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
}

/** A new, empty review of this report.
 * @param {string} reviewer @param {boolean} blind @param {CoachRubric} rubric
 * @returns {Review}
 */
function emptyReview(reviewer, blind, { id, version, sha256 }) {
  return {
    schema_version: REVIEW_VERSION, report_sha256: REPORT_SHA256, interview: REPORT.id, reviewer,
    rubric: { id, version, sha256 }, blind, revealed_at: null, saved_at: new Date().toISOString(),
    ratings: [], comments: [], corrections: [], overrides: [], summary: "",
  };
}

/** A reviewer's name as it is compared: without regard to capitals and spaces. @param {string} name */
function sameReviewer(name) {
  return name.trim().split(/\s+/).join(" ").toLowerCase();
}

/** What somebody typed, so that it can be written as UTF-8. @param {string} text */
function typedText(text) {
  return text.replace(/[\ud800-\udfff]/gu, "\ufffd").slice(0, LONGEST_TEXT);
}

/** @param {Review} review @param {Place} place @param {string} criterion */
function ratingOf(review, { attempt }, criterion) {
  return review.ratings.find((one) => one.attempt === attempt && one.criterion === criterion) ?? null;
}

/** How many of the levels that a whole review has were given. @param {Review} review */
function rated(review) {
  const places = [...ANSWERS_TO_RATE.map(({ id }) => placeOf(id)), { turn: null, attempt: null }];
  const wanted = places.flatMap((place) => (coachRubric?.criteria ?? []).map(({ id }) => ratingOf(review, place, id)));
  return { given: wanted.filter((one) => one !== null).length, of: wanted.length };
}

/** The words from one up to another as they were heard. @param {string} attempt @param {number} start @param {number} end */
function heardWords(attempt, start, end) {
  return (ATTEMPTS.get(attempt)?.words ?? []).slice(start, end).map(({ text }) => text).join(" ");
}

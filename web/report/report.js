// The report's own data, as it lies in the page.

/** @typedef {{text: string, start: number | null, end: number | null}} Word */
/** @typedef {{start: number | null, end: number | null, start_word: number | null, end_word: number | null,
 *   quote: string, kind: string | null, part: string | null, attempt: string | null}} Evidence */
/** @typedef {{id: string, status: string, evidence: Evidence[]}} Result */
/** @typedef {{id: string, number: number, mode: string, counts: boolean, words: Word[], results: Result[],
 *   audio: {seconds: number} | null}} Attempt */
/** @typedef {{metric: string, name: string}} Yardstick */
/** @typedef {{id: string, turns: {id: string, kind: string, attempts: Attempt[]}[],
 *   rubrics: {yardsticks: Yardstick[]}[]}} InterviewReport */

/** @param {string} id @returns {any} */
function data(id) {
  return JSON.parse(document.getElementById(id)?.textContent || "null");
}

/** @type {InterviewReport} */
const REPORT = data("report-data");

/** The SHA-256 of the report as it stands here: a review names it. */
const REPORT_SHA256 = document.getElementById("report-data")?.dataset.sha256 ?? "";

/** That of the report in every state that it is known to have had: reviews of these are of this report, too. */
const KNOWN_SHA256 = new Set([REPORT_SHA256, ...(document.getElementById("report-data")?.dataset.known?.match(/\w+/g) ?? [])]);

/** Where this interview is in a running service; null in a file. */
const SERVICE = document.documentElement.dataset.service ?? null;

/** @type {Map<string, Attempt>} */
const ATTEMPTS = new Map(REPORT.turns.flatMap((turn) => turn.attempts.map((attempt) => [attempt.id, attempt])));

/** @type {Map<string, string>} What a metric is called. */
const METRIC_NAMES = new Map(
  REPORT.rubrics.flatMap((rubric) => rubric.yardsticks.map((one) => [one.metric, one.name])),
);

/** The attempt that something on the page belongs to.
 * @param {Element} node
 * @returns {string | null}
 */
function attemptOf(node) {
  return node.closest("[data-attempt]")?.getAttribute("data-attempt") ?? null;
}

/** What a reader calls an attempt: "Question 2", with the number of the try where there were several.
 * @param {string} id
 */
function attemptName(id) {
  return document.querySelector(`.attempt[data-attempt="${CSS.escape(id)}"]`)?.getAttribute("data-name") ?? "";
}

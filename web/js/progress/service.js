/** The service's calls about past interviews. Each fails with a Refusal that says what happened and what to do. */
import { json } from "../service/api.js";

/** @typedef {import("../service/types.js").PastInterview & {mode: string, drill: string | null, candidate: string | null}} Line */

/** @typedef {{interview: string, at: string, value: number, score: number | null, answers: number, text: string}} Point */

/**
 * A metric over time, the oldest point first; `usual` is the median of earlier interviews, and where half of them lie.
 * @typedef {object} Trend
 * @property {string} metric
 * @property {string} name
 * @property {string} unit
 * @property {Point[]} points
 * @property {{value: number, low: number, high: number, of: number} | null} usual
 * @property {"better" | "worse" | "higher" | "lower" | "steady" | null} course
 * @property {string} text
 */

/** @typedef {{drill: string, name: string, goal: string, due: string, why: string}} PlanLine a skill that comes back */

/**
 * @typedef {object} Plan
 * @property {string | null} role the one that was practised last
 * @property {PlanLine[]} today
 * @property {PlanLine[]} later
 * @property {{monday: string, days: string[], text: string}} week
 * @property {string} text
 */

/** @param {URLSearchParams} sought @returns {Promise<{lines: Line[], total: number}>} newest first */
export const history = (sought) => json(`/api/progress/history?${sought}`);

/** @param {URLSearchParams} sought @returns {Promise<Trend[]>} */
export const trends = (sought) => json(`/api/progress/trends?${sought}`);

/** @returns {Promise<Plan>} */
export const plan = () => json("/api/progress/plan");

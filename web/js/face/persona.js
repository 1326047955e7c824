/** Who interviews: one person for all screens of the page, until another is chosen. */

/**
 * @typedef {object} Manner how the interviewer is while they listen
 * @property {number} nods the most in a minute, at the ends of what the candidate says
 * @property {number} blinks in a minute
 * @property {number} warmth 0 to 1: how much they smile
 * @property {number} gaze 0 to 1: how much their look wanders
 */

/**
 * @typedef {object} Interviewer
 * @property {string} id
 * @property {string} name
 * @property {string} about
 * @property {string} [voice]
 * @property {Record<string, unknown>} face a design, see design.js
 * @property {Partial<Manner>} manner
 */

/** @type {Manner} */
const USUAL = { nods: 10, blinks: 15, warmth: 0.6, gaze: 0.5 };

/** @type {Interviewer} */
let current = { id: "", name: "", about: "", face: {}, manner: {} };

export const interviewer = () => current;

/** @returns {Manner} */
export const manner = () => ({ ...USUAL, ...current.manner });

/** @param {Interviewer} chosen */
export function meet(chosen) {
  current = chosen;
}

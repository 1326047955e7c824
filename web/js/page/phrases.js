/** Ids and numbers, put into words. */

/** @type {Record<string, string>} */
const PARTS = {
  situation: "Situation",
  task: "Task",
  action: "Action",
  result: "Result",
  reflection: "Reflection",
};

/** @type {Record<string, string>} */
const STATES = {
  done: "Finished",
  aborted: "Left early",
  paused: "Interrupted",
};

const LEVELS = ["Needs work", "Getting there", "Fair", "Good", "Strong"];

/** @param {string} id @returns {string} "pause_share" becomes "Pause share" */
export function readable(id) {
  const text = id.replaceAll("_", " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {string} id @param {import("../service/types.js").Metrics} metrics */
export const metricName = (id, metrics) => metrics[id]?.name ?? readable(id);

/** @param {string} kind @param {Record<string, string>} kinds what each kind of a metric's evidence is */
export const kindName = (kind, kinds) => kinds[kind] ?? readable(kind);

/**
 * What was seen there, or nothing.
 * @param {import("../service/types.js").Evidence} evidence
 * @param {Record<string, string>} kinds
 * @returns {string}
 */
export function evidenceName({ part, kind, quote }, kinds) {
  if (part) return PARTS[part] ?? readable(part);
  if (kind === "possible" && !quote) return "Perhaps an um";
  return kind ? kindName(kind, kinds) : "";
}

/** @param {string} state */
export const stateName = (state) => STATES[state] ?? "Not finished";

/** @param {number} level 1 to 5 */
export const levelName = (level) => LEVELS[Math.min(5, Math.max(1, Math.round(level))) - 1];

/** @param {number} score 0 to 100 @returns {number} 1 to 5, in fifths, where the report gives no level */
export const levelOf = (score) => Math.min(5, Math.floor(score / 20) + 1);

/** @type {Record<string, (value: string) => string>} */
const UNITS = {
  per_minute: (value) => `${value} a minute`,
  words_per_minute: (value) => `${value} words a minute`,
  seconds: (value) => `${value} s`,
};

/** @param {number} value @param {string | null} unit @returns {string} "4.2 a minute" */
export function measured(value, unit) {
  if (unit === "ratio") return `${Math.round(100 * value)} %`;
  const figure = value >= 20 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
  const form = unit === null ? undefined : UNITS[unit];
  return form ? form(figure) : figure;
}

/** @param {number} seconds @returns {string} "1:05" */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {number} seconds @returns {string} "90 seconds" or "2 minutes" */
export function duration(seconds) {
  const whole = Math.round(seconds);
  return whole >= 120 && whole % 60 === 0 ? `${whole / 60} minutes` : `${whole} seconds`;
}

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

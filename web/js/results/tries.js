import { make } from "../page/dom.js";
import { levelName, levelOf, measured, metricName } from "../page/phrases.js";

/** @typedef {import("../service/types.js").Shown} Shown */

/** The numbers that a second try is usually about. */
const KEY_NUMBERS = ["filler_words", "speaking_rate", "time_limit", "reaction"];

/** What a score may wander by without anything having changed. */
const SAME = 1;

/**
 * This try beside the one before it, line by line, with what changed; nothing where this is the first.
 * @param {import("../service/types.js").Scored} scored
 * @returns {HTMLElement[]}
 */
export function triesSideBySide(scored) {
  const before = (scored.earlier ?? []).at(-1);
  if (!before) return [];
  const lines = [overall(scored, before), ...byCriterion(scored, before), ...byNumber(scored, before)];
  const heads = ["", `This try`, `Try ${before.attempt.number}`, "What changed"];
  return [
    make("h2", { id: "tries-heading" }, "This try and the one before"),
    make(
      "table",
      { class: "tries__table", "aria-labelledby": "tries-heading" },
      make(
        "thead",
        {},
        make("tr", {}, ...heads.map((text) => (text ? make("th", { scope: "col" }, text) : make("td", {})))),
      ),
      make("tbody", {}, ...lines),
    ),
  ];
}

/** @param {Shown} now @param {Shown} before */
const overall = (now, before) => line("Overall", points(now.summary.score), points(before.summary.score), now.summary.score, before.summary.score);

/** @param {Shown} now @param {Shown} before */
function byCriterion(now, before) {
  return now.summary.criteria.flatMap(({ id, name, score, level }) => {
    const other = before.summary.criteria.find((each) => each.id === id);
    if (score === null && (other?.score ?? null) === null) return [];
    return [line(name, level === null ? points(score) : word(score, level), word(other?.score ?? null, other?.level ?? null), score, other?.score ?? null)];
  });
}

/** @param {import("../service/types.js").Scored} now @param {Shown} before */
function byNumber(now, before) {
  return KEY_NUMBERS.flatMap((id) => {
    const [mine, other] = [now, before].map(({ attempt }) =>
      attempt.results.find((result) => result.id === id && result.status === "ok"),
    );
    if (!mine && !other) return [];
    return [line(metricName(id, now.metrics), amount(mine), amount(other), mine?.score ?? null, other?.score ?? null)];
  });
}

/** @param {string} name @param {string} mine @param {string} other @param {number | null} score @param {number | null} was */
function line(name, mine, other, score, was) {
  const [change, text] = changed(score, was);
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, name),
    make("td", {}, mine),
    make("td", { class: "tries__before" }, other),
    make("td", { class: `tries__change tries__change--${change}` }, text),
  );
}

/** @param {number | null} score @param {number | null} was @returns {["better" | "lower" | "same", string]} */
function changed(score, was) {
  if (score === null || was === null) return ["same", "–"];
  const difference = Math.round(score) - Math.round(was);
  if (Math.abs(difference) <= SAME) return ["same", "about the same"];
  return difference > 0 ? ["better", `▲ better by ${difference}`] : ["lower", `▼ lower by ${-difference}`];
}

/** @param {number | null} score */
const points = (score) => (score === null ? "no score" : String(Math.round(score)));

/** @param {number | null} score @param {number | null} level */
const word = (score, level) =>
  score === null ? "no score" : `${levelName(level ?? levelOf(score))} · ${Math.round(score)}`;

/** @param {import("../service/types.js").Result | undefined} result */
function amount(result) {
  if (!result || result.value === null) return "not measured";
  // How long an answer was says more than by how much it missed its limit.
  if (result.id === "time_limit" && typeof result.detail?.length === "string") return result.detail.length;
  return measured(result.value, result.unit);
}

import { make } from "../page/dom.js";
import { counted, metricName } from "../page/phrases.js";
import { resultRow } from "./row.js";
import { scoreBand } from "./score-band.js";

/** @typedef {import("../service/types.js").Result} Result */
/** @typedef {import("../service/types.js").Summary} Summary */
/** @typedef {import("../service/types.js").Metrics} Metrics */
/** @typedef {import("./recordings.js").Recordings} Recordings */

/**
 * The results of an attempt under the criteria that they are rated by: closed, a criterion shows its level; open, its
 * results, the weakest first. The criterion that cost the most points is open from the start. What enters no score,
 * what could not be measured and what was not asked for come after.
 * @param {import("../service/types.js").Shown & {metrics: Metrics}} scored
 * @param {Recordings} recordings what can be heard
 * @returns {HTMLLIElement[]}
 */
export function criteria({ attempt, summary, metrics, advice }, recordings) {
  const measured = new Map(attempt.results.filter(({ status }) => status === "ok").map((result) => [result.id, result]));
  const first = costliest(summary);
  const sources = recordings.from(attempt.id);
  /** @param {Result[]} results the weakest first */
  const rows = (results) =>
    results
      .sort((one, other) => (one.score ?? 101) - (other.score ?? 101))
      .map((result) => resultRow(result, metrics[result.id], sources, advice));
  /** @param {string} id */
  const under = (id) =>
    summary.terms.flatMap(({ metric, criterion }) => {
      const result = criterion === id ? measured.get(metric) : undefined;
      return result && measured.delete(metric) ? [result] : [];
    });
  const rated = summary.criteria
    .filter(({ score }) => score !== null)
    .map(({ id, name, score, level }) => {
      const weight = `${Math.round(100 * shareOf(id, summary))} % of the score`;
      return group(id, name, weight, rows(under(id)), id === first, score === null ? null : scoreBand(score, level));
    });
  const noticed = rows([...measured.values()]);
  const missing = attempt.results.filter(({ status }) => status === "not_measurable" || status === "error");
  const why = reasons(missing).map((alike) => unmeasured(alike, metrics));
  const uncalled = attempt.results.filter(({ status }) => status === "not_applicable");
  return [
    ...rated,
    ...(noticed.length > 0 ? [group("noticed", "Also noticed", "not part of the score", noticed, rated.length === 0)] : []),
    ...(missing.length > 0
      ? [group("unmeasured", "Not measured", counted(missing.length, "result"), why, rated.length === 0)]
      : []),
    ...(uncalled.length > 0
      ? [make("li", { class: "uncalled" }, "Not asked for here: ", ...names(uncalled, metrics), ".")]
      : []),
  ];
}

/** @param {Summary} summary @returns {string | undefined} the criterion that cost the most points */
function costliest({ criteria, terms }) {
  /** @param {string} id */
  const cost = (id) =>
    terms.filter(({ criterion }) => criterion === id).reduce((all, { score, weight }) => all + weight * (100 - score), 0);
  return criteria.map(({ id }) => id).sort((one, other) => cost(other) - cost(one))[0];
}

/** @param {string} id @param {Summary} summary @returns {number} its weight, 0 to 1 */
export function shareOf(id, { terms }) {
  return terms.filter(({ criterion }) => criterion === id).reduce((all, { weight }) => all + weight, 0);
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} weight in words
 * @param {HTMLLIElement[]} rows
 * @param {boolean} open
 * @param {HTMLElement | null} band
 */
function group(id, name, weight, rows, open, band = null) {
  return make(
    "li",
    { class: "criterion", "data-criterion": id },
    make(
      "details",
      { open },
      make(
        "summary",
        { class: "criterion__head" },
        make("h2", { class: "criterion__name" }, name),
        make("span", { class: "criterion__weight" }, weight),
        ...(band ? [band] : []),
      ),
      make("ul", { class: "criterion__results" }, ...rows),
    ),
  );
}

/** @param {Result[]} results @returns {Result[][]} those that are missing for the same reason, together */
function reasons(results) {
  /** @type {Map<string, Result[]>} */
  const alike = new Map();
  for (const result of results) {
    const why = `${result.reason} ${result.remedy}`;
    alike.set(why, [...(alike.get(why) ?? []), result]);
  }
  return [...alike.values()];
}

/** @param {Result[]} alike @param {Metrics} metrics */
function unmeasured(alike, metrics) {
  const [{ status, reason, remedy }] = alike;
  return make(
    "li",
    { class: "unmeasured" },
    make("h3", { class: "result__name" }, ...names(alike, metrics)),
    make("p", {}, ...(status === "error" ? [make("strong", {}, "Went wrong."), " "] : []), reason ?? ""),
    ...(remedy ? [make("p", { class: "unmeasured__remedy" }, remedy)] : []),
  );
}

/** @param {Result[]} results @param {Metrics} metrics @returns {(Node | string)[]} with commas between */
function names(results, metrics) {
  return results.flatMap(({ id, status }, index) => [
    ...(index > 0 ? [", "] : []),
    make("span", { "data-metric": id, "data-status": status }, metricName(id, metrics)),
  ]);
}

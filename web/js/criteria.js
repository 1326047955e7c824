import { make } from "./dom.js";
import { counted, readable } from "./phrases.js";
import { resultRow } from "./result-row.js";
import { scoreBand } from "./score-band.js";

/** Where results stand that enter no score. */
const NOTICED = "noticed";

/**
 * The results of an attempt under the criteria that they are rated by. Closed, a criterion shows its level; open, every
 * result. The one that cost the most points is open from the start.
 * @param {import("./types.js").Scored} scored
 * @param {import("./clip.js").Clip | null} clip null where there is nothing to hear
 * @returns {HTMLLIElement[]}
 */
export function criteria({ attempt, summary, metrics }, clip) {
  const under = new Map([...summary.terms, ...summary.left_out].map(({ metric, criterion }) => [metric, criterion]));
  const first = costliest(summary);
  return [...summary.criteria, { id: NOTICED, name: "Also noticed", score: null, level: null }]
    .map((criterion) => ({
      criterion,
      results: attempt.results.filter(({ id }) => (under.get(id) ?? NOTICED) === criterion.id),
    }))
    .filter(({ results }) => results.some(({ status }) => status !== "not_applicable"))
    .map(({ criterion, results }) =>
      group(criterion, shareOf(criterion.id, summary), rows(results, summary, metrics, clip), criterion.id === first),
    );
}

/**
 * How the criteria make the score, as a sum that anybody can work out again.
 * @param {import("./types.js").Summary} summary
 * @returns {HTMLElement[]} nothing where there is no score
 */
export function sum(summary) {
  if (summary.score === null) return [];
  const lines = summary.criteria
    .filter(({ score }) => score !== null)
    .map(({ id, name, score }) => {
      const share = shareOf(id, summary);
      return make(
        "tr",
        {},
        make("th", { scope: "row" }, name),
        make("td", {}, String(Math.round(score ?? 0))),
        make("td", {}, `${Math.round(100 * share)} %`),
        make("td", {}, ((score ?? 0) * share).toFixed(1)),
      );
    });
  const head = ["Criterion", "Score", "Weight", "Points"].map((text) => make("th", { scope: "col" }, text));
  return [
    make(
      "details",
      { class: "sum" },
      make("summary", {}, `Overall ${Math.round(summary.score)} of 100: how it adds up`),
      make(
        "table",
        {},
        make("thead", {}, make("tr", {}, ...head)),
        make("tbody", {}, ...lines),
        make(
          "tfoot",
          {},
          make("tr", {}, make("th", { scope: "row", colspan: 3 }, "Sum"), make("td", {}, summary.score.toFixed(1))),
        ),
      ),
      make("p", { class: "muted" }, "What could not be measured weighs nothing: the others share its weight."),
    ),
  ];
}

/** @param {import("./types.js").Summary} summary @returns {string | undefined} the criterion that cost the most points */
function costliest({ criteria, terms }) {
  /** @param {string} id */
  const cost = (id) =>
    terms.filter(({ criterion }) => criterion === id).reduce((all, { score, weight }) => all + weight * (100 - score), 0);
  return criteria.map(({ id }) => id).sort((one, other) => cost(other) - cost(one))[0];
}

/** @param {string} id @param {import("./types.js").Summary} summary @returns {number} its weight, 0 to 1 */
function shareOf(id, { terms }) {
  return terms.filter(({ criterion }) => criterion === id).reduce((all, { weight }) => all + weight, 0);
}

/**
 * What was measured, the weakest first; then what could not be measured; what was not asked for in one line.
 * @param {import("./types.js").Result[]} results
 * @param {import("./types.js").Summary} summary
 * @param {import("./types.js").Metrics} metrics
 * @param {import("./clip.js").Clip | null} clip
 */
function rows(results, summary, metrics, clip) {
  /** @param {import("./types.js").Result} result */
  const cost = ({ id, score }) =>
    (summary.terms.find(({ metric }) => metric === id)?.weight ?? 0) * (100 - (score ?? 100));
  const measured = results.filter(({ status }) => status === "ok").sort((one, other) => cost(other) - cost(one));
  const failed = results.filter(({ status }) => status !== "ok" && status !== "not_applicable");
  const uncalled = results.filter(({ status }) => status === "not_applicable");
  return [
    ...[...measured, ...failed].map((result) => resultRow(result, metrics[result.id], clip)),
    ...(uncalled.length > 0
      ? [
          make(
            "li",
            { class: "result result--uncalled" },
            `Not asked for here: ${uncalled.map(({ id }) => metrics[id]?.name ?? readable(id)).join(", ")}.`,
          ),
        ]
      : []),
  ];
}

/**
 * @param {import("./types.js").Summary["criteria"][number]} criterion
 * @param {number} share its weight, 0 to 1
 * @param {HTMLLIElement[]} found
 * @param {boolean} open
 */
function group({ id, name, score, level }, share, found, open) {
  const weight = score === null ? counted(found.length, "result") : `${Math.round(100 * share)} % of the score`;
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
        ...(score === null ? [] : [scoreBand(score, level)]),
      ),
      make("ul", { class: "criterion__results" }, ...found),
    ),
  );
}

import { make } from "../page/dom.js";
import { levelName } from "../page/phrases.js";
import { shareOf } from "./criteria.js";

/**
 * How the criteria make the score, as a sum that anybody can work out again.
 * @param {import("../service/types.js").Summary} summary
 * @returns {HTMLElement[]} nothing where there is no score
 */
export function scoreSum(summary) {
  if (summary.score === null) return [];
  const lines = summary.criteria.map(({ id, name, score }) => {
    if (score === null) return null;
    const share = shareOf(id, summary);
    return row(name, score.toFixed(1), `${(100 * share).toFixed(1)} %`, (score * share).toFixed(2));
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
        make("tbody", {}, ...lines.filter((line) => line !== null)),
        make("tfoot", {}, row("Sum", "", "100 %", summary.score.toFixed(1))),
      ),
      make("p", { class: "muted" }, "What could not be measured weighs nothing: the others share its weight."),
      ...(summary.levels.length > 0 ? [make("p", { class: "muted" }, levels(summary.levels))] : []),
    ),
  ];
}

/** @param {string} name @param {...string} figures */
const row = (name, ...figures) =>
  make("tr", {}, make("th", { scope: "row" }, name), ...figures.map((figure) => make("td", {}, figure)));

/** @param {number[]} cuts @returns {string} from which score on each level begins, in words */
function levels(cuts) {
  const named = cuts.map((cut, index) => `from ${cut} ${levelName(index + 2).toLowerCase()}`);
  return `Under ${cuts[0]} is “${levelName(1).toLowerCase()}”, ${named.join(", ")}.`;
}

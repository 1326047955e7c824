import { make } from "./dom.js";
import { clock, counted, evidenceName, readable } from "./phrases.js";
import { scoreBand } from "./score-band.js";

/** @type {Record<string, string>} */
const WITHOUT_VALUE = {
  not_applicable: "Does not apply here",
  not_measurable: "Could not be measured",
  error: "Went wrong",
};

/**
 * One metric's finding as a row: name, verdict, band, quotes that play.
 * @param {import("./types.js").Result} result
 * @param {import("./types.js").Metrics[string] | undefined} metric its name, and those of its evidence
 * @param {import("./clip.js").Clip | null} clip null where there is nothing to hear
 */
export function resultRow(result, metric, clip) {
  const row = make("li", { class: "result", "data-metric": result.id, "data-status": result.status });
  const name = make("h3", { class: "result__name" }, metric?.name ?? readable(result.id));
  if (result.status !== "ok") {
    const why = [result.reason, result.remedy].filter(Boolean).join(" ");
    row.append(
      name,
      make(
        "p",
        { class: "result__none" },
        make("strong", {}, `${WITHOUT_VALUE[result.status] ?? "No value"}.`),
        ` ${why}`,
      ),
    );
    return row;
  }
  row.append(name);
  if (result.score !== null) row.append(scoreBand(result.score, result.level));
  row.append(
    make("p", { class: "result__verdict" }, result.verdict ?? "Measured, but there is no yardstick for it here."),
  );
  if (result.advice) row.append(make("p", { class: "result__advice" }, result.advice));
  const quotes = result.evidence.filter(({ quote }) => quote);
  if (quotes.length > 0) row.append(evidenceList(quotes, metric?.kinds ?? {}, clip));
  return row;
}

/**
 * @param {import("./types.js").Evidence[]} quotes
 * @param {Record<string, string>} kinds
 * @param {import("./clip.js").Clip | null} clip
 */
function evidenceList(quotes, kinds, clip) {
  const playable = clip !== null && quotes.some(({ start }) => start !== null);
  return make(
    "details",
    { class: "evidence" },
    make("summary", {}, `${counted(quotes.length, "quote")}${playable ? ", press one to hear it" : ""}`),
    make("ul", { class: "evidence__list" }, ...quotes.map((each) => make("li", {}, quote(each, kinds, clip)))),
  );
}

/**
 * @param {import("./types.js").Evidence} evidence
 * @param {Record<string, string>} kinds
 * @param {import("./clip.js").Clip | null} clip
 */
function quote(evidence, kinds, clip) {
  const label = evidenceName(evidence, kinds);
  const parts = [
    ...(label ? [make("span", { class: "quote__label" }, label), " "] : []),
    make("q", { class: "quote__text" }, evidence.quote),
  ];
  const { start, end } = evidence;
  if (clip === null || start === null || end === null) return make("p", { class: "quote" }, ...parts);
  const control = make(
    "button",
    { class: "quote quote--plays", type: "button", "aria-pressed": "false" },
    ...parts,
    " ",
    make("span", { class: "quote__time" }, clock(start)),
  );
  control.addEventListener("click", () => clip.play(start, end, control));
  return control;
}

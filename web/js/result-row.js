import { make } from "./dom.js";
import { clock, counted, evidenceName, readable } from "./phrases.js";
import { scoreBand } from "./score-band.js";

/**
 * One metric's finding as a row: name, verdict, band, quotes that play.
 * @param {import("./types.js").Result} result
 * @param {import("./types.js").Metrics[string] | undefined} metric its name, and those of its evidence
 * @param {import("./clip.js").Clip | null} clip null where there is nothing to hear
 * @param {string | null} said the advice that the sheet begins with, and that need not be said again
 */
export function resultRow(result, metric, clip, said) {
  const { id, status, score, level, verdict, advice, evidence } = result;
  const moments = evidence.filter(({ quote, start }) => quote || start !== null);
  return make(
    "li",
    { class: "result", "data-metric": id, "data-status": status },
    make("h3", { class: "result__name" }, metric?.name ?? readable(id)),
    ...(score === null ? [] : [scoreBand(score, level)]),
    make("p", { class: "result__verdict" }, verdict ?? "Measured, but there is no yardstick for it here."),
    ...(advice && advice !== said ? [make("p", { class: "result__advice" }, advice)] : []),
    ...(moments.length > 0 ? [evidenceList(moments, metric?.kinds ?? {}, clip)] : []),
  );
}

/**
 * @param {import("./types.js").Evidence[]} moments
 * @param {Record<string, string>} kinds
 * @param {import("./clip.js").Clip | null} clip
 */
function evidenceList(moments, kinds, clip) {
  const playable = clip !== null && moments.some(({ start }) => start !== null);
  const many = counted(moments.length, moments.every(({ quote }) => quote) ? "quote" : "moment");
  return make(
    "details",
    { class: "evidence" },
    make("summary", {}, `${many}${playable ? ", press one to hear it" : ""}`),
    make("ul", { class: "evidence__list" }, ...moments.map((each) => make("li", {}, moment(each, kinds, clip)))),
  );
}

/**
 * A quote, or where there are no words, what was heard and when.
 * @param {import("./types.js").Evidence} evidence
 * @param {Record<string, string>} kinds
 * @param {import("./clip.js").Clip | null} clip
 */
function moment(evidence, kinds, clip) {
  const { start, end, quote } = evidence;
  const label = evidenceName(evidence, kinds);
  const at = start === null ? [] : [make("span", { class: "quote__time" }, clock(start))];
  const said = quote
    ? [...(label ? [make("span", { class: "quote__label" }, label), " "] : []), make("q", { class: "quote__text" }, quote)]
    : [make("span", { class: "quote__text" }, label, make("span", { class: "visually-hidden" }, " at"))];
  if (clip === null || start === null || end === null) return make("p", { class: "quote" }, ...said, " ", ...at);
  const control = make(
    "button",
    { class: "quote quote--plays", type: "button", "aria-pressed": "false" },
    ...said,
    " ",
    ...at,
  );
  control.addEventListener("click", () => clip.play(start, end, control));
  return control;
}

import { make } from "../page/dom.js";
import { clock, counted, evidenceName, readable } from "../page/phrases.js";
import { scoreBand } from "./score-band.js";

/** @typedef {(evidence: import("../service/types.js").Evidence) => import("./recordings.js").Source} Sources */

/**
 * One metric's finding as a row: name, verdict, band, quotes that play.
 * @param {import("../service/types.js").Result} result
 * @param {import("../service/types.js").Metrics[string] | undefined} metric its name, and those of its evidence
 * @param {Sources} sources where its evidence can be heard
 * @param {string | null} said the advice that the sheet begins with, and that need not be said again
 */
export function resultRow(result, metric, sources, said) {
  const { id, status, score, level, verdict, advice, evidence } = result;
  const moments = evidence.filter(({ quote, start }) => quote || start !== null);
  return make(
    "li",
    { class: "result", "data-metric": id, "data-status": status },
    make("h3", { class: "result__name" }, metric?.name ?? readable(id)),
    ...(score === null ? [] : [scoreBand(score, level)]),
    make("p", { class: "result__verdict" }, verdict ?? "Measured, but there is no yardstick for it here."),
    ...(advice && advice !== said ? [make("p", { class: "result__advice" }, advice)] : []),
    ...(moments.length > 0 ? [evidenceList(moments, metric?.kinds ?? {}, sources)] : []),
  );
}

/**
 * @param {import("../service/types.js").Evidence[]} moments
 * @param {Record<string, string>} kinds
 * @param {Sources} sources
 */
function evidenceList(moments, kinds, sources) {
  const playable = moments.some((each) => each.start !== null && sources(each).clip);
  const many = counted(moments.length, moments.every(({ quote }) => quote) ? "quote" : "moment");
  return make(
    "details",
    { class: "evidence" },
    make("summary", {}, `${many}${playable ? ", press one to hear it" : ""}`),
    make("ul", { class: "evidence__list" }, ...moments.map((each) => make("li", {}, moment(each, kinds, sources)))),
  );
}

/**
 * A quote, or where there are no words, what was heard and when.
 * @param {import("../service/types.js").Evidence} evidence
 * @param {Record<string, string>} kinds
 * @param {Sources} sources
 */
function moment(evidence, kinds, sources) {
  const { start, end, quote } = evidence;
  const { clip, where } = sources(evidence);
  const label = [evidenceName(evidence, kinds), where].filter(Boolean).join(" · ");
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

import { make } from "../page/dom.js";
import { levelName, levelOf } from "../page/phrases.js";
import { criteria } from "./criteria.js";
import { transcript } from "./transcript.js";

/**
 * The follow-ups to a question and what came of each: closed, its words and its level; open, everything.
 * @param {import("../service/types.js").Scored} scored
 * @param {import("./recordings.js").Recordings} recordings
 * @returns {HTMLElement[]}
 */
export function replies({ replies: all = [], metrics }, recordings) {
  if (all.length === 0) return [];
  return [
    make("h2", { id: "replies-heading" }, all.length === 1 ? "The follow-up" : "The follow-ups"),
    ...all.map((reply) => one(reply, metrics, recordings)),
  ];
}

/** @param {import("../service/types.js").Shown} reply @param {import("../service/types.js").Metrics} metrics @param {import("./recordings.js").Recordings} recordings */
function one(reply, metrics, recordings) {
  const { attempt, summary, advice, question } = reply;
  const verdict = summary.score === null ? "No score" : levelName(levelOf(summary.score));
  const list = make("ul", { class: "results results--reply" }, ...criteria({ ...reply, metrics }, recordings));
  const words = make("div", { class: "transcript" }, ...transcript(attempt, metrics.filler_words?.kinds ?? {}, recordings.of(attempt.id), 3));
  return make(
    "details",
    { class: "reply" },
    make(
      "summary",
      { class: "reply__head" },
      make("span", { class: "caption__tag" }, "Follow-up"),
      make("span", { class: "reply__question" }, question ?? ""),
      make("span", { class: "muted" }, verdict),
    ),
    make("p", { class: "reply__advice" }, attempt.failure ?? advice ?? "Your reply is recorded."),
    list,
    words,
  );
}

import { Clip } from "./clip.js";
import { criteria } from "./criteria.js";
import { make } from "./dom.js";
import { levelName, levelOf } from "./phrases.js";
import { transcript } from "./transcript.js";

/**
 * The follow-ups to a question and what came of each: closed, its words and its level; open, everything.
 * @param {import("./types.js").Scored} scored
 * @returns {HTMLElement[]}
 */
export function replies({ replies: all = [], metrics }) {
  if (all.length === 0) return [];
  return [
    make("h2", { id: "replies-heading" }, all.length === 1 ? "The follow-up" : "The follow-ups"),
    ...all.map((reply) => one(reply, metrics)),
  ];
}

/** @param {import("./types.js").Shown} reply @param {import("./types.js").Metrics} metrics */
function one(reply, metrics) {
  const { attempt, summary, advice, audio, question } = reply;
  const sound = make("audio", { preload: "none" });
  const clip = audio ? new Clip(sound, audio) : null;
  const verdict = summary.score === null ? "No score" : levelName(levelOf(summary.score));
  const list = make("ul", { class: "results results--reply" }, ...criteria({ ...reply, metrics }, clip));
  const words = make("div", { class: "transcript" }, ...transcript(attempt, metrics.filler_words?.kinds ?? {}, clip, 3));
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
    sound,
  );
}

import { InterviewerFace } from "../face/avatar.js";
import { FaceLife } from "../face/life.js";
import { announce } from "../page/announce.js";
import { byId, button, make, setText, showScreen } from "../page/dom.js";
import { showNotice } from "../page/notice.js";
import { counted } from "../page/phrases.js";
import { criteria } from "./criteria.js";
import { goalLine } from "./goal.js";
import { Recordings } from "./recordings.js";
import { replies } from "./replies.js";
import { scoreSum } from "./score-sum.js";
import { transcript } from "./transcript.js";
import { triesSideBySide } from "./tries.js";

/**
 * What came of an attempt.
 * @param {import("../service/types.js").Scored} scored
 * @param {{retake: () => void, next: () => void}} wishes
 */
export function showResults(scored, wishes) {
  const { attempt, advice, attempts_left: left, last, question } = scored;
  const heard = document.getElementById("question-text")?.textContent ?? "";
  const progress = document.getElementById("progress-label")?.textContent ?? "";
  showScreen("results-screen");
  document.title = "How that went · interview-sim";
  const face = document.querySelector("interviewer-face");
  if (face instanceof InterviewerFace) new FaceLife(face).start();

  setText("results-progress", attempt.number > 1 ? `${progress}, try ${attempt.number}` : progress);
  setText("results-question", question ?? heard);
  byId("advice", HTMLElement).replaceChildren(...summary(attempt, advice));

  const sheet = byId("results", HTMLElement);
  const recordings = new Recordings(scored, byId("clip", HTMLAudioElement), sheet, () =>
    showNotice("clip", { message: "The recording could not be played.", remedy: "The words below are complete." }, [
      { label: "Close", run: () => {} },
    ]),
  );
  byId("goal", HTMLElement).replaceChildren(...goalLine(scored.goal));
  byId("tries", HTMLElement).replaceChildren(...triesSideBySide(scored));
  byId("results-list", HTMLElement).append(...criteria(scored, recordings));
  byId("results-sum", HTMLElement).append(...scoreSum(scored.summary));
  byId("transcript", HTMLElement).append(...transcript(attempt, scored.metrics.filler_words?.kinds ?? {}, recordings.of(attempt.id)));
  byId("replies", HTMLElement).replaceChildren(...replies(scored, recordings));

  const retake = button("retake");
  retake.hidden = left < 1;
  retake.textContent = `Try again (${counted(left, "try", "tries")} left)`;
  setText("next", last ? "Finish and see the report" : "Next question");
  for (const [control, wish] of /** @type {[HTMLButtonElement, () => void][]} */ ([
    [retake, wishes.retake],
    [button("next"), wishes.next],
  ])) {
    control.addEventListener("click", () => {
      for (const sound of document.querySelectorAll("audio")) sound.pause();
      retake.disabled = true;
      button("next").disabled = true;
      if (control !== retake) control.textContent = last ? "Writing the report…" : "One moment…";
      wish();
    });
  }
  announce(`Your results are here. ${advice ?? ""}`);
}

/** @param {import("../service/types.js").Attempt} attempt @param {string | null} advice @returns {Node[]} */
function summary(attempt, advice) {
  if (attempt.failure) {
    return [make("strong", {}, "This answer could not be scored."), document.createTextNode(` ${attempt.failure}`)];
  }
  return [
    document.createTextNode(advice ?? "Your answer is recorded. Look through the rows below for what was noticed."),
  ];
}

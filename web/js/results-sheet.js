import { announce } from "./announce.js";
import { InterviewerFace } from "./avatar.js";
import { Clip } from "./clip.js";
import { criteria } from "./criteria.js";
import { byId, button, make, setText, showScreen } from "./dom.js";
import { FaceLife } from "./face-life.js";
import { showNotice } from "./notice.js";
import { counted } from "./phrases.js";
import { goalLine } from "./goal.js";
import { replies } from "./replies.js";
import { scoreSum } from "./score-sum.js";
import { transcript } from "./transcript.js";
import { triesSideBySide } from "./tries.js";

/**
 * What came of an attempt.
 * @param {import("./types.js").Scored} scored
 * @param {{retake: () => void, next: () => void}} wishes
 */
export function showResults(scored, wishes) {
  const { attempt, audio, advice, attempts_left: left, last, question } = scored;
  const heard = document.getElementById("question-text")?.textContent ?? "";
  const progress = document.getElementById("progress-label")?.textContent ?? "";
  showScreen("results-screen");
  document.title = "How that went · interview-sim";
  const face = document.querySelector("interviewer-face");
  if (face instanceof InterviewerFace) new FaceLife(face).start();

  setText("results-progress", attempt.number > 1 ? `${progress}, try ${attempt.number}` : progress);
  setText("results-question", question ?? heard);
  byId("advice", HTMLElement).replaceChildren(...summary(attempt, advice));

  const clip = audio ? new Clip(byId("clip", HTMLAudioElement), audio) : null;
  if (clip) {
    clip.onFailure = () =>
      showNotice("clip", { message: "The recording could not be played.", remedy: "The words below are complete." }, [
        { label: "Close", run: () => {} },
      ]);
  }
  byId("goal", HTMLElement).replaceChildren(...goalLine(scored.goal));
  byId("tries", HTMLElement).replaceChildren(...triesSideBySide(scored));
  byId("results-list", HTMLElement).append(...criteria(scored, clip));
  byId("results-sum", HTMLElement).append(...scoreSum(scored.summary));
  byId("transcript", HTMLElement).append(...transcript(attempt, scored.metrics.filler_words?.kinds ?? {}, clip));
  byId("replies", HTMLElement).replaceChildren(...replies(scored));

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

/** @param {import("./types.js").Attempt} attempt @param {string | null} advice @returns {Node[]} */
function summary(attempt, advice) {
  if (attempt.failure) {
    return [make("strong", {}, "This answer could not be scored."), document.createTextNode(` ${attempt.failure}`)];
  }
  return [
    document.createTextNode(advice ?? "Your answer is recorded. Look through the rows below for what was noticed."),
  ];
}

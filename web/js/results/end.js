import { takeAway } from "../exports/take-away.js";
import { InterviewerFace } from "../face/avatar.js";
import { FaceLife } from "../face/life.js";
import { byId, button, make, setText, showScreen } from "../page/dom.js";

/**
 * The interview is over: its score, its report, and where the candidate filmed themself, the film.
 * @param {import("../service/types.js").Finished} finished
 * @param {() => void} again
 * @param {Blob | null} [film]
 */
export function showEnd({ report, score, closing = "", audio = null, changes = [] }, again, film = null) {
  showScreen("end-screen");
  document.title = "Your report · interview-sim";
  const face = document.querySelector("interviewer-face");
  if (face instanceof InterviewerFace) new FaceLife(face).start();
  setText("end-closing", closing);
  byId("end-closing", HTMLElement).hidden = !closing;
  if (audio) new Audio(audio).play().catch(() => {}); // it can be read as well
  if (score === null) {
    setText("end-score", "No score this time");
    setText("end-message", "No answer was scored, so there is nothing to judge. Whenever you are ready, try again.");
  } else {
    setText("end-score", `${Math.round(score)} of 100`);
    setText(
      "end-message",
      "Well done for practising. The report has every answer with its quotes, and what to work on next.",
    );
  }
  showNext(changes);
  byId("report-link", HTMLAnchorElement).href = report;
  const id = decodeURIComponent(report.split("/").at(-2) ?? "");
  const more = button("take-away");
  more.addEventListener("click", () => takeAway(id, "Your interview just now", more));
  const url = film ? URL.createObjectURL(film) : "";
  if (url) {
    byId("watch", HTMLElement).hidden = false;
    byId("watch-video", HTMLVideoElement).src = url;
    byId("watch-download", HTMLAnchorElement).href = url;
  }
  button("again").addEventListener("click", () => {
    URL.revokeObjectURL(url);
    again();
  });
}

/** What would help most next time. @param {string[]} changes a line each */
function showNext(changes) {
  byId("end-next", HTMLElement).hidden = changes.length === 0;
  const count = ["", "One thing", "Two things"][changes.length] ?? "Three things";
  setText("end-next-heading", `${count} to try next`);
  byId("end-changes", HTMLElement).replaceChildren(...changes.map((line) => make("li", {}, line)));
}

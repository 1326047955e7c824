/** From the first screen to the last. */
import { showVisitor } from "./access/visitor.js";
import { showMicrophone } from "./check/screen.js";
import { InterviewerFace } from "./face/avatar.js";
import { Interview } from "./interview/interview.js";
import { LevelRing } from "./interview/level-ring.js";
import { TimeRing } from "./interview/time-ring.js";
import { button } from "./page/dom.js";
import { hideNotice, showNotice } from "./page/notice.js";
import { showEnd } from "./results/end.js";
import { createInterview, dataUrl, deleteInterview, leave, Refusal, reportOf, reportUrl } from "./service/api.js";
import { audio } from "./sound/audio.js";
import { openMicrophone } from "./sound/microphone.js";
import { Recorder } from "./sound/recorder.js";
import { showStart } from "./start/screen.js";

customElements.define("interviewer-face", InterviewerFace);
customElements.define("level-ring", LevelRing);
customElements.define("time-ring", TimeRing);

function start() {
  document.body.dataset.state = "idle";
  showStart({ begin, goOn, end });
}

/** @param {unknown} error what stopped the candidate; anything else is a fault and is not hidden */
function explain(error) {
  if (!(error instanceof Refusal)) throw error;
  showNotice("start", { message: error.message, remedy: error.remedy }, [{ label: "Close", run: () => {} }]);
}

/** @param {import("./service/types.js").Choice} choice */
async function begin(choice) {
  button("start").disabled = true;
  button("start").textContent = "One moment…";
  hideNotice("service");
  try {
    const opened = await createInterview(choice);
    const interview = open(opened.id);
    interview.open();
    checkMicrophone(interview, opened);
  } catch (error) {
    start();
    explain(error);
  }
}

/** @param {string} id */
function open(id) {
  const interview = new Interview(id);
  interview.onFinished = (finished, film) => showEnd(finished, start, film);
  interview.onBroken = start;
  return interview;
}

/** @param {Interview} interview @param {import("./service/types.js").Opened} opened */
function checkMicrophone(interview, opened) {
  showMicrophone(opened, {
    ready: (recorder, stream, echo, camera) => interview.begin(recorder.context, recorder, stream, { echo, camera }),
    type: async () => {
      try {
        interview.begin(await audio(), null, null);
      } catch (error) {
        explain(error);
      }
    },
    back: async () => {
      interview.close();
      // Nothing was asked yet: an empty interview in the history would help nobody.
      await deleteInterview(interview.id).catch(() => []);
      start();
    },
  });
}

/**
 * Go on with an interview that was interrupted: the press on the button lets the browser open the microphone again.
 * @param {import("./service/types.js").Unfinished} unfinished
 */
async function goOn({ id }) {
  button("offer-go-on").disabled = true;
  hideNotice("start");
  const interview = open(id);
  try {
    const context = await audio();
    const stream = await openMicrophone();
    const recorder = new Recorder(context);
    await recorder.load();
    interview.resume(context, recorder, stream);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    button("offer-go-on").disabled = false;
    showNotice("start", { message: error.message, remedy: error.remedy }, [
      { label: "Go on by typing", id: "go-on-typing", run: async () => interview.resume(await audio(), null, null) },
      { label: "Close", run: () => {} },
    ]);
  }
}

/** End an interview that was interrupted; what was answered is reported. @param {import("./service/types.js").Unfinished} unfinished */
async function end({ id }) {
  button("offer-end").disabled = true;
  button("offer-end").textContent = "Writing the report…";
  try {
    await leave(id);
    const { summary, changes } = await reportOf(id);
    const lines = changes.map((change) => change.headline);
    showEnd({ report: reportUrl(id), json: dataUrl(id), score: summary.score, changes: lines }, start);
  } catch (error) {
    start();
    explain(error);
  }
}

start();
showVisitor();

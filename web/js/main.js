/** From the first screen to the last. */
import { audio } from "./audio.js";
import { createInterview, deleteInterview, Refusal } from "./api.js";
import { InterviewerFace } from "./avatar.js";
import { button } from "./dom.js";
import { showEnd } from "./end-screen.js";
import { Interview } from "./interview.js";
import { LevelRing } from "./level-ring.js";
import { showMicrophone } from "./microphone-screen.js";
import { hideNotice, showNotice } from "./notice.js";
import { showStart } from "./start-screen.js";
import { TimeRing } from "./time-ring.js";

customElements.define("interviewer-face", InterviewerFace);
customElements.define("level-ring", LevelRing);
customElements.define("time-ring", TimeRing);

function start() {
  document.body.dataset.state = "idle";
  showStart(begin);
}

/** @param {import("./types.js").Choice} choice */
async function begin(choice) {
  button("start").disabled = true;
  button("start").textContent = "One moment…";
  hideNotice("service");
  try {
    // Sound must be started from the click itself, before anything else is waited for.
    const context = choice.mode === "typing" ? await audio() : null;
    const { id } = await createInterview(choice.role, choice.questions);
    const interview = open(id);
    if (context) interview.begin(context, null, null);
    else checkMicrophone(interview);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    start();
    showNotice("start", { message: error.message, remedy: error.remedy }, [{ label: "Close", run: () => {} }]);
  }
}

/** @param {string} id */
function open(id) {
  const interview = new Interview(id);
  interview.onFinished = (finished) => showEnd(finished, start);
  interview.onBroken = start;
  interview.open();
  return interview;
}

/** @param {Interview} interview */
function checkMicrophone(interview) {
  showMicrophone({
    ready: (recorder, stream) => interview.begin(recorder.context, recorder, stream),
    type: async () => {
      try {
        interview.begin(await audio(), null, null);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        showNotice("start", { message: error.message, remedy: error.remedy }, [{ label: "Close", run: () => {} }]);
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

start();

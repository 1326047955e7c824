import { CameraChoice } from "../camera/choice.js";
import { announce } from "../page/announce.js";
import { byId, button, make, setText, showScreen } from "../page/dom.js";
import { check as ask, Refusal } from "../service/api.js";
import { audio } from "../sound/audio.js";
import { openMicrophone, release, whenLost } from "../sound/microphone.js";
import { Recorder } from "../sound/recorder.js";
import { countDown } from "./countdown.js";
import { checkFindings } from "./findings.js";
import { greet } from "./greeting.js";
import { hearken } from "./hearken.js";
import { CheckRecording } from "./recording.js";

const QUIET_SECONDS = 3;
/** Somebody who was asked to read aloud has done so by now. */
const READING_SECONDS = 12;
const SENTENCE = "I am ready for this interview, and I will take the time I need for every answer.";

/**
 * @typedef {object} Outcome what was chosen, and the open microphone where there is one
 * @property {(recorder: Recorder, stream: MediaStream, echo: boolean, camera: import("../camera/camera.js").Camera | null) => void} ready
 * @property {() => void} type
 * @property {() => void} back
 */

/**
 * Ask for the microphone, and listen: to the room, then to one sentence. Nothing of it is kept.
 * @param {import("../service/types.js").Opened} opened the interview that is about to begin
 * @param {Outcome} outcome
 */
export function showMicrophone(opened, outcome) {
  showScreen("microphone-screen");
  const camera = new CameraChoice();
  /** @type {MediaStream | null} */
  let stream = null;
  /** @type {Recorder | null} */
  let recorder = null;
  let listening = new AbortController();
  let echo = false;
  let left = false;

  const giveUp = () => {
    listening.abort();
    recorder?.dispose();
    recorder = null;
    release(stream);
  };

  const begin = async () => {
    button("check-microphone").disabled = true;
    problem(null);
    giveUp();
    listening = new AbortController();
    try {
      const context = await audio();
      stream = await openMicrophone();
      whenLost(stream, () => fail(new Refusal("The microphone went away.", "Plug it in again, then try again.")));
      recorder = new Recorder(context);
      await recorder.load();
      recorder.attach(stream);
      await listen(recorder, listening.signal);
    } catch (error) {
      if (error instanceof Refusal) fail(error);
      else
        fail(new Refusal("The sound of this page could not be started.", `Reload the page and try again. (${error})`));
    }
  };

  /** @param {Recorder} ear @param {AbortSignal} signal */
  const listen = async (ear, signal) => {
    byId("meter", HTMLElement).hidden = false;
    byId("check-result", HTMLElement).replaceChildren();
    button("check-microphone").hidden = true;
    button("microphone-continue").hidden = false;
    setText("microphone-continue", "Start anyway");
    button("microphone-continue").classList.remove("button--primary");
    button("microphone-continue").focus();
    const recording = new CheckRecording(ear);
    recording.start();
    const heard = hearken(ear);
    say("First, three seconds of silence, please: we listen to the room.");
    await countDown(byId("check-step", HTMLElement), QUIET_SECONDS, signal);
    if (signal.aborted) return;
    const voice = await read(ear, recording, opened, heard, signal);
    if (signal.aborted) return;
    const pcm = await recording.stop();
    say("Listening to what came through…");
    const found = await ask(pcm, SENTENCE, { quiet: QUIET_SECONDS, ...voice });
    if (!signal.aborted) show(found, heard.ever());
  };

  /** @param {import("../service/types.js").Check | null} found @param {boolean} voice whether the meter saw one */
  const show = (found, voice) => {
    byId("check-step", HTMLElement).replaceChildren();
    const good = found ? found.findings.every((finding) => finding.good) : voice;
    // The service hears words in what is too quiet for the meter.
    const heard = voice || Boolean(found?.heard);
    echo = found?.findings.some(({ id, good: fine }) => id === "echo" && !fine) ?? false;
    if (found) byId("check-result", HTMLElement).replaceChildren(...checkFindings(found));
    say(
      good
        ? "We hear you well. You can start."
        : heard
          ? "We hear you. Something could be better; you can also start as it is."
          : "We hear nothing yet. Is the microphone muted, or is another one chosen in your sound settings?",
    );
    setText("microphone-continue", good ? "Start the interview" : "Start anyway");
    button("microphone-continue").classList.toggle("button--primary", good);
    button("check-microphone").classList.toggle("button--primary", !good);
    again("Check again");
    (good ? button("microphone-continue") : button("check-microphone")).focus();
  };

  /** @param {Refusal} refusal */
  const fail = (refusal) => {
    // From here on the interview itself looks after the microphone.
    if (left || !document.getElementById("check-microphone")) return;
    giveUp();
    problem(refusal);
    byId("check-step", HTMLElement).replaceChildren();
    byId("meter", HTMLElement).hidden = true;
    button("microphone-continue").hidden = true;
    again("Try again");
  };

  button("check-microphone").addEventListener("click", begin);
  button("microphone-continue").addEventListener("click", async () => {
    if (left || !recorder || !stream) return;
    left = true;
    listening.abort();
    recorder.onFrame = () => {};
    recorder.onLevel = () => {};
    await recorder.close();
    outcome.ready(recorder, stream, echo, await camera.take());
  });
  button("type-instead").addEventListener("click", () => {
    giveUp();
    camera.close();
    outcome.type();
  });
  button("back").addEventListener("click", () => {
    giveUp();
    camera.close();
    outcome.back();
  });
}

/**
 * The interviewer says hello, then the candidate reads a sentence.
 * @param {Recorder} ear
 * @param {CheckRecording} recording
 * @param {import("../service/types.js").Opened} opened
 * @param {ReturnType<typeof hearken>} heard
 * @param {AbortSignal} signal
 * @returns {Promise<{voice_from?: number, voice_to?: number}>} when the interviewer's voice sounded
 */
async function read(ear, recording, { id }, heard, signal) {
  // The hello comes first: what is said while it sounds could not be told from it.
  say("Thank you. Your interviewer says hello…");
  const hello = await greet(ear.context, id, signal);
  if (signal.aborted) return {};
  say("Now read this sentence aloud, in your usual voice:");
  byId("check-step", HTMLElement).replaceChildren(make("p", { class: "check__sentence" }, `“${SENTENCE}”`));
  announce(SENTENCE);
  await heard.phrase(READING_SECONDS, signal);
  return hello ? { voice_from: recording.secondsAt(hello.from), voice_to: recording.secondsAt(hello.to) } : {};
}

/** @param {string} text */
function say(text) {
  setText("microphone-message", text);
  announce(text);
}

/** @param {string} label of the button that checks once more */
function again(label) {
  const control = button("check-microphone");
  control.hidden = false;
  control.disabled = false;
  control.textContent = label;
}

/** @param {Refusal | null} refusal */
function problem(refusal) {
  byId("microphone-problem", HTMLElement).replaceChildren(
    ...(refusal ? [make("p", { class: "problem" }, make("strong", {}, refusal.message), " ", refusal.remedy)] : []),
  );
}

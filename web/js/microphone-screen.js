import { announce } from "./announce.js";
import { Refusal } from "./api.js";
import { audio } from "./audio.js";
import { byId, button, make, setText, showScreen } from "./dom.js";
import { loudness, VOICE_RMS } from "./level.js";
import { openMicrophone, release, whenLost } from "./microphone.js";
import { Recorder } from "./recorder.js";

/** Somebody who was asked to speak has done so by now. */
const SILENCE_SECONDS = 5;

/**
 * @typedef {object} Outcome what was chosen, and the open microphone where there is one
 * @property {(recorder: Recorder, stream: MediaStream) => void} ready
 * @property {() => void} type
 * @property {() => void} back
 */

/**
 * Ask for the microphone and show that it hears.
 * @param {Outcome} outcome
 */
export function showMicrophone(outcome) {
  showScreen("microphone-screen");
  /** @type {MediaStream | null} */
  let stream = null;
  /** @type {Recorder | null} */
  let recorder = null;
  let timer = 0;
  let heard = false;
  let left = false;

  const leave = () => {
    clearTimeout(timer);
    if (recorder) recorder.onLevel = () => {};
  };
  const giveUp = () => {
    leave();
    recorder?.dispose();
    recorder = null;
    release(stream);
  };

  const check = async () => {
    button("check-microphone").disabled = true;
    problem(null);
    giveUp();
    try {
      const context = await audio();
      stream = await openMicrophone();
      whenLost(stream, () => fail(new Refusal("The microphone went away.", "Plug it in again, then try again.")));
      recorder = new Recorder(context);
      await recorder.load();
      recorder.attach(stream);
      listen();
    } catch (error) {
      if (error instanceof Refusal) fail(error);
      else
        fail(new Refusal("The sound of this page could not be started.", `Reload the page and try again. (${error})`));
    }
    const again = document.getElementById("check-microphone");
    if (again instanceof HTMLButtonElement) again.disabled = false;
  };

  const listen = () => {
    heard = false;
    byId("meter", HTMLElement).hidden = false;
    setText("microphone-message", "Say a few words, for example: “Good morning, nice to meet you.”");
    announce("The microphone is open. Say a few words.");
    button("check-microphone").hidden = true;
    button("microphone-continue").hidden = false;
    button("microphone-continue").focus();
    if (recorder) recorder.onLevel = level;
    timer = setTimeout(() => {
      if (heard) return;
      problem(
        new Refusal(
          "We hear nothing yet.",
          "Is the microphone muted, or is another one chosen in your sound settings? Speak again, or choose another one and check again.",
        ),
      );
      button("check-microphone").hidden = false;
      setText("check-microphone", "Check again");
    }, SILENCE_SECONDS * 1000);
  };

  /** @param {number} rms */
  const level = (rms) => {
    byId("level", HTMLMeterElement).value = loudness(rms);
    if (heard || rms < VOICE_RMS) return;
    heard = true;
    problem(null);
    setText("microphone-message", "We hear you well. You can continue.");
    announce("We hear you. You can continue.");
    button("check-microphone").hidden = true;
  };

  /** @param {Refusal} refusal */
  const fail = (refusal) => {
    // From here on the interview itself looks after the microphone.
    if (left) return;
    giveUp();
    if (!document.getElementById("check-microphone")) return;
    problem(refusal);
    byId("meter", HTMLElement).hidden = true;
    button("microphone-continue").hidden = true;
    button("check-microphone").hidden = false;
    setText("check-microphone", "Try again");
  };

  button("check-microphone").addEventListener("click", check);
  button("microphone-continue").addEventListener("click", () => {
    leave();
    left = true;
    if (recorder && stream) outcome.ready(recorder, stream);
  });
  button("type-instead").addEventListener("click", () => {
    giveUp();
    outcome.type();
  });
  button("back").addEventListener("click", () => {
    giveUp();
    outcome.back();
  });
}

/** @param {Refusal | null} refusal */
function problem(refusal) {
  byId("microphone-problem", HTMLElement).replaceChildren(
    ...(refusal ? [make("p", { class: "problem" }, make("strong", {}, refusal.message), " ", refusal.remedy)] : []),
  );
}

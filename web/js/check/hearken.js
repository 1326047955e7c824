import { loudness, VOICE_RMS } from "../sound/level.js";
import { PhraseEnds } from "../sound/phrase-ends.js";

/** A comma in the sentence is shorter than this. */
const READ_QUIET_SECONDS = 1.3;

/** Show the level, and notice a voice. @param {import("../sound/recorder.js").Recorder} ear */
export function hearken(ear) {
  let ever = false;
  let ended = () => {};
  const phrases = new PhraseEnds(READ_QUIET_SECONDS);
  ear.onLevel = (rms) => {
    const meter = document.getElementById("level");
    if (meter instanceof HTMLMeterElement) meter.value = loudness(rms);
    ever ||= rms >= VOICE_RMS;
    if (phrases.level(rms, performance.now() / 1000)) ended();
  };
  return {
    ever: () => ever,
    /** @param {number} longest seconds @param {AbortSignal} signal @returns {Promise<void>} when a phrase has ended */
    phrase: (longest, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, longest * 1000);
        ended = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener("abort", () => resolve(), { once: true });
      }),
  };
}

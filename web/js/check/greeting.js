import { helloUrl, Refusal, sound } from "../service/api.js";
import { Playback } from "../sound/playback.js";

/**
 * The interviewer's short hello in the check: it shows whether the microphone hears the loudspeaker.
 * @param {AudioContext} context
 * @param {string} id of the interview
 * @param {AbortSignal} signal stops it
 * @returns {Promise<{from: number, to: number} | null>} seconds on the context's clock; null where there is no voice
 */
export async function greet(context, id, signal) {
  const speech = await fetchHello(context, id);
  if (!speech || signal.aborted) return null;
  const playback = new Playback(context);
  return new Promise((resolve) => {
    const from = playback.play(speech, (to) => resolve({ from, to }));
    signal.addEventListener("abort", () => playback.stop(), { once: true });
  });
}

/** @param {AudioContext} context @param {string} id @returns {Promise<AudioBuffer | null>} */
async function fetchHello(context, id) {
  try {
    return await context.decodeAudioData(await sound(helloUrl(id)));
  } catch (error) {
    // Without a hello only the echo is not known: no reason to stop a candidate.
    if (error instanceof Refusal || error instanceof DOMException) return null;
    throw error;
  }
}

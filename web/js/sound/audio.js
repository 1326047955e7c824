import { Refusal } from "../service/api.js";

/** A context that has not started after this long will not start by itself. */
const START_MILLISECONDS = 3000;

/** @type {AudioContext | null} */
let context = null;

/**
 * The page's one audio context, running. Call it from a click: browsers start sound for nothing less.
 * @returns {Promise<AudioContext>}
 */
export async function audio() {
  if (typeof AudioContext === "undefined") {
    throw new Refusal("This browser cannot play or record sound.", "Use a current Firefox, Chrome, Edge or Safari.");
  }
  context ??= new AudioContext({ latencyHint: "interactive" });
  if (context.state !== "running") {
    const timeout = new Promise((resolve) => setTimeout(resolve, START_MILLISECONDS));
    await Promise.race([context.resume(), timeout]);
  }
  // Read anew: the type checker does not know that resume() changes it.
  if (/** @type {string} */ (context.state) !== "running") {
    throw new Refusal(
      "Your browser keeps the sound of this page switched off.",
      "Connect headphones or loudspeakers, allow sound for this page, then press the button again.",
    );
  }
  return context;
}

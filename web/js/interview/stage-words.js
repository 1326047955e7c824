import { clock, duration } from "../page/phrases.js";
import { NEARLY_SECONDS } from "./time-ring.js";

/** @typedef {"waiting" | "asking" | "thinking" | "moment" | "listening" | "finishing" | "paused"} Phase */

/** @type {Record<Phase, {interviewer: string, you: string, status: string}>} */
const SPOKEN = {
  waiting: { interviewer: "Getting ready", you: "You", status: "One moment…" },
  asking: { interviewer: "Speaking", you: "You", status: "Listen to the question." },
  thinking: { interviewer: "Listening", you: "Your turn", status: "Your turn. The clock starts with your first word." },
  moment: {
    interviewer: "Waiting for you",
    you: "Thinking",
    status: "Take your moment: the clock stands still. Speak when you are ready.",
  },
  listening: {
    interviewer: "Listening",
    you: "Speaking",
    status: "I am listening. Press Done when you have finished.",
  },
  finishing: { interviewer: "Taking notes", you: "Finished", status: "Thank you. One moment, please." },
  paused: { interviewer: "Waiting", you: "You", status: "Waiting for the connection…" },
};

const TYPED = { you: "Typing", status: "Your turn. Take the time you need." };

/** @param {Phase} phase */
export const answering = (phase) => phase === "thinking" || phase === "moment" || phase === "listening";

/**
 * Who does what now, in words.
 * @param {Phase} phase
 * @param {boolean} typing whether the answer is typed
 */
export const stageWords = (phase, typing) =>
  typing && answering(phase) ? { ...SPOKEN[phase], ...TYPED } : SPOKEN[phase];

/**
 * How the answer stands in its time.
 * @param {number} elapsed seconds
 * @param {number} least seconds that it should last
 * @param {number} most
 * @param {boolean} handsFree whether silence can end it
 */
export function timeWords(elapsed, least, most, handsFree) {
  const left = most - elapsed;
  if (left < 0) return `${clock(-left)} over the time. Finish your sentence, then press Done.`;
  if (left <= NEARLY_SECONDS) return "Nearly there: bring it to a close.";
  if (elapsed < least) return `${clock(elapsed)} so far. Aim for at least ${duration(least)}.`;
  const stop = handsFree ? "Press Done, or simply stop when you have finished." : "Press Done, or say “That is my answer”.";
  return `${clock(elapsed)} so far. ${stop}`;
}

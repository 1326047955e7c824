import { Refusal } from "../service/api.js";

/** What the recording needs: no echo of the interviewer, and a level that nothing rides up and down. */
const CONSTRAINTS = { echoCancellation: true, noiseSuppression: false, autoGainControl: false, channelCount: 1 };

/** @type {Record<string, [string, string]>} */
const FAILURES = {
  NotFoundError: ["No microphone was found.", "Plug one in, or switch on the one in your headset, then try again."],
  NotReadableError: [
    "The microphone is there but cannot be opened: another program is probably using it.",
    "Close other calls and recorders (Teams, Zoom, Meet), then try again.",
  ],
  OverconstrainedError: [
    "This microphone cannot record in the way the interview needs.",
    "Choose another microphone in your browser’s or system’s sound settings, then try again.",
  ],
  AbortError: ["The microphone stopped while it was being opened.", "Unplug it, plug it in again, then try again."],
  SecurityError: [
    "This browser or your organisation does not let pages use the microphone.",
    "Use another browser, or type your answers.",
  ],
};

/** @returns {Promise<"granted" | "denied" | "prompt" | "unknown">} */
async function permission() {
  try {
    return (await navigator.permissions.query({ name: /** @type {PermissionName} */ ("microphone") })).state;
  } catch {
    // Older Firefox and Safari do not know this name: then we cannot tell blocked from dismissed.
    return "unknown";
  }
}

/**
 * Ask for the microphone.
 * @returns {Promise<MediaStream>}
 * @throws {Refusal} with what to do about it
 */
export async function openMicrophone() {
  if (!window.isSecureContext || !navigator.mediaDevices) {
    throw new Refusal(
      "Your browser gives the microphone only to secure pages, and this address is not one.",
      "Open this page as http://localhost or http://127.0.0.1 on the computer that runs interview-sim.",
    );
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: CONSTRAINTS });
  } catch (error) {
    const name = error instanceof DOMException || error instanceof Error ? error.name : "unknown";
    if (name === "NotAllowedError") throw notAllowed(await permission());
    const [message, remedy] = FAILURES[name] ?? [
      `The microphone could not be opened (${name}).`,
      "Check your sound settings, then try again.",
    ];
    throw new Refusal(message, remedy);
  }
}

/** @param {string} state */
function notAllowed(state) {
  if (state === "prompt") {
    return new Refusal(
      "The question about the microphone was closed without an answer.",
      "Press the button again and choose “Allow”.",
    );
  }
  return new Refusal(
    "The microphone is blocked for this page.",
    "Click the symbol at the left of the address bar, set Microphone to “Allow”, then try again. " +
      "If it is allowed there, look in your system’s privacy settings.",
  );
}

/**
 * Call back when the microphone goes away (unplugged, or taken back by the browser).
 * @param {MediaStream} stream
 * @param {() => void} lost
 */
export function whenLost(stream, lost) {
  for (const track of stream.getAudioTracks()) track.addEventListener("ended", lost, { once: true });
}

/** @param {MediaStream | null} stream */
export function release(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}

const KEY = "interview-sim.clock";

/**
 * Remember, for a reload of this page, where in a recording the answer began.
 * @param {string} interview
 * @param {number} recording
 * @param {number} first seconds
 */
export function rememberFirst(interview, recording, first) {
  sessionStorage.setItem(KEY, JSON.stringify({ interview, recording, first }));
}

/** @param {string} interview @param {number} recording @returns {number | null} */
export function recallFirst(interview, recording) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return kept?.interview === interview && kept.recording === recording ? Number(kept.first) : null;
  } catch {
    // Not ours: then the clock begins anew.
    return null;
  }
}

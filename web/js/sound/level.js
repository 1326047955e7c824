/** Below this a voice cannot be: about -46 dB. Room noise and a muted microphone lie under it. */
export const VOICE_RMS = 0.005;

const QUIETEST_DB = -60;
const LOUDEST_DB = -12;

/** @param {number} rms 0 to 1 @returns {number} 0 to 1, even steps for the ear */
export function loudness(rms) {
  if (rms <= 0) return 0;
  const decibels = 20 * Math.log10(rms);
  return Math.max(0, Math.min(1, (decibels - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)));
}

import { VOICE_RMS } from "./level.js";

/** A phrase is longer than a word, and its end is quieter than a breath between two words. */
const PHRASE_SECONDS = 1.2;
const QUIET_SECONDS = 0.35;

/** Hears in the level where the candidate ends a phrase: that is where a listener nods. */
export class PhraseEnds {
  #voiced = 0;
  #quietSince = 0;
  #last = 0;

  /** @param {number} [quiet] seconds after which a phrase is taken to be over */
  constructor(quiet = QUIET_SECONDS) {
    this.quiet = quiet;
  }

  /**
   * @param {number} rms 0 to 1
   * @param {number} time seconds
   * @returns {boolean} whether a phrase has just ended
   */
  level(rms, time) {
    const step = Math.min(0.2, Math.max(0, time - this.#last));
    this.#last = time;
    if (rms > 2 * VOICE_RMS) {
      this.#voiced += step;
      this.#quietSince = time;
      return false;
    }
    if (this.#voiced < PHRASE_SECONDS || time - this.#quietSince < this.quiet) return false;
    this.#voiced = 0;
    return true;
  }
}

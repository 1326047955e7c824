/**
 * How long the answer has lasted, as the time limit counts it. The service says how long at every change; from there on
 * it runs while the candidate speaks, and begins by itself at a voice that the service has not heard yet. Times are
 * seconds of the recording.
 */
export class AnswerClock {
  #spoken = 0;
  /** @type {number | null} */
  #since = null;

  get running() {
    return this.#since !== null;
  }

  /** The service counts `spoken` seconds up to `time`. @param {number} spoken @param {number} time @param {boolean} running */
  set(spoken, time, running) {
    this.#spoken = spoken;
    this.#since = running ? time : null;
  }

  /** A voice was heard. @param {number} time */
  voice(time) {
    this.#since ??= time;
  }

  /** @param {number} time @returns {number} */
  elapsed(time) {
    return this.#spoken + (this.#since === null ? 0 : Math.max(0, time - this.#since));
  }
}

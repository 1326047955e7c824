/**
 * How long the answer has lasted, as the time limit counts it: from the first word, without thinking windows.
 * The first word is guessed from the level until the service says where it was. Times are seconds of the recording.
 */
export class AnswerClock {
  /** @type {number | null} */
  #first = null;
  #sure = false;
  /** @type {number | null} */
  #thinkingSince = null;
  #thought = 0;

  get running() {
    return this.#first !== null && this.#thinkingSince === null;
  }

  /** Second of the first word, null before there was one. */
  get first() {
    return this.#first;
  }

  /** A voice was heard. @param {number} time */
  voice(time) {
    this.#first ??= time;
  }

  /** The service knows when the first word was. @param {number} time */
  firstWord(time) {
    if (this.#sure) return;
    this.#first = time;
    this.#sure = true;
  }

  /** @param {boolean} thinking @param {number} time */
  think(thinking, time) {
    if (thinking && this.#thinkingSince === null) this.#thinkingSince = time;
    if (!thinking && this.#thinkingSince !== null) {
      if (this.#first !== null) this.#thought += time - this.#thinkingSince;
      this.#thinkingSince = null;
    }
  }

  /** @param {number} time @returns {number} */
  elapsed(time) {
    if (this.#first === null) return 0;
    return Math.max(0, (this.#thinkingSince ?? time) - this.#first - this.#thought);
  }
}

/** A little before and after, so that no word is clipped. */
const MARGIN = 0.15;

/** Plays stretches of one recording, one at a time: and of all recordings only one is heard. */
export class Clip {
  /** @type {Clip | null} the one that was heard last */
  static #heard = null;
  #stopAt = Infinity;
  /** @type {HTMLElement | null} */
  #button = null;
  #frame = 0;

  /** The recording stands at this second; null when it has stopped. @type {(time: number | null) => void} */
  onTime = () => {};

  /** @param {HTMLAudioElement} audio @param {string} url */
  constructor(audio, url) {
    this.audio = audio;
    audio.src = url;
    audio.addEventListener("pause", () => this.#stopped());
    audio.addEventListener("ended", () => this.#stopped());
  }

  /**
   * Play a stretch; the same button again stops it.
   * @param {number} start seconds
   * @param {number} end seconds
   * @param {HTMLElement | null} button shows that it plays, by aria-pressed
   */
  play(start, end, button) {
    const again = button !== null && button === this.#button;
    Clip.#heard?.stop();
    this.stop();
    if (again) return;
    Clip.#heard = this;
    this.#button = button;
    button?.setAttribute("aria-pressed", "true");
    this.#stopAt = end + MARGIN;
    this.audio.currentTime = Math.max(0, start - MARGIN);
    this.audio.play().then(this.#watch, (error) => {
      // A pause that comes before the first sound is no fault.
      if (error.name !== "AbortError") this.onFailure();
      this.#stopped();
    });
  }

  stop() {
    this.audio.pause();
    this.#stopped();
  }

  onFailure = () => {};

  #watch = () => {
    cancelAnimationFrame(this.#frame);
    if (this.audio.paused) return;
    this.onTime(this.audio.currentTime);
    if (this.audio.currentTime >= this.#stopAt) this.audio.pause();
    else this.#frame = requestAnimationFrame(this.#watch);
  };

  #stopped() {
    cancelAnimationFrame(this.#frame);
    this.#button?.setAttribute("aria-pressed", "false");
    this.#button = null;
    this.onTime(null);
  }
}

import { Refusal, sound } from "../service/api.js";
import { Playback } from "../sound/playback.js";

/**
 * What happens around the voice. All times are on the audio context's clock.
 * @typedef {object} Moments
 * @property {() => Promise<void>} ready the voice is about to sound
 * @property {(time: number) => void} began
 * @property {(time: number) => void} ended by itself, or because it was silenced
 */

/** The interviewer's voice: one question at a time, and none that comes too late. */
export class Voice {
  #playback;
  /** Counts the questions: a voice that arrives late must not speak over the next one. */
  #turn = 0;

  /** The voice could not be had: the text must do. @type {(trouble: import("../service/types.js").Trouble) => void} */
  onMissing = () => {};

  /** @param {AudioContext} context */
  constructor(context) {
    this.context = context;
    this.#playback = new Playback(context);
  }

  get speaking() {
    return this.#playback.playing;
  }

  /** Seconds into the speech that is heard now. */
  position = () => this.#playback.position();

  /** @param {string | null} url without one the moments come all the same @param {Moments} moments */
  async say(url, { ready, began, ended }) {
    const turn = (this.#turn += 1);
    const speech = url ? await this.#fetch(url) : null;
    if (turn !== this.#turn) return;
    await ready();
    if (turn !== this.#turn) return;
    if (!speech) {
      began(this.context.currentTime);
      ended(this.context.currentTime);
      return;
    }
    began(
      this.#playback.play(speech, (time) => {
        if (turn === this.#turn) ended(time);
      }),
    );
  }

  /** Stop at once; the end is told as usual. */
  stop() {
    this.#playback.stop();
  }

  /** Stop at once, or do not begin: the candidate speaks. The end of what sounded is told as usual. */
  giveWay() {
    if (!this.speaking) this.#turn += 1;
    this.stop();
  }

  /** What was to be said is not wanted any more: stop, and do not tell. */
  hush() {
    this.forget();
    this.stop();
  }

  /** What is still on its way is not said, and the end of what sounds is not told. */
  forget() {
    this.#turn += 1;
  }

  /** @param {string} url @returns {Promise<AudioBuffer | null>} */
  async #fetch(url) {
    try {
      return await this.context.decodeAudioData(await sound(url));
    } catch (error) {
      const why = error instanceof Refusal ? error.message : "";
      this.onMissing({
        message: `The interviewer’s voice could not be played. ${why}`.trim(),
        remedy: "Please read the question; you can answer as usual.",
      });
      return null;
    }
  }
}

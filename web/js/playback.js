/** Time between the decision to play and the first sample, so that the start is exact. */
const LEAD = 0.06;

/**
 * Plays the interviewer's voice on the audio context's clock. All times are seconds on that clock, at which the sound
 * is heard: the latency of the loudspeaker is counted in.
 */
export class Playback {
  /** @type {AudioBufferSourceNode | null} */
  #source = null;
  #heardAt = 0;

  /** @param {AudioContext} context */
  constructor(context) {
    this.context = context;
  }

  get playing() {
    return this.#source !== null;
  }

  /** Seconds into the speech that is heard now. */
  position = () => this.context.currentTime - this.#heardAt;

  /**
   * Begin; `onEnd` is called once, with the time at which the voice ended.
   * @param {AudioBuffer} speech
   * @param {(time: number) => void} onEnd
   * @returns {number} the time at which the voice begins
   */
  play(speech, onEnd) {
    this.stop();
    const source = this.context.createBufferSource();
    source.buffer = speech;
    source.connect(this.context.destination);
    const start = this.context.currentTime + LEAD;
    const latency = this.context.outputLatency || 0;
    const heardAt = start + latency;
    this.#heardAt = heardAt;
    source.onended = () => {
      source.disconnect();
      if (this.#source === source) this.#source = null;
      onEnd(Math.min(heardAt + speech.duration, this.context.currentTime + latency));
    };
    this.#source = source;
    source.start(start);
    return heardAt;
  }

  /** Stop early; `onEnd` follows. */
  stop() {
    this.#source?.stop();
  }
}

/** Time between the decision to play and the first sample, so that the start is exact. */
const LEAD = 0.06;

/** A voice that is cut off without this clicks. Short enough to be silence at once. */
const FADE = 0.02;

/**
 * Plays the interviewer's voice on the audio context's clock. All times are seconds on that clock, at which the sound
 * is heard: the latency of the loudspeaker is counted in.
 */
export class Playback {
  /** @type {{source: AudioBufferSourceNode, volume: GainNode} | null} */
  #voice = null;
  #heardAt = 0;

  /** @param {AudioContext} context */
  constructor(context) {
    this.context = context;
  }

  get playing() {
    return this.#voice !== null;
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
    const volume = this.context.createGain();
    source.buffer = speech;
    source.connect(volume).connect(this.context.destination);
    const start = this.context.currentTime + LEAD;
    const latency = this.context.outputLatency || 0;
    const heardAt = start + latency;
    this.#heardAt = heardAt;
    const voice = { source, volume };
    source.onended = () => {
      source.disconnect();
      volume.disconnect();
      if (this.#voice === voice) this.#voice = null;
      onEnd(Math.min(heardAt + speech.duration, this.context.currentTime + latency));
    };
    this.#voice = voice;
    source.start(start);
    return heardAt;
  }

  /** Stop early, at once; `onEnd` follows. */
  stop() {
    if (!this.#voice) return;
    const { source, volume } = this.#voice;
    const now = this.context.currentTime;
    volume.gain.setValueAtTime(1, now);
    volume.gain.linearRampToValueAtTime(0, now + FADE);
    source.stop(now + FADE);
  }
}

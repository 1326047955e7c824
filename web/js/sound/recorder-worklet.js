/**
 * Runs on the audio thread: brings the microphone to 16 kHz mono 16 bit and cuts it into frames.
 *
 * In: `{open: frame}` starts a recording whose sample 0 is that frame of the context's clock; `{close: true}` ends it;
 * `{end: true}` ends everything.
 * Out: `{pcm: ArrayBuffer}` frames, `{closed: true}` after the last one, and `{level}` (RMS, 0 to 1) all the time.
 */
import { Resampler } from "./resampler.js";

const RATE = 16_000;
const FRAME_SAMPLES = RATE / 10;
/** 1/30 s: as often as an eye needs a level meter. */
const LEVEL_SECONDS = 1 / 30;

class RecorderProcessor extends AudioWorkletProcessor {
  /** @type {Resampler | null} */
  #resampler = null;
  #openAt = 0;
  #alive = true;
  #frame = new Int16Array(FRAME_SAMPLES);
  #filled = 0;
  #squares = 0;
  #counted = 0;
  #silence = new Float32Array(128);

  constructor() {
    super();
    this.port.onmessage = ({ data }) => {
      if (data.open !== undefined) this.#open(data.open);
      if (data.close) this.#close();
      if (data.end) this.#alive = false;
    };
  }

  /** @param {number} frame */
  #open(frame) {
    this.#resampler = new Resampler(sampleRate, RATE);
    this.#openAt = frame;
    this.#filled = 0;
    // The message may come late: what was missed becomes silence, so that positions stay times.
    for (let missed = currentFrame - frame; missed > 0; missed -= 128) {
      this.#resampler.push(this.#silence.subarray(0, Math.min(128, missed)), this.#emit);
    }
  }

  #close() {
    this.#resampler?.drain(this.#emit);
    this.#resampler = null;
    if (this.#filled > 0) this.#post();
    this.port.postMessage({ closed: true });
  }

  /** @param {number} sample */
  #emit = (sample) => {
    this.#frame[this.#filled] = Math.round(Math.max(-1, Math.min(1, sample)) * 32767);
    this.#filled += 1;
    if (this.#filled === FRAME_SAMPLES) this.#post();
  };

  #post() {
    const pcm = this.#frame.slice(0, this.#filled).buffer;
    this.port.postMessage({ pcm }, [pcm]);
    this.#filled = 0;
  }

  /** @param {Float32Array} block */
  #measure(block) {
    for (const sample of block) this.#squares += sample * sample;
    this.#counted += block.length;
    if (this.#counted < LEVEL_SECONDS * sampleRate) return;
    this.port.postMessage({ level: Math.sqrt(this.#squares / this.#counted) });
    this.#squares = 0;
    this.#counted = 0;
  }

  /** @param {Float32Array[][]} inputs */
  process(inputs) {
    // No channel while no microphone is connected: time goes on, as silence.
    const block = inputs[0]?.[0] ?? this.#silence;
    this.#measure(block);
    const early = Math.max(0, this.#openAt - currentFrame);
    if (this.#resampler && early < block.length) this.#resampler.push(block.subarray(early), this.#emit);
    return this.#alive;
  }
}

registerProcessor("recorder", RecorderProcessor);

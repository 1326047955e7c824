/**
 * Changes the sample rate of a stream with a windowed-sinc low-pass, so that nothing above the new limit folds back.
 *
 * The ratio is reduced to up/down and each of the `up` phases has its own filter. Output sample n stands exactly at
 * input position n * down / up: a position in the recording is a time on the audio clock.
 */

/** Zero crossings on each side: 32 take the band from 6.7 kHz (flat) to 8 kHz (gone) for 16 kHz output. */
const CROSSINGS = 32;
const PASS = 0.92;

/** @param {number} a @param {number} b @returns {number} */
const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));

/** @param {number} x in -1 to 1 @returns {number} the Blackman window */
const blackman = (x) => 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);

/** @param {number} x */
const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

export class Resampler {
  #up;
  #down;
  #half;
  /** @type {Float32Array[]} */
  #filters = [];
  #buffer;
  /** How many samples of the buffer are filled. */
  #filled;
  /** Where the next output stands: whole samples into the buffer, and the phase beyond it. */
  #position;
  #phase = 0;

  /** @param {number} from samples a second @param {number} to samples a second */
  constructor(from, to) {
    const common = divisor(from, to);
    this.#up = to / common;
    this.#down = from / common;
    const band = PASS * Math.min(1, to / from);
    this.#half = from === to ? 1 : Math.ceil(CROSSINGS / band);
    for (let phase = 0; phase < this.#up; phase += 1) {
      this.#filters.push(this.#filter(phase / this.#up, band));
    }
    this.#buffer = new Float32Array(2 * this.#half + 8192);
    // Silence before the first sample, so that the first output stands on it.
    this.#filled = this.#half;
    this.#position = this.#half;
  }

  /** @param {number} fraction of an input sample @param {number} band share of the input's Nyquist frequency */
  #filter(fraction, band) {
    const taps = new Float32Array(2 * this.#half);
    if (this.#up === 1 && this.#down === 1) {
      taps[this.#half - 1] = 1;
      return taps;
    }
    let sum = 0;
    for (let tap = 0; tap < taps.length; tap += 1) {
      const x = tap - (this.#half - 1) - fraction;
      taps[tap] = Math.abs(x) < this.#half ? sinc(band * x) * blackman(x / this.#half) : 0;
      sum += taps[tap];
    }
    return taps.map((value) => value / sum);
  }

  /**
   * @param {Float32Array} input at most 4096 samples
   * @param {(sample: number) => void} emit called for each output sample
   */
  push(input, emit) {
    this.#buffer.set(input, this.#filled);
    this.#filled += input.length;
    while (this.#position + this.#half < this.#filled) {
      const taps = this.#filters[this.#phase];
      const first = this.#position - this.#half + 1;
      let sum = 0;
      for (let tap = 0; tap < taps.length; tap += 1) sum += taps[tap] * this.#buffer[first + tap];
      emit(sum);
      this.#phase += this.#down;
      this.#position += Math.floor(this.#phase / this.#up);
      this.#phase %= this.#up;
    }
    this.#forget();
  }

  /** Let out what still waits for later samples. @param {(sample: number) => void} emit */
  drain(emit) {
    this.push(new Float32Array(this.#half), emit);
  }

  #forget() {
    const spent = this.#position - this.#half;
    if (spent < 4096) return;
    this.#buffer.copyWithin(0, spent, this.#filled);
    this.#filled -= spent;
    this.#position -= spent;
  }
}

const RATE = 16_000;

/** The number of a recording that no interview asks for. */
const NONE = -1;

/** Records the check: everything from `start` on, kept in the page until the service is asked about it. */
export class CheckRecording {
  /** @type {ArrayBuffer[]} */
  #frames = [];

  /** @param {import("../sound/recorder.js").Recorder} recorder */
  constructor(recorder) {
    this.recorder = recorder;
  }

  start() {
    this.#frames = [];
    this.recorder.onFrame = (_recording, _first, pcm) => this.#frames.push(pcm);
    this.recorder.open(NONE, this.recorder.context.currentTime);
  }

  /** @param {number} time on the context's clock @returns {number} seconds of the recording */
  secondsAt(time) {
    return this.recorder.sampleAt(time) / RATE;
  }

  /** @returns {Promise<ArrayBuffer>} the samples */
  async stop() {
    await this.recorder.close();
    this.recorder.onFrame = () => {};
    return new Blob(this.#frames).arrayBuffer();
  }
}

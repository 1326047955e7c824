const HEADER_BYTES = 8;
const SAMPLE_BYTES = 2;

/** Sound that the service has not yet acknowledged as written to disk. */
export class Outbox {
  /** @type {{recording: number, end: number, bytes: ArrayBuffer}[]} */
  #frames = [];

  /**
   * Put a header before the samples and keep the frame.
   * @param {number} recording
   * @param {number} first the position of its first sample in the recording
   * @param {ArrayBuffer} pcm
   * @returns {ArrayBuffer} the frame as it goes over the socket
   */
  keep(recording, first, pcm) {
    const bytes = new ArrayBuffer(HEADER_BYTES + pcm.byteLength);
    const header = new DataView(bytes);
    header.setUint32(0, recording, true);
    header.setUint32(4, first, true);
    new Uint8Array(bytes, HEADER_BYTES).set(new Uint8Array(pcm));
    this.#frames.push({ recording, end: first + pcm.byteLength / SAMPLE_BYTES, bytes });
    return bytes;
  }

  /**
   * Every sample of this recording before `samples` is safe; a frame goes when all of its own are.
   * @param {number} recording
   * @param {number} samples
   */
  acknowledge(recording, samples) {
    this.#frames = this.#frames.filter((frame) => frame.recording !== recording || frame.end > samples);
  }

  /** Keep only what belongs to this recording: the others are over. @param {number} recording */
  keepOnly(recording) {
    this.#frames = this.#frames.filter((frame) => frame.recording === recording);
  }

  /** @returns {ArrayBuffer[]} in the order in which they were recorded */
  pending() {
    return this.#frames.map(({ bytes }) => bytes);
  }
}

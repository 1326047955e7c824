const HEADER_BYTES = 8;

/** Sound that the service has not yet acknowledged as written to disk. */
export class Outbox {
  /** @type {{recording: number, sequence: number, bytes: ArrayBuffer}[]} */
  #frames = [];

  /**
   * Put a header before the samples and keep the frame.
   * @param {number} recording
   * @param {number} sequence
   * @param {ArrayBuffer} pcm
   * @returns {ArrayBuffer} the frame as it goes over the socket
   */
  keep(recording, sequence, pcm) {
    const bytes = new ArrayBuffer(HEADER_BYTES + pcm.byteLength);
    const header = new DataView(bytes);
    header.setUint32(0, recording, true);
    header.setUint32(4, sequence, true);
    new Uint8Array(bytes, HEADER_BYTES).set(new Uint8Array(pcm));
    this.#frames.push({ recording, sequence, bytes });
    return bytes;
  }

  /**
   * Everything of this recording up to and with this sequence number is safe.
   * @param {number} recording
   * @param {number} sequence
   */
  acknowledge(recording, sequence) {
    this.#frames = this.#frames.filter((frame) => frame.recording !== recording || frame.sequence > sequence);
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

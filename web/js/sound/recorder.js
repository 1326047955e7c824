const RATE = 16_000;
const SAMPLE_BYTES = 2;

/**
 * The microphone as frames of 16 kHz mono 16-bit PCM, each with its place in the recording, on the audio context's clock.
 * Inert until `load`; without it, as for typed answers, it keeps the time and records nothing.
 */
export class Recorder {
  /** @type {AudioWorkletNode | null} */
  #node = null;
  /** @type {MediaStreamAudioSourceNode | null} */
  #source = null;
  /** @type {number | null} */
  #recording = null;
  /** The position of the sample that comes next, and of the first one after `open`. */
  #next = 0;
  #first = 0;
  #openedAt = 0;
  #closed = () => {};

  /** @type {(recording: number, first: number, pcm: ArrayBuffer) => void} */
  onFrame = () => {};
  /** @type {(rms: number) => void} */
  onLevel = () => {};

  /** @param {AudioContext} context */
  constructor(context) {
    this.context = context;
  }

  /** The number of the open recording, or null. */
  get recording() {
    return this.#recording;
  }

  async load() {
    if (this.#node) return;
    await this.context.audioWorklet.addModule("/static/js/sound/recorder-worklet.js");
    this.#node = new AudioWorkletNode(this.context, "recorder", { channelCount: 1, channelCountMode: "explicit" });
    this.#node.port.onmessage = ({ data }) => this.#receive(data);
    // Its output is silence; a node that leads nowhere may never be run.
    this.#node.connect(this.context.destination);
  }

  /** @param {{pcm?: ArrayBuffer, level?: number, closed?: boolean}} data */
  #receive({ pcm, level, closed }) {
    if (level !== undefined) this.onLevel(level);
    if (pcm && this.#recording !== null) {
      const first = this.#next;
      this.#next += pcm.byteLength / SAMPLE_BYTES;
      this.onFrame(this.#recording, first, pcm);
    }
    if (closed) this.#closed();
  }

  /** @param {MediaStream} stream */
  attach(stream) {
    if (!this.#node) throw new Error("load the recorder before attaching a microphone");
    this.#source?.disconnect();
    this.#source = this.context.createMediaStreamSource(stream);
    this.#source.connect(this.#node);
  }

  /** Let go of the microphone; an open recording goes on as silence. */
  detach() {
    this.#source?.disconnect();
    this.#source = null;
  }

  /**
   * Begin a recording, or go on with one: its sample `first` stands at `time` on the context's clock.
   * @param {number} recording
   * @param {number} time seconds
   * @param {number} [first]
   */
  open(recording, time, first = 0) {
    this.#recording = recording;
    this.#next = first;
    this.#first = first;
    this.#openedAt = time;
    this.#node?.port.postMessage({ open: Math.round(time * this.context.sampleRate) });
  }

  /** @param {number} time seconds on the context's clock @returns {number} position in the open recording */
  sampleAt(time) {
    return this.#first + Math.max(0, Math.round((time - this.#openedAt) * RATE));
  }

  /** End the recording; resolves when its last frame has been handed on. */
  async close() {
    const node = this.#recording === null ? null : this.#node;
    if (!node) {
      this.#recording = null;
      return;
    }
    await new Promise((resolve) => {
      this.#closed = () => resolve(undefined);
      node.port.postMessage({ close: true });
      // A suspended context answers nothing: do not wait for it for ever.
      setTimeout(resolve, 1000);
    });
    this.#recording = null;
  }

  /** Stop for good. */
  dispose() {
    this.detach();
    this.onLevel = () => {};
    this.#node?.port.postMessage({ end: true });
    this.#node?.disconnect();
    this.#node = null;
  }
}

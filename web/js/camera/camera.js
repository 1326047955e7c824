import { Refusal } from "../service/api.js";

/** Small and smooth enough to see one's own face by: some 5 MB a minute. */
const PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 24 } };
const BITS_PER_SECOND = 600_000;

/** The candidate's own picture. It stays in this page: nothing here sends it anywhere. */
export class Camera {
  /** @type {MediaRecorder | null} */
  #recorder = null;
  /** @type {Blob[]} */
  #pieces = [];

  /** @param {MediaStream} stream @param {boolean} records whether it is kept to be watched afterwards */
  constructor(stream, records) {
    this.stream = stream;
    this.records = records;
  }

  /** Begin to keep the picture, with the candidate's voice. @param {MediaStream | null} microphone */
  start(microphone) {
    if (!this.records) return;
    const tracks = [...this.stream.getVideoTracks(), ...(microphone?.getAudioTracks() ?? [])];
    this.#recorder = new MediaRecorder(new MediaStream(tracks), { videoBitsPerSecond: BITS_PER_SECOND });
    this.#recorder.ondataavailable = ({ data }) => this.#pieces.push(data);
    this.#recorder.start(1000);
  }

  /** @returns {Promise<Blob | null>} what was kept */
  async stop() {
    const recorder = this.#recorder;
    this.#recorder = null;
    if (recorder && recorder.state !== "inactive") {
      await new Promise((resolve) => {
        recorder.onstop = resolve;
        recorder.stop();
      });
    }
    this.stream.getTracks().forEach((track) => track.stop());
    return this.#pieces.length > 0 ? new Blob(this.#pieces, { type: recorder?.mimeType || "video/webm" }) : null;
  }
}

/** @returns {Promise<MediaStream>} @throws {Refusal} */
export async function openCamera() {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: PICTURE });
  } catch (error) {
    const blocked = error instanceof DOMException && error.name === "NotAllowedError";
    throw new Refusal(
      blocked ? "The camera is blocked for this page." : "No camera could be opened.",
      "The interview works just as well without it.",
    );
  }
}

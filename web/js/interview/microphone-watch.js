import { showNotice } from "../page/notice.js";
import { Refusal } from "../service/api.js";
import { openMicrophone, release, whenLost } from "../sound/microphone.js";

/** Keeps the candidate's microphone: says when it went away, and takes it back. */
export class MicrophoneWatch {
  /** @type {MediaStream | null} */
  #stream = null;

  /**
   * @param {import("../sound/recorder.js").Recorder} recorder
   * @param {() => void} type the candidate would rather type this answer
   */
  constructor(recorder, type) {
    this.recorder = recorder;
    this.type = type;
  }

  /** @param {MediaStream} stream */
  keep(stream) {
    this.#stream = stream;
    this.recorder.attach(stream);
    whenLost(stream, () =>
      this.#lost({
        message: "Your microphone went away. What you said before is kept.",
        remedy: "Plug it in again and reconnect it, or type this answer.",
      }),
    );
  }

  release() {
    release(this.#stream);
    this.#stream = null;
  }

  /** @param {{message: string, remedy: string}} trouble */
  #lost(trouble) {
    this.recorder.detach();
    showNotice("microphone", trouble, [
      { label: "Reconnect it", id: "microphone-reconnect", run: () => this.#reconnect() },
      { label: "Type this answer", run: this.type },
    ]);
  }

  async #reconnect() {
    try {
      this.keep(await openMicrophone());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#lost({ message: error.message, remedy: error.remedy });
    }
  }
}

import { byId, setText } from "../page/dom.js";
import { Refusal } from "../service/api.js";
import { Camera, openCamera } from "./camera.js";

/** Whether the candidate wants to see themself, and to watch themself afterwards: off, unless they say so. */
export class CameraChoice {
  #see = byId("camera-see", HTMLInputElement);
  #keep = byId("camera-keep", HTMLInputElement);
  #preview = byId("camera-preview", HTMLVideoElement);
  /** @type {MediaStream | null} */
  #stream = null;

  constructor() {
    this.#see.addEventListener("change", () => (this.#see.checked ? this.#open() : this.close()));
    this.#keep.addEventListener("change", () => {
      if (this.#keep.checked && !this.#see.checked) {
        this.#see.checked = true;
        this.#open();
      }
    });
  }

  /** @returns {Promise<Camera | null>} the open camera, for the interview to look after */
  async take() {
    return this.#stream ? new Camera(this.#stream, this.#keep.checked) : null;
  }

  close() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#preview.hidden = true;
    this.#keep.checked = false;
  }

  async #open() {
    setText("camera-problem", "");
    try {
      this.#stream = await openCamera();
      this.#preview.srcObject = this.#stream;
      this.#preview.hidden = false;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#see.checked = false;
      this.#keep.checked = false;
      setText("camera-problem", `${error.message} ${error.remedy}`);
    }
  }
}

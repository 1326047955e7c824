import { mouthAt, REST } from "./visemes.js";

/** A slow sum of sines: motion without repetition and without chance. @param {number} time @param {number} offset */
const drift = (time, offset) => 0.6 * Math.sin(0.31 * time + offset) + 0.4 * Math.sin(0.83 * time + 2.1 * offset);

/** A person blinks about every 4 s, for about 0.18 s. */
const BLINK_EVERY = 4.1;
const BLINK_SECONDS = 0.18;

/** @param {number} time @returns {number} 0 to 1 */
function blinkAt(time) {
  // The gap wanders between 3 and 5 s, so that it does not tick.
  const cycle = (time + 0.9 * Math.sin(time * 0.23)) % BLINK_EVERY;
  return cycle < BLINK_SECONDS ? Math.sin((Math.PI * cycle) / BLINK_SECONDS) : 0;
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Keeps a face alive: breath, blinks, a wandering gaze, and lips that follow the voice. */
export class FaceLife {
  #frame = 0;
  /** @type {import("./types.js").Viseme[]} */
  #visemes = [];
  /** @type {(() => number) | null} */
  #position = null;
  #attention = 0;

  /** @param {import("./avatar.js").InterviewerFace} face */
  constructor(face) {
    this.face = face;
  }

  start() {
    this.stop();
    this.#step();
  }

  stop() {
    cancelAnimationFrame(this.#frame);
  }

  /**
   * Move the lips until `quiet`.
   * @param {import("./types.js").Viseme[]} visemes
   * @param {() => number} position seconds into the speech, as it is heard now
   */
  speak(visemes, position) {
    this.#visemes = visemes;
    this.#position = position;
    this.face.toggleAttribute("speaking", true);
  }

  quiet() {
    this.#position = null;
    this.face.toggleAttribute("speaking", false);
  }

  /** Look attentive: brows up a little, small nods. @param {boolean} listening */
  listen(listening) {
    this.#attention = listening ? 1 : 0;
  }

  #step = () => {
    if (!this.face.isConnected) return;
    this.#frame = requestAnimationFrame(this.#step);
    const mouth = this.#mouth();
    if (calm.matches) {
      // Asked for less motion: the lips open and close gently, and nothing else moves.
      this.face.setPose({ ...REST, jaw: 0.6 * mouth.jaw });
      return;
    }
    const time = performance.now() / 1000;
    const speaking = this.#position !== null;
    this.face.setPose({
      ...mouth,
      blink: blinkAt(time),
      breath: 0.5 + 0.5 * Math.sin((2 * Math.PI * time) / 4.6),
      gazeX: 0.35 * drift(time, 1) * (speaking ? 1 : 0.6),
      gazeY: 0.2 * drift(time, 4),
      brow: 0.25 * this.#attention + (speaking ? 0.35 * Math.max(0, drift(time * 2, 2)) : 0),
      nod: speaking ? 0.5 * drift(time * 2.2, 3) : this.#attention * 0.6 * Math.max(0, Math.sin(time * 1.3)) ** 6,
    });
  };

  #mouth() {
    if (!this.#position) return REST;
    return mouthAt(this.#visemes, this.#position(), calm.matches ? 0.16 : undefined);
  }
}

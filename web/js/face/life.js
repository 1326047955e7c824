import { approach, MOODS } from "./mood.js";
import { manner } from "./persona.js";
import { mouthAt, REST } from "./visemes.js";

/** A slow sum of sines: motion without repetition and without chance. @param {number} time @param {number} offset */
const drift = (time, offset) => 0.6 * Math.sin(0.31 * time + offset) + 0.4 * Math.sin(0.83 * time + 2.1 * offset);

const BLINK_SECONDS = 0.18;
const NOD_SECONDS = 0.75;
/** A brow that stays up is a stare: after this long it is back. */
const PROBE_SECONDS = 2.5;
/** The eyes stay on somebody who may begin at once, and only then give them room to think. */
const CONTACT_SECONDS = 2;

/** @param {number} time @param {number} every seconds @returns {number} 0 to 1 */
function blinkAt(time, every) {
  // The gap wanders by a quarter, so that it does not tick.
  const cycle = (time + 0.22 * every * Math.sin(time * 0.23)) % every;
  return cycle < BLINK_SECONDS ? Math.sin((Math.PI * cycle) / BLINK_SECONDS) : 0;
}

/** Down, and back with a little less. @param {number} since seconds @returns {number} -1 to 1 */
function nodAt(since) {
  if (since < 0 || since > NOD_SECONDS) return 0;
  const part = since / NOD_SECONDS;
  return Math.sin(2 * Math.PI * part) * (1 - part) ** 0.7 + 0.35 * Math.sin(Math.PI * part);
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Keeps a face alive: breath, blinks, a look that wanders, nods, and lips that follow the voice. */
export class FaceLife {
  #frame = 0;
  /** @type {import("../service/types.js").Viseme[]} */
  #visemes = [];
  /** @type {(() => number) | null} */
  #position = null;
  /** @type {import("./mood.js").Mood} */
  #mood = "rest";
  #moodSince = 0;
  #bearing = { ...MOODS.rest };
  #nodded = -60;
  #last = 0;
  #manner = manner();

  /** @param {import("./avatar.js").InterviewerFace} face */
  constructor(face) {
    this.face = face;
  }

  start() {
    this.stop();
    this.#last = performance.now() / 1000;
    this.#step();
  }

  stop() {
    cancelAnimationFrame(this.#frame);
  }

  /**
   * Move the lips until `quiet`.
   * @param {import("../service/types.js").Viseme[]} visemes
   * @param {() => number} position seconds into the speech, as it is heard now
   */
  speak(visemes, position) {
    this.#visemes = visemes;
    this.#position = position;
    this.face.toggleAttribute("speaking", true);
  }

  /** Close the mouth, now. */
  quiet() {
    this.#position = null;
    this.face.toggleAttribute("speaking", false);
    this.face.setPose(REST);
  }

  /** @param {import("./mood.js").Mood} mood */
  feel(mood) {
    if (mood === this.#mood) return;
    this.#mood = mood;
    this.#moodSince = performance.now() / 1000;
    this.face.dataset.mood = mood;
  }

  /** A small nod, unless there was one a moment ago: this interviewer nods so often and no more. */
  nod() {
    const now = performance.now() / 1000;
    if (now - this.#nodded < 60 / this.#manner.nods) return;
    this.#nodded = now;
  }

  #step = () => {
    if (!this.face.isConnected) return;
    this.#frame = requestAnimationFrame(this.#step);
    const mouth = this.#mouth();
    const { warmth, blinks, gaze } = this.#manner;
    if (calm.matches) {
      // Asked for less motion: the lips open and close gently, and nothing else moves.
      this.face.setPose({ ...REST, jaw: 0.6 * mouth.jaw, smile: warmth });
      return;
    }
    const time = performance.now() / 1000;
    this.#bearing = approach(this.#bearing, MOODS[this.#moodNow(time)], Math.min(0.1, time - this.#last));
    this.#last = time;
    const { brow, oneBrow, gazeX, gazeY, tilt, smile } = this.#bearing;
    const speaking = this.#position !== null;
    this.face.setPose({
      ...mouth,
      oneBrow,
      tilt: tilt + 0.12 * drift(time * 0.7, 5),
      smile: warmth * smile,
      blink: blinkAt(time, 60 / blinks),
      breath: 0.5 + 0.5 * Math.sin((2 * Math.PI * time) / 4.6),
      gazeX: gazeX + 0.7 * gaze * drift(time, 1) * (speaking ? 1 : 0.5),
      gazeY: gazeY + 0.4 * gaze * drift(time, 4),
      brow: brow + (speaking ? 0.35 * Math.max(0, drift(time * 2, 2)) : 0),
      nod: nodAt(time - this.#nodded) + (speaking ? 0.4 * drift(time * 2.2, 3) : 0),
    });
  };

  /** @param {number} time @returns {import("./mood.js").Mood} */
  #moodNow(time) {
    const since = time - this.#moodSince;
    if (this.#mood === "probing" && since > PROBE_SECONDS) return "asking";
    if (this.#mood === "waiting" && since < CONTACT_SECONDS) return "listening";
    return this.#mood;
  }

  #mouth() {
    if (!this.#position) return REST;
    return mouthAt(this.#visemes, this.#position(), calm.matches ? 0.16 : undefined);
  }
}

import { VOICE_RMS } from "../sound/level.js";
import { PhraseEnds } from "../sound/phrase-ends.js";
import { AnswerClock } from "./answer-clock.js";

const RATE = 16_000;

/** A voice lasts longer than a click of the mouse. */
const VOICE_STEPS = 4;

/** States in which what the microphone hears is the answer. */
const ANSWERING = new Set(["thinking", "listening"]);

/** The answer that is being given: its recording, its clock, and where the candidate's voice begins and pauses. */
export class Answer {
  #clock = new AnswerClock();
  #phrases = new PhraseEnds();
  #state = "idle";
  #moment = false;
  #voiced = 0;
  /** Where the recording that an earlier page left goes on. @type {{recording: number, sample: number} | null} */
  #left = null;

  /** @type {(rms: number) => void} */
  onLevel = () => {};
  /** The candidate has come to the end of a phrase. */
  onPhraseEnd = () => {};

  /** @param {import("../sound/recorder.js").Recorder} recorder */
  constructor(recorder) {
    this.recorder = recorder;
    recorder.onLevel = (rms) => this.#level(rms);
  }

  /** Whether what is said now belongs to the answer. */
  get open() {
    return ANSWERING.has(this.#state);
  }

  /** The number of the recording, or null. */
  get recording() {
    return this.recorder.recording;
  }

  /** Whether the time of the answer runs. */
  get running() {
    return this.#clock.running;
  }

  /** An earlier page left this recording at this sample. @param {number} recording @param {number} sample */
  leftAt(recording, sample) {
    this.#left = { recording, sample };
  }

  /** @param {number} recording @param {number} time on the context's clock */
  begin(recording, time) {
    this.recorder.open(recording, time, this.#left?.recording === recording ? this.#left.sample : 0);
  }

  /** Resolves when the last sound has been handed on. */
  async end() {
    await this.recorder.close();
  }

  /** @param {import("../service/types.js").State} entered */
  enter({ state, moment, spoken, next_sample: sample }) {
    this.#state = state;
    this.#moment = moment;
    this.#clock.set(spoken, sample / RATE, state === "listening");
  }

  /** @param {number} time on the context's clock @returns {number} position in the recording, in samples */
  sampleAt(time) {
    return this.recorder.sampleAt(time);
  }

  /** @returns {number} seconds that it has lasted, as the time limit counts them */
  elapsed() {
    return this.#clock.elapsed(this.#now());
  }

  /** Seconds of the recording. */
  #now() {
    return this.recorder.sampleAt(this.recorder.context.currentTime) / RATE;
  }

  /** @param {number} rms */
  #level(rms) {
    this.onLevel(rms);
    if (this.#phrases.level(rms, performance.now() / 1000) && this.#state === "listening") this.onPhraseEnd();
    this.#voiced = this.open && rms > 2 * VOICE_RMS ? this.#voiced + 1 : 0;
    if (this.#voiced >= VOICE_STEPS && !this.#moment) this.#clock.voice(this.#now());
  }
}

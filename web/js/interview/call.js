import { Recorder } from "../sound/recorder.js";
import { Answer } from "./answer.js";
import { MicrophoneWatch } from "./microphone-watch.js";
import { watchSound } from "./trouble.js";
import { Voice } from "./voice.js";

/** The sound of an interview, both ways: the interviewer's voice, and the candidate's answer. */
export class Call {
  /**
   * @param {AudioContext} context
   * @param {Recorder | null} recorder null where every answer is typed
   * @param {MediaStream | null} stream
   * @param {() => void} type the microphone is gone, and the candidate would rather type
   */
  constructor(context, recorder, stream, type) {
    this.context = context;
    this.microphone = recorder !== null;
    this.recorder = recorder ?? new Recorder(context);
    this.answer = new Answer(this.recorder);
    this.voice = new Voice(context);
    this.watch = new MicrophoneWatch(this.recorder, type);
    if (stream) this.watch.keep(stream);
    watchSound(context);
  }

  close() {
    this.voice.hush();
    this.context.onstatechange = null;
    this.recorder.dispose();
    this.watch.release();
  }
}

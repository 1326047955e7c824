import { InterviewerFace } from "../face/avatar.js";
import { FaceLife } from "../face/life.js";
import { interviewer } from "../face/persona.js";
import { announce } from "../page/announce.js";
import { byId, setText, showScreen } from "../page/dom.js";
import { listenForKeys } from "../page/keys.js";
import { Bubble } from "./bubble.js";
import { Captions } from "./captions.js";
import { Controls } from "./controls.js";
import { LevelRing } from "./level-ring.js";
import { Nudges } from "./nudges.js";
import { QuestionCard } from "./question-card.js";
import { answering, stageWords, timeWords } from "./stage-words.js";
import { NEARLY_SECONDS, TimeRing } from "./time-ring.js";
import { TypedAnswer } from "./typed-answer.js";
import { Waiting } from "./waiting.js";

/** @typedef {import("./stage-words.js").Phase} Phase */

/**
 * What the candidate can wish for.
 * @typedef {object} Wishes
 * @property {() => void} answerNow
 * @property {() => void} done
 * @property {() => void} repeat
 * @property {() => void} rephrase
 * @property {() => void} moment
 * @property {() => void} skip
 * @property {() => void} leave
 * @property {(text: string) => void} typed
 */

/** @type {Record<Phase, import("../face/mood.js").Mood>} */
const MOODS = {
  waiting: "rest",
  asking: "asking",
  thinking: "waiting",
  moment: "waiting",
  listening: "listening",
  finishing: "noting",
  paused: "rest",
};

/** The video call: the interviewer, the question, and the candidate's controls. Shows; decides nothing. */
export class Stage {
  /** @type {Phase} */
  #phase = "waiting";
  #typing = false;
  #limit = 0;
  #atLeast = 0;
  #handsFree = false;
  #nearlySaid = false;
  #probing = false;
  /** The recording that what stands here belongs to. @type {number | null} */
  #recording = null;
  #keys = new AbortController();

  /** @param {Wishes} wishes @param {boolean} microphone */
  constructor(wishes, microphone) {
    this.microphone = microphone;
    showScreen("stage-screen");
    const face = document.querySelector("interviewer-face");
    const level = document.querySelector("level-ring");
    const ring = document.querySelector("time-ring");
    if (!(face instanceof InterviewerFace && level instanceof LevelRing && ring instanceof TimeRing)) {
      throw new Error("The stage is not complete");
    }
    this.level = level;
    this.ring = ring;
    this.life = new FaceLife(face);
    this.life.start();
    this.captions = new Captions();
    this.nudges = new Nudges();
    this.bubble = new Bubble();
    this.question = new QuestionCard();
    this.waiting = new Waiting();
    this.written = new TypedAnswer(wishes.typed);
    this.controls = new Controls(
      {
        "answer-now": wishes.answerNow,
        done: wishes.done,
        repeat: wishes.repeat,
        rephrase: wishes.rephrase,
        moment: wishes.moment,
        skip: wishes.skip,
        "type-instead": () => this.setTyping(true),
        "speak-instead": () => this.setTyping(false),
        "leave-confirm": wishes.leave,
      },
      focusQuestion,
    );
    listenForKeys(this.#keys.signal);
    this.#typing = !microphone;
    this.show("waiting");
  }

  /** Take the stage away; the screen is about to change. */
  close() {
    this.#keys.abort();
    this.bubble.hide();
    this.life.stop();
  }

  get typing() {
    return this.#typing;
  }

  /** @param {import("../service/types.js").Ask} ask */
  ask(ask) {
    this.#limit = ask.time_limit;
    this.#atLeast = ask.at_least;
    this.#handsFree = ask.hands_free ?? false;
    this.#probing = ask.why === "probe";
    if (this.#recording !== ask.recording) this.#begin(ask);
    this.question.show(ask);
    if (ask.lead) this.bubble.show(ask.lead, { aloud: ask.audio !== null });
    else this.bubble.hide();
  }

  /** @param {import("../service/types.js").Ask} ask opens a recording */
  #begin(ask) {
    // What was heard before the first question came belongs to it: it was said before a reload.
    if (this.#recording !== null) this.captions.clear();
    this.#recording = ask.recording;
    this.#nearlySaid = false;
    this.nudges.clear();
    this.written.clear();
    this.setTyping(!this.microphone);
    this.ring.setTime(0, ask.time_limit);
  }

  /** Write instead of speaking, or the other way round. @param {boolean} typing */
  setTyping(typing) {
    const changed = typing !== this.#typing;
    this.#typing = typing;
    this.show(this.#phase);
    if (!changed) return;
    if (typing) this.written.focus();
    else focusQuestion();
  }

  /** This interview was begun without a microphone: every answer is typed. */
  typeOnly() {
    this.microphone = false;
    this.setTyping(true);
  }

  /** @param {Phase} phase */
  show(phase) {
    const changed = phase !== this.#phase;
    this.#phase = phase;
    const open = answering(phase) || phase === "asking";
    const typing = this.#typing;
    const words = stageWords(phase, typing);
    byId("stage", HTMLElement).dataset.phase = phase;
    byId("stage", HTMLElement).classList.toggle("stage--typing", typing);
    const { name } = interviewer();
    setText("interviewer-status", name ? `${name} · ${words.interviewer.toLowerCase()}` : words.interviewer);
    setText("candidate-status", words.you);
    setText("stage-status", words.status);
    this.life.feel(phase === "asking" && this.#probing ? "probing" : MOODS[phase]);
    if (phase === "listening" || phase === "finishing") this.bubble.hide();
    if (phase !== "thinking" && phase !== "listening") this.nudges.clear();

    this.controls.show(phase, typing, this.microphone);
    this.ring.hidden = typing || !open;
    this.written.show(typing && open);
    this.waiting.show(phase === "finishing");
    byId("candidate", HTMLElement).hidden = typing;
    if (changed && phase === "moment") announce(words.status);
    if (changed && phase === "finishing") {
      this.waiting.progress({ stage: typing ? "scoring" : "transcribing", done: 0, total: 0 });
      announce("Thank you. Your answer is being looked at.");
    }
  }

  /** @param {number} elapsed seconds of the answer @param {boolean} running */
  time(elapsed, running) {
    this.ring.setTime(elapsed, this.#limit);
    if (!running) return;
    setText("stage-status", timeWords(elapsed, this.#atLeast, this.#limit, this.#handsFree));
    if (this.#limit - elapsed <= NEARLY_SECONDS && !this.#nearlySaid) {
      this.#nearlySaid = true;
      announce(`${NEARLY_SECONDS} seconds left.`);
    }
  }
}

function focusQuestion() {
  byId("question-text", HTMLElement).focus({ preventScroll: true });
}

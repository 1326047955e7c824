import { showSelf } from "../camera/self-view.js";
import { hideNotices } from "../page/notice.js";
import { showResults } from "../results/sheet.js";
import { socketUrl } from "../service/api.js";
import { Connection } from "../service/connection.js";
import { sitDown, standUp } from "../start/sitting-memory.js";
import { Call } from "./call.js";
import { Stage } from "./stage.js";
import { hideLineLost, showFatal, showLineLost, showTrouble } from "./trouble.js";

/** @typedef {import("../service/types.js").Message} Message */
/** @typedef {import("../sound/recorder.js").Recorder} Recorder */

/** One interview as the page lives it: what the service says, to the voice, the answer and the screens. */
export class Interview {
  #connection;
  /** @type {Call | null} */
  #call = null;
  /** @type {Stage | null} */
  #stage = null;
  #state = "idle";
  /** The candidate asked for a moment, and has not spoken since. */
  #moment = false;
  #ticker = 0;
  /** The answer is over, but the service has not said so yet: a second press must not end it twice. */
  #ending = false;
  /** @type {import("../camera/camera.js").Camera | null} */
  #camera = null;
  /** After a reload: the interview goes on, and the service has not said yet where. */
  #resuming = false;

  /** @type {(finished: import("../service/types.js").Finished, film: Blob | null) => void} */
  onFinished = () => {};
  /** Nothing can save this interview. */
  onBroken = () => {};

  /** @param {string} id */
  constructor(id) {
    this.id = id;
    this.#connection = new Connection(socketUrl(id));
    this.#connection.onMessage = (message) => this.#hear(message);
    this.#connection.onLost = () => this.#lost();
    this.#connection.onRestored = hideLineLost;
  }

  /** Connect: the service gets its models ready while the microphone is checked. */
  open() {
    this.#connection.open();
  }

  /**
   * The check is over; without a recorder every answer is typed.
   * @param {AudioContext} context
   * @param {Recorder | null} recorder
   * @param {MediaStream | null} stream
   * @param {{echo?: boolean, camera?: import("../camera/camera.js").Camera | null}} [found] echo: the check heard the
   *   interviewer's voice in the microphone
   */
  begin(context, recorder, stream, { echo = false, camera = null } = {}) {
    this.#camera = camera;
    camera?.start(stream);
    this.#enterCall(context, recorder, stream);
    this.#connection.send({ type: "start", microphone: recorder !== null, echo });
  }

  /**
   * Go on with an interview that another page, or this one before a reload, has begun.
   * @param {AudioContext} context
   * @param {Recorder | null} recorder
   * @param {MediaStream | null} stream
   */
  resume(context, recorder, stream) {
    this.#enterCall(context, recorder, stream);
    this.#resuming = true;
    this.#connection.open();
  }

  /**
   * @param {AudioContext} context
   * @param {Recorder | null} recorder
   * @param {MediaStream | null} stream
   */
  #enterCall(context, recorder, stream) {
    const call = new Call(context, recorder, stream, () => this.#stage?.setTyping(true));
    call.recorder.onFrame = (recording, first, pcm) => this.#connection.sendSound(recording, first, pcm);
    call.answer.onLevel = (rms) => this.#stage?.level.setLevel(rms);
    call.answer.onPhraseEnd = () => this.#stage?.life.nod();
    call.voice.onMissing = showTrouble;
    this.#call = call;
    this.#stage = this.#newStage(call);
    sitDown(this.id);
    this.#ticker = setInterval(() => this.#tick(), 200);
  }

  /** Let go of everything. */
  close() {
    standUp();
    this.#connection.close();
    clearInterval(this.#ticker);
    this.#call?.close();
    this.#call = null;
    this.#stage?.close();
    this.#stage = null;
    this.#camera?.stop();
    this.#camera = null;
    hideNotices();
  }

  /** @param {import("../service/types.js").Finished} finished */
  async #finished(finished) {
    const film = (await this.#camera?.stop()) ?? null;
    this.#camera = null;
    this.close();
    this.onFinished(finished, film);
  }

  /** @param {Call} call */
  #newStage({ voice, microphone }) {
    const say = (/** @type {string} */ type) => () => this.#connection.send({ type });
    const stage = new Stage(
      {
        answerNow: () => voice.stop(),
        done: () => this.#done(),
        repeat: say("repeat"),
        rephrase: say("rephrase"),
        moment: say("moment"),
        skip: () => this.#finishWith({ type: "skip" }),
        leave: () => this.#finishWith({ type: "leave" }),
        typed: (text) => this.#finishWith({ type: "typed", text }),
      },
      microphone,
    );
    if (this.#camera) showSelf(this.#camera.stream);
    return stage;
  }

  /** @param {Message} message */
  #hear(message) {
    /** @type {unknown} */
    const body = message;
    switch (message.type) {
      case "state":
        return this.#enter(/** @type {import("../service/types.js").State} */ (body));
      case "ask":
        return this.#ask(/** @type {import("../service/types.js").Ask} */ (body));
      case "caption":
        return this.#caption(/** @type {import("../service/types.js").Caption} */ (body));
      case "captions":
        return this.#stage?.captions.restore(/** @type {import("../service/types.js").HeardBefore} */ (body));
      case "silence":
        this.#call?.voice.giveWay();
        return this.#stage?.life.quiet();
      case "encouragement":
        return this.#stage?.bubble.show(String(message.text));
      case "nudge":
        return this.#stage?.nudges.show(/** @type {import("../service/types.js").Nudge} */ (body));
      case "queued":
        return this.#stage?.waiting.queued(Number(message.ahead));
      case "progress":
        return this.#stage?.waiting.progress(/** @type {import("../service/types.js").Progress} */ (body));
      case "scored":
        return this.#scored(/** @type {import("../service/types.js").Scored} */ (body));
      case "finished":
        return this.#finished(/** @type {import("../service/types.js").Finished} */ (body));
      case "error":
        return this.#trouble(/** @type {import("../service/types.js").Trouble} */ (body));
    }
    return undefined;
  }

  /** @param {import("../service/types.js").State} entered */
  #enter(entered) {
    const { state } = entered;
    this.#state = state;
    this.#ending = false;
    document.body.dataset.state = state;
    if (this.#resuming) this.#goOn(entered);
    this.#moment = entered.moment;
    const answer = this.#call?.answer;
    answer?.enter(entered);
    // The service may end a turn by itself: what comes after is no part of the answer.
    if (state === "finishing" || state === "scored") answer?.end();
    this.#stage?.show(this.#phase());
  }

  /** The first that this page hears of an interview that was begun elsewhere. @param {import("../service/types.js").State} entered */
  #goOn(entered) {
    if (!this.#call) return;
    const { state, recording, next_sample: sample, microphone } = entered;
    const { answer, context } = this.#call;
    this.#resuming = false;
    if (!microphone && state !== "checking") this.#stage?.typeOnly();
    if (state === "checking") {
      this.#connection.send({ type: "start", microphone: this.#call.microphone, echo: false });
    }
    answer.leftAt(recording, sample);
    answer.enter(entered);
    if (answer.open) this.#openRecording(recording, context.currentTime);
  }

  /** @param {number} recording @param {number} time on the context's clock */
  #openRecording(recording, time) {
    this.#connection.keepOnly(recording);
    this.#call?.answer.begin(recording, time);
  }

  /** @returns {import("./stage-words.js").Phase} */
  #phase() {
    switch (this.#state) {
      case "thinking":
        return this.#moment ? "moment" : "thinking";
      case "asking":
        // Until the voice sounds there is nothing to cut short.
        return this.#call?.voice.speaking ? "asking" : "waiting";
      case "listening":
      case "finishing":
      case "paused":
        return this.#state;
      default:
        return "waiting";
    }
  }

  /** @param {import("../service/types.js").Ask} ask */
  async #ask(ask) {
    // Nothing can be asked before the check is over.
    if (!this.#call) return;
    const { answer, voice } = this.#call;
    voice.forget();
    this.#stage ??= this.#newStage(this.#call);
    this.#stage.ask(ask);
    this.#stage.show(this.#phase());
    // After a break in the line the question is shown once more, without being asked once more.
    if (this.#state !== "asking") return;
    await voice.say(ask.audio, {
      ready: async () => {
        if (answer.recording !== ask.recording) await answer.end();
      },
      began: (time) => {
        if (answer.recording !== ask.recording) this.#openRecording(ask.recording, time);
        this.#report("playback_started", time);
        if (!voice.speaking) return;
        this.#stage?.show(this.#phase());
        this.#stage?.life.speak(ask.visemes, voice.position);
      },
      ended: (time) => {
        this.#stage?.life.quiet();
        this.#report("playback_ended", time);
      },
    });
  }

  /** @param {"playback_started" | "playback_ended"} type @param {number} time on the context's clock */
  #report(type, time) {
    this.#connection.send({ type, sample: this.#call?.answer.sampleAt(time) ?? 0 });
  }

  /** @param {import("../service/types.js").Caption} caption */
  #caption(caption) {
    if (caption.final !== false && this.#state === "listening") this.#stage?.life.nod();
    this.#stage?.captions.hear(caption);
  }

  async #done() {
    if (this.#ending || !this.#call) return;
    const { answer } = this.#call;
    this.#ending = true;
    // The last frames must be on their way before the service hears that there are no more.
    await answer.end();
    // Meanwhile silence or the time limit may have ended it.
    if (answer.open) this.#connection.send({ type: "done" });
  }

  /** Say something that ends this question without a spoken answer. @param {Message} message */
  async #finishWith(message) {
    if (this.#ending) return;
    this.#ending = true;
    this.#hush();
    await this.#call?.answer.end();
    this.#connection.send(message);
  }

  /** Stop the voice, and do not report its end. */
  #hush() {
    this.#call?.voice.hush();
    this.#stage?.life.quiet();
  }

  /** @param {import("../service/types.js").Scored} scored */
  #scored(scored) {
    this.#hush();
    this.#stage?.close();
    this.#stage = null;
    showResults(scored, {
      retake: () => this.#connection.send({ type: "retake" }),
      next: () => this.#connection.send({ type: "next" }),
    });
  }

  #tick() {
    const answer = this.#call?.answer;
    if (!this.#stage || this.#stage.typing || !answer?.open) return;
    this.#stage.time(answer.elapsed(), answer.running);
  }

  /** @param {import("../service/types.js").Trouble} trouble */
  #trouble(trouble) {
    if (!trouble.fatal) return showTrouble(trouble);
    this.close();
    return showFatal(trouble, () => this.onBroken());
  }

  #lost() {
    // A question that was cut off is asked again; an answer goes on, and may even be finished.
    if (this.#state === "asking") {
      this.#hush();
      this.#stage?.show("paused");
    }
    showLineLost();
  }
}

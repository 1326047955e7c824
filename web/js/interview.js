import { Refusal, socketUrl, sound } from "./api.js";
import { AnswerClock } from "./answer-clock.js";
import { recallFirst, rememberFirst } from "./clock-memory.js";
import { Connection } from "./connection.js";
import { VOICE_RMS } from "./level.js";
import { hideNotice, hideNotices, showNotice } from "./notice.js";
import { openMicrophone, release, whenLost } from "./microphone.js";
import { PhraseEnds } from "./phrase-ends.js";
import { Playback } from "./playback.js";
import { Recorder } from "./recorder.js";
import { showResults } from "./results-sheet.js";
import { showSelf } from "./self-view.js";
import { sitDown, standUp } from "./sitting-memory.js";
import { Stage } from "./stage.js";

/** A voice lasts longer than a click of the mouse. */
const VOICE_STEPS = 4;

const ANSWERING = new Set(["thinking", "listening"]);

/**
 * One interview as the page lives it: brings together the connection, the microphone, the voice and the screens.
 */
export class Interview {
  #connection;
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {Recorder | null} */
  #recorder = null;
  /** @type {Playback | null} */
  #playback = null;
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {Stage | null} */
  #stage = null;
  #clock = new AnswerClock();
  #state = "idle";
  /** The candidate asked for a moment, and has not spoken since. */
  #moment = false;
  #voiced = 0;
  /** Counts the questions asked: a voice that arrives late must not speak over the next one. */
  #asked = 0;
  #ticker = 0;
  #microphone = false;
  /** The answer is over, but the service has not said so yet: a second press must not end it twice. */
  #ending = false;
  #phrases = new PhraseEnds();
  /** @type {import("./camera.js").Camera | null} */
  #camera = null;
  /** After a reload: where the recording that the last page left goes on, until it does. */
  #resume = false;
  /** @type {{recording: number, sample: number} | null} */
  #left = null;

  /** @type {(finished: import("./types.js").Finished, film: Blob | null) => void} */
  onFinished = () => {};
  /** Nothing can save this interview. */
  onBroken = () => {};

  /** @param {string} id */
  constructor(id) {
    this.id = id;
    this.#connection = new Connection(socketUrl(id));
    this.#connection.onMessage = (message) => this.#receive(message);
    this.#connection.onLost = () => this.#lost();
    this.#connection.onRestored = () => hideNotice("connection");
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
   * @param {{echo?: boolean, camera?: import("./camera.js").Camera | null}} [found] echo: the check heard the
   *   interviewer's voice in the microphone
   */
  begin(context, recorder, stream, { echo = false, camera = null } = {}) {
    this.#camera = camera;
    camera?.start(stream);
    this.#enterCall(context, recorder, stream);
    this.#connection.send({ type: "start", microphone: this.#microphone, echo });
  }

  /**
   * Go on with an interview that another page, or this one before a reload, has begun.
   * @param {AudioContext} context
   * @param {Recorder | null} recorder
   * @param {MediaStream | null} stream
   */
  resume(context, recorder, stream) {
    this.#enterCall(context, recorder, stream);
    this.#resume = true;
    this.#connection.open();
  }

  /**
   * @param {AudioContext} context
   * @param {Recorder | null} recorder
   * @param {MediaStream | null} stream
   */
  #enterCall(context, recorder, stream) {
    this.#context = context;
    this.#playback = new Playback(context);
    this.#recorder = recorder ?? new Recorder(context);
    this.#microphone = recorder !== null;
    this.#recorder.onFrame = (recording, first, pcm) => this.#connection.sendSound(recording, first, pcm);
    this.#recorder.onLevel = (rms) => this.#level(rms);
    if (stream) this.#keepMicrophone(stream);
    context.onstatechange = () => this.#contextChanged(context);
    this.#stage = this.#newStage();
    sitDown(this.id);
    this.#ticker = setInterval(() => this.#tick(), 200);
  }

  /** Let go of everything. */
  close() {
    standUp();
    this.#connection.close();
    clearInterval(this.#ticker);
    this.#asked += 1;
    this.#playback?.stop();
    this.#stage?.close();
    this.#stage = null;
    if (this.#context) this.#context.onstatechange = null;
    this.#recorder?.dispose();
    release(this.#stream);
    this.#stream = null;
    this.#camera?.stop();
    this.#camera = null;
    hideNotices();
  }

  /** @param {import("./types.js").Finished} finished */
  async #finished(finished) {
    const film = (await this.#camera?.stop()) ?? null;
    this.#camera = null;
    this.close();
    this.onFinished(finished, film);
  }

  #newStage() {
    const say = (/** @type {string} */ type) => () => this.#connection.send({ type });
    const stage = new Stage(
      {
        answerNow: () => this.#playback?.stop(),
        done: () => this.#done(),
        repeat: say("repeat"),
        rephrase: say("rephrase"),
        moment: () => {
          this.#moment = true;
          this.#connection.send({ type: "moment" });
        },
        skip: () => this.#finishWith({ type: "skip" }),
        leave: () => this.#finishWith({ type: "leave" }),
        typed: (text) => this.#finishWith({ type: "typed", text }),
        typing: () => {},
      },
      this.#microphone,
    );
    if (this.#camera) showSelf(this.#camera.stream);
    return stage;
  }

  /** @param {import("./types.js").Message} message */
  #receive(message) {
    /** @type {unknown} */
    const body = message;
    switch (message.type) {
      case "state":
        this.#enter(/** @type {import("./types.js").State} */ (body));
        break;
      case "ask":
        this.#ask(/** @type {import("./types.js").Ask} */ (body));
        break;
      case "caption": {
        const caption = /** @type {import("./types.js").Caption} */ (body);
        if (caption.final !== false) {
          this.#clock.firstWord(caption.start);
          if (this.#state === "listening") this.#stage?.life.nod();
        }
        this.#stage?.captions.hear(caption);
        break;
      }
      case "silence":
        this.#silence();
        break;
      case "encouragement":
        this.#stage?.bubble.show(String(message.text));
        break;
      case "nudge":
        this.#stage?.nudges.show(/** @type {import("./types.js").Nudge} */ (body));
        break;
      case "queued":
        this.#stage?.queued(Number(message.ahead));
        break;
      case "progress":
        this.#stage?.progress(/** @type {import("./types.js").Progress} */ (body));
        break;
      case "scored":
        this.#scored(/** @type {import("./types.js").Scored} */ (body));
        break;
      case "finished":
        this.#finished(/** @type {import("./types.js").Finished} */ (body));
        break;
      case "error":
        this.#trouble(/** @type {import("./types.js").Trouble} */ (body));
        break;
    }
  }

  /** @param {import("./types.js").State} entered */
  #enter(entered) {
    const { state } = entered;
    this.#state = state;
    this.#ending = false;
    document.body.dataset.state = state;
    if (this.#resume) this.#goOn(entered);
    if (state !== "thinking") this.#moment = false;
    if (state === "listening") this.#clock.voice(this.#now());
    this.#clock.think(this.#moment, this.#now());
    // The service may end a turn by itself: what comes after is no part of the answer.
    if (state === "finishing" || state === "scored") this.#recorder?.close();
    this.#stage?.show(this.#phase());
  }

  /** The first that this page hears of an interview that was begun elsewhere. @param {import("./types.js").State} state */
  #goOn({ state, recording, next_sample: sample, microphone }) {
    this.#resume = false;
    if (!microphone && state !== "checking") this.#stage?.typeOnly();
    if (state === "checking") this.#connection.send({ type: "start", microphone: this.#microphone, echo: false });
    this.#left = { recording, sample };
    if (this.#context && ANSWERING.has(state)) {
      this.#openRecording(recording, this.#context.currentTime);
    }
  }

  /** @param {number} recording @param {number} time on the context's clock */
  #openRecording(recording, time) {
    if (!this.#recorder) return;
    this.#connection.keepOnly(recording);
    this.#recorder.open(recording, time, this.#left?.recording === recording ? this.#left.sample : 0);
    this.#clock = new AnswerClock();
    const first = recallFirst(this.id, recording);
    if (first !== null) this.#clock.voice(first);
  }

  /** @returns {import("./stage.js").Phase} */
  #phase() {
    switch (this.#state) {
      case "thinking":
        return this.#moment ? "moment" : "thinking";
      case "asking":
        // Until the voice sounds there is nothing to cut short.
        return this.#playback?.playing ? "asking" : "waiting";
      case "listening":
      case "finishing":
      case "paused":
        return this.#state;
      default:
        return "waiting";
    }
  }

  /** Seconds of the open recording. */
  #now() {
    return this.#context && this.#recorder ? this.#recorder.sampleAt(this.#context.currentTime) / 16_000 : 0;
  }

  /** @param {import("./types.js").Ask} ask */
  async #ask(ask) {
    // Nothing can be asked before the check is over.
    if (!this.#context) return;
    const asked = (this.#asked += 1);
    if (!this.#stage) this.#stage = this.#newStage();
    this.#stage.ask(ask);
    this.#stage.show(this.#phase());
    // After a break in the line the question is shown once more, without being asked once more.
    if (this.#state !== "asking") return;
    const speech = await this.#fetchSpeech(ask.audio);
    if (asked !== this.#asked || !this.#context || !this.#recorder) return;
    if (this.#recorder.recording !== ask.recording) await this.#recorder.close();
    if (asked !== this.#asked || !this.#playback) return;

    const begin = (/** @type {number} */ time) => {
      if (!this.#recorder) return;
      if (this.#recorder.recording !== ask.recording) this.#openRecording(ask.recording, time);
      this.#report("playback_started", time);
    };
    if (!speech) {
      begin(this.#context.currentTime);
      this.#report("playback_ended", this.#context.currentTime);
      return;
    }
    const playback = this.#playback;
    const start = playback.play(speech, (time) => {
      if (asked !== this.#asked) return;
      this.#stage?.life.quiet();
      this.#report("playback_ended", time);
    });
    begin(start);
    this.#stage?.show(this.#phase());
    this.#stage?.life.speak(ask.visemes, playback.position);
  }

  /** @param {string | null} url @returns {Promise<AudioBuffer | null>} null where there is no voice: the text must do */
  async #fetchSpeech(url) {
    if (!url || !this.#context) return null;
    try {
      return await this.#context.decodeAudioData(await sound(url));
    } catch (error) {
      const remedy = "Please read the question; you can answer as usual.";
      const why = error instanceof Refusal ? error.message : "";
      this.#trouble({ message: `The interviewer’s voice could not be played. ${why}`.trim(), remedy });
      return null;
    }
  }

  /** @param {"playback_started" | "playback_ended"} type @param {number} time on the context's clock */
  #report(type, time) {
    this.#connection.send({ type, sample: this.#recorder?.sampleAt(time) ?? 0 });
  }

  async #done() {
    if (this.#ending) return;
    this.#ending = true;
    // The last frames must be on their way before the service hears that there are no more.
    await this.#recorder?.close();
    // Meanwhile silence or the time limit may have ended it.
    if (ANSWERING.has(this.#state)) this.#connection.send({ type: "done" });
  }

  /** Say something that ends this question without a spoken answer. @param {import("./types.js").Message} message */
  async #finishWith(message) {
    if (this.#ending) return;
    this.#ending = true;
    this.#hush();
    await this.#recorder?.close();
    this.#connection.send(message);
  }

  /** The candidate speaks: the voice stops at once, and its end is reported as usual. */
  #silence() {
    if (!this.#playback?.playing) this.#asked += 1;
    this.#playback?.stop();
    this.#stage?.life.quiet();
  }

  /** Stop the voice, and do not report its end. */
  #hush() {
    this.#asked += 1;
    this.#playback?.stop();
    this.#stage?.life.quiet();
  }

  /** @param {import("./types.js").Scored} scored */
  #scored(scored) {
    this.#hush();
    this.#stage?.close();
    this.#stage = null;
    showResults(scored, {
      retake: () => this.#connection.send({ type: "retake" }),
      next: () => this.#connection.send({ type: "next" }),
    });
  }

  /** @param {number} rms */
  #level(rms) {
    if (!this.#stage) return;
    this.#stage.level.setLevel(rms);
    if (this.#phrases.level(rms, performance.now() / 1000) && this.#state === "listening") this.#stage.life.nod();
    const mayStart = ANSWERING.has(this.#state);
    this.#voiced = mayStart && rms > 2 * VOICE_RMS ? this.#voiced + 1 : 0;
    if (this.#voiced >= VOICE_STEPS && !this.#moment) this.#clock.voice(this.#now());
  }

  #tick() {
    if (!this.#stage || this.#stage.typing || !ANSWERING.has(this.#state)) return;
    const { first } = this.#clock;
    if (first !== null && this.#recorder?.recording != null) rememberFirst(this.id, this.#recorder.recording, first);
    this.#stage.time(this.#clock.elapsed(this.#now()), this.#clock.running);
  }

  /** @param {import("./types.js").Trouble} trouble */
  #trouble({ message, remedy, fatal = false }) {
    if (fatal) {
      this.close();
      showNotice("fatal", { message, remedy }, [
        { label: "Back to the start", id: "restart", run: () => this.onBroken() },
      ]);
      return;
    }
    showNotice("trouble", { message, remedy }, [{ label: "Close", run: () => {} }]);
  }

  #lost() {
    // A question that was cut off is asked again; an answer goes on, and may even be finished.
    if (this.#state === "asking") {
      this.#hush();
      this.#stage?.show("paused");
    }
    showNotice(
      "connection",
      {
        message: "The connection to the interview service is lost.",
        remedy:
          "Nothing you said is gone: this page keeps it and tries to reconnect by itself. " +
          "If the service was closed, start it again and reload.",
      },
      [{ label: "Reload the page", id: "reload", run: () => location.reload() }],
    );
  }

  /** @param {AudioContext} context */
  #contextChanged(context) {
    if (context.state === "running") {
      hideNotice("sound");
      return;
    }
    showNotice(
      "sound",
      { message: "Your browser has paused the sound of this page.", remedy: "Continue when you are ready." },
      [{ label: "Continue", id: "resume-sound", run: () => context.resume() }],
    );
  }

  /** @param {MediaStream} stream */
  #keepMicrophone(stream) {
    this.#stream = stream;
    this.#recorder?.attach(stream);
    whenLost(stream, () =>
      this.#microphoneLost({
        message: "Your microphone went away. What you said before is kept.",
        remedy: "Plug it in again and reconnect it, or type this answer.",
      }),
    );
  }

  /** @param {{message: string, remedy: string}} trouble */
  #microphoneLost(trouble) {
    this.#recorder?.detach();
    showNotice("microphone", trouble, [
      { label: "Reconnect it", id: "microphone-reconnect", run: () => this.#reconnectMicrophone() },
      { label: "Type this answer", run: () => this.#stage?.setTyping(true) },
    ]);
  }

  async #reconnectMicrophone() {
    try {
      this.#keepMicrophone(await openMicrophone());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#microphoneLost({ message: error.message, remedy: error.remedy });
    }
  }
}

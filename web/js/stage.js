import { announce } from "./announce.js";
import { InterviewerFace } from "./avatar.js";
import { Bubble } from "./bubble.js";
import { Captions } from "./captions.js";
import { byId, button, setText, showScreen } from "./dom.js";
import { FaceLife } from "./face-life.js";
import { keysOn, listenForKeys, setKeysOn } from "./keys.js";
import { LevelRing } from "./level-ring.js";
import { Nudges } from "./nudges.js";
import { interviewer } from "./persona.js";
import { clock, counted, duration } from "./phrases.js";
import { QuestionCard } from "./question-card.js";
import { NEARLY_SECONDS, TimeRing } from "./time-ring.js";

/** @typedef {"waiting" | "asking" | "thinking" | "moment" | "listening" | "finishing" | "paused"} Phase */

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
 * @property {(typing: boolean) => void} typing
 */

/** @type {Record<Phase, import("./face-mood.js").Mood>} */
const MOODS = {
  waiting: "rest",
  asking: "asking",
  thinking: "waiting",
  moment: "waiting",
  listening: "listening",
  finishing: "noting",
  paused: "rest",
};

/** @type {Record<Phase, {interviewer: string, you: string, status: string}>} */
const SPOKEN = {
  waiting: { interviewer: "Getting ready", you: "You", status: "One moment…" },
  asking: { interviewer: "Speaking", you: "You", status: "Listen to the question." },
  thinking: { interviewer: "Listening", you: "Your turn", status: "Your turn. The clock starts with your first word." },
  moment: {
    interviewer: "Waiting for you",
    you: "Thinking",
    status: "Take your moment: the clock stands still. Speak when you are ready.",
  },
  listening: {
    interviewer: "Listening",
    you: "Speaking",
    status: "I am listening. Press Done when you have finished.",
  },
  finishing: { interviewer: "Taking notes", you: "Finished", status: "Thank you. One moment, please." },
  paused: { interviewer: "Waiting", you: "You", status: "Waiting for the connection…" },
};

const TYPED = { you: "Typing", status: "Your turn. Take the time you need." };

/** The video call: the interviewer, the question, and the candidate's controls. Shows; decides nothing. */
export class Stage {
  /** @type {Phase} */
  #phase = "waiting";
  #typing = false;
  #limit = 0;
  #atLeast = 0;
  #nearlySaid = false;
  #probing = false;
  #keys = new AbortController();

  /** @param {Wishes} wishes @param {boolean} microphone */
  constructor(wishes, microphone) {
    this.wishes = wishes;
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
    this.#wire();
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

  #wire() {
    const { wishes } = this;
    const press = /** @type {[string, () => void][]} */ ([
      ["answer-now", wishes.answerNow],
      ["done", wishes.done],
      ["repeat", wishes.repeat],
      ["rephrase", wishes.rephrase],
      ["moment", wishes.moment],
      ["skip", wishes.skip],
      ["type-instead", () => this.setTyping(true)],
      ["speak-instead", () => this.setTyping(false)],
      ["leave", () => byId("leave-dialog", HTMLDialogElement).showModal()],
      ["leave-stay", () => byId("leave-dialog", HTMLDialogElement).close()],
      [
        "leave-confirm",
        () => {
          byId("leave-dialog", HTMLDialogElement).close();
          wishes.leave();
        },
      ],
    ]);
    for (const [id, run] of press) {
      button(id).addEventListener("click", (event) => {
        run();
        // After a mouse click the space bar must mean Done again, not this button once more.
        const { activeElement } = document;
        if (event.detail > 0 && activeElement?.closest(".controls") instanceof HTMLElement) this.#focusQuestion();
      });
    }
    const text = byId("typed-text", HTMLTextAreaElement);
    text.addEventListener("input", () => this.#countWords(text.value));
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("typing", HTMLFormElement).requestSubmit();
    });
    byId("typing", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      if (text.value.trim()) wishes.typed(text.value.trim());
      else {
        setText("typed-count", "Please write your answer first, or skip the question.");
        text.focus();
      }
    });
    const toggle = button("keys-toggle");
    const showKeys = () => {
      toggle.setAttribute("aria-pressed", String(keysOn()));
      toggle.textContent = `Keyboard shortcuts ${keysOn() ? "on" : "off"}`;
      byId("stage", HTMLElement).classList.toggle("stage--no-keys", !keysOn());
    };
    toggle.addEventListener("click", () => {
      setKeysOn(!keysOn());
      showKeys();
    });
    showKeys();
  }

  #focusQuestion() {
    byId("question-text", HTMLElement).focus({ preventScroll: true });
  }

  /** @param {string} text */
  #countWords(text) {
    const words = text.split(/\s+/).filter(Boolean).length;
    setText("typed-count", `${counted(words, "word")}. Written answers are not timed.`);
  }

  /** @param {import("./types.js").Ask} ask */
  ask(ask) {
    this.#limit = ask.time_limit;
    this.#atLeast = ask.at_least;
    this.#probing = ask.why === "probe";
    if (ask.why === "question" || ask.why === "probe") {
      this.#nearlySaid = false;
      this.captions.clear();
      this.nudges.clear();
      byId("typed-text", HTMLTextAreaElement).value = "";
      this.#countWords("");
      this.setTyping(!this.microphone);
      this.ring.setTime(0, ask.time_limit);
    }
    this.question.show(ask);
    if (ask.lead) this.bubble.show(ask.lead, { aloud: ask.audio !== null });
    else this.bubble.hide();
  }

  /** Write instead of speaking, or the other way round. @param {boolean} typing */
  setTyping(typing) {
    const changed = typing !== this.#typing;
    this.#typing = typing;
    this.show(this.#phase);
    if (!changed) return;
    this.wishes.typing(typing);
    if (typing) byId("typed-text", HTMLTextAreaElement).focus();
    else this.#focusQuestion();
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
    const answering = phase === "thinking" || phase === "moment" || phase === "listening";
    const open = answering || phase === "asking";
    const typing = this.#typing;
    const words = typing && answering ? { ...SPOKEN[phase], ...TYPED } : SPOKEN[phase];
    byId("stage", HTMLElement).dataset.phase = phase;
    byId("stage", HTMLElement).classList.toggle("stage--typing", typing);
    const { name } = interviewer();
    setText("interviewer-status", name ? `${name} · ${words.interviewer.toLowerCase()}` : words.interviewer);
    setText("candidate-status", words.you);
    setText("stage-status", words.status);
    this.life.feel(phase === "asking" && this.#probing ? "probing" : MOODS[phase]);
    if (phase === "listening" || phase === "finishing") this.bubble.hide();
    if (phase !== "thinking" && phase !== "listening") this.nudges.clear();

    button("answer-now").hidden = phase !== "asking" || typing;
    button("done").hidden = !answering || typing;
    this.ring.hidden = typing || !open;
    byId("typing", HTMLElement).hidden = !typing || !open;
    byId("waiting", HTMLElement).hidden = phase !== "finishing";
    byId("candidate", HTMLElement).hidden = typing;
    for (const id of ["repeat", "rephrase"]) button(id).disabled = !answering;
    button("moment").hidden = typing;
    button("moment").disabled = phase !== "thinking" && phase !== "listening";
    button("type-instead").hidden = typing;
    button("type-instead").disabled = !open;
    button("speak-instead").hidden = !this.microphone;
    button("skip").disabled = !open;
    if (changed && phase === "moment") announce(words.status);
    if (changed && phase === "finishing") {
      this.progress({ stage: typing ? "scoring" : "transcribing", done: 0, total: 0 });
      announce("Thank you. Your answer is being looked at.");
    }
  }

  /** @param {number} elapsed seconds of the answer @param {boolean} running */
  time(elapsed, running) {
    this.ring.setTime(elapsed, this.#limit);
    if (!running) return;
    const left = this.#limit - elapsed;
    setText("stage-status", this.#timeWords(elapsed, left));
    if (left <= NEARLY_SECONDS && !this.#nearlySaid) {
      this.#nearlySaid = true;
      announce(`${NEARLY_SECONDS} seconds left.`);
    }
  }

  /** @param {number} elapsed @param {number} left */
  #timeWords(elapsed, left) {
    if (left < 0) return `${clock(-left)} over the time. Finish your sentence, then press Done.`;
    if (left <= NEARLY_SECONDS) return "Nearly there: bring it to a close.";
    if (elapsed < this.#atLeast) return `${clock(elapsed)} so far. Aim for at least ${duration(this.#atLeast)}.`;
    return `${clock(elapsed)} so far. Press Done, or say “That is my answer”.`;
  }

  /** @param {import("./types.js").Progress} progress */
  progress({ stage, done, total }) {
    const bar = byId("waiting-bar", HTMLProgressElement);
    const counts = stage === "transcribing" && total > 0;
    if (counts) bar.value = Math.min(1, done / total);
    else bar.removeAttribute("value");
    const amount = counts ? ` ${Math.round(done)} of ${duration(total)}.` : "";
    setText(
      "waiting-text",
      stage === "scoring" ? "Looking at how you answered…" : `Writing down what you said…${amount}`,
    );
  }

  /** Others are being listened to on this service. @param {number} ahead how many pieces of work come first */
  queued(ahead) {
    const others = ahead === 1 ? "One other answer comes first." : `${ahead} other answers come first.`;
    setText("waiting-text", `Waiting for our turn. ${others}`);
    byId("waiting-bar", HTMLProgressElement).removeAttribute("value");
  }
}

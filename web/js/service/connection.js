import { sayIfEnded } from "../access/ended.js";
import { Outbox } from "./outbox.js";

/** Seconds before each new try; the last one is used from then on. */
const RETRY_SECONDS = [0.5, 1, 2, 4, 8];

/** Messages after which the service reports a new state; lost ones are sent again, once. */
const ANSWERED = new Set(["start", "done", "typed", "repeat", "rephrase", "moment", "skip", "retake", "next", "leave"]);

/** Not worth saying late: a question that was cut off is asked again. */
const PERISHABLE = new Set(["playback_started", "playback_ended"]);

/**
 * The WebSocket of one interview. It comes back by itself: after the service's first `state` it sends the sound that
 * was not acknowledged, then what was said while it was away.
 */
export class Connection {
  /** @type {WebSocket | null} */
  #socket = null;
  #outbox = new Outbox();
  /** @type {import("./types.js").Message[]} */
  #queue = [];
  /** @type {{message: import("./types.js").Message, state: string} | null} */
  #unanswered = null;
  #state = "idle";
  #tries = 0;
  #synchronised = false;
  #everOpen = false;
  #away = false;
  #closing = false;
  #timer = 0;

  /** @type {(message: import("./types.js").Message) => void} */
  onMessage = () => {};
  /** The line was lost; called once. */
  onLost = () => {};
  /** The line is back and everything was sent. */
  onRestored = () => {};

  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  open() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => {
      // A first connection has nothing to make up for; a later one waits for `state`.
      if (!this.#everOpen) this.#flush();
      this.#everOpen = true;
    };
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    socket.onclose = () => this.#lost(socket);
  }

  /** Try at once instead of waiting for the next turn. */
  retry() {
    this.#tries = 0;
    this.open();
  }

  /** @param {import("./types.js").Message} message */
  send(message) {
    if (!this.#synchronised) {
      if (!PERISHABLE.has(message.type)) this.#queue.push(message);
      return;
    }
    if (ANSWERED.has(message.type)) this.#unanswered = { message, state: this.#state };
    this.#socket?.send(JSON.stringify(message));
  }

  /** @param {number} recording @param {number} first position of the first sample @param {ArrayBuffer} pcm */
  sendSound(recording, first, pcm) {
    const bytes = this.#outbox.keep(recording, first, pcm);
    if (this.#synchronised) this.#socket?.send(bytes);
  }

  /** Sound of other recordings will not be asked for again. @param {number} recording */
  keepOnly(recording) {
    this.#outbox.keepOnly(recording);
  }

  close() {
    this.#closing = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  /** @param {import("./types.js").Message} message */
  #receive(message) {
    if (message.type === "ack") {
      this.#outbox.acknowledge(Number(message.recording), Number(message.samples));
      return;
    }
    if (message.type === "state") {
      const unanswered = this.#unanswered;
      this.#unanswered = null;
      this.#state = String(message.state);
      if (!this.#synchronised) {
        // Still where it was when we last spoke: what we said then never arrived.
        if (unanswered?.state === this.#state) this.#queue.unshift(unanswered.message);
        // What reached the disk before the line was lost need not be sent again.
        this.#outbox.acknowledge(Number(message.recording), Number(message.next_sample));
        this.#flush();
      }
    }
    this.onMessage(message);
  }

  #flush() {
    this.#synchronised = true;
    this.#tries = 0;
    for (const bytes of this.#outbox.pending()) this.#socket?.send(bytes);
    for (const message of this.#queue.splice(0)) this.send(message);
    if (this.#away) {
      this.onRestored();
      sayIfEnded();
    }
    this.#away = false;
  }

  /** @param {WebSocket} socket */
  #lost(socket) {
    if (this.#closing || socket !== this.#socket) return;
    this.#synchronised = false;
    if (!this.#away) this.onLost();
    else sayIfEnded();
    this.#away = true;
    const wait = RETRY_SECONDS[Math.min(this.#tries, RETRY_SECONDS.length - 1)];
    this.#tries += 1;
    this.#timer = setTimeout(() => this.open(), wait * 1000);
  }
}

import { make } from "../page/dom.js";
import { Clip } from "./clip.js";

/** @typedef {import("../service/types.js").Shown} Shown */

/**
 * Where a piece of evidence can be heard, and where it was said if not in the answer itself.
 * @typedef {{clip: Clip | null, where: string}} Source
 */

/** The recordings of a question and its follow-ups, each with one player: what proves a result may be in another one. */
export class Recordings {
  /** @type {Map<string, Source>} */
  #sources = new Map();

  /**
   * @param {import("../service/types.js").Scored} scored
   * @param {HTMLAudioElement} player of the answer itself
   * @param {HTMLElement} room where the other players are put
   * @param {() => void} onFailure a recording could not be played
   */
  constructor({ earlier = [], replies = [], ...answer }, player, room, onFailure) {
    /** @param {Shown} shown @param {string} where @param {HTMLAudioElement} [audio] */
    const add = ({ attempt, audio: url }, where, audio = make("audio", { preload: "none" })) => {
      if (url && !audio.isConnected) room.append(audio);
      const clip = url ? new Clip(audio, url) : null;
      if (clip) clip.onFailure = onFailure;
      this.#sources.set(attempt.id, { clip, where });
    };
    add(answer, "said in your answer", player);
    for (const one of earlier) add(one, `said in try ${one.attempt.number}`);
    for (const one of replies) add(one, "said in your follow-up answer");
  }

  /** @param {string} attempt @returns {Clip | null} null where there is nothing to hear */
  of(attempt) {
    return this.#sources.get(attempt)?.clip ?? null;
  }

  /**
   * @param {string} attempt that a result belongs to
   * @returns {(evidence: import("../service/types.js").Evidence) => Source}
   */
  from(attempt) {
    return ({ attempt: elsewhere }) => {
      if (!elsewhere || elsewhere === attempt) return { clip: this.of(attempt), where: "" };
      return this.#sources.get(elsewhere) ?? { clip: null, where: "said in another answer" };
    };
  }
}

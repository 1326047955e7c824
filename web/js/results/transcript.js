import { make } from "../page/dom.js";
import { clock, kindName } from "../page/phrases.js";

/**
 * What was said: word for word, with fillers marked and a press on a time or a word playing from there; and, where
 * that differs, easy to read.
 * @param {import("../service/types.js").Attempt} attempt
 * @param {Record<string, string>} kinds what each kind of filler is
 * @param {import("./clip.js").Clip | null} clip
 * @param {2 | 3} [depth] of the heading
 * @returns {Node[]}
 */
export function transcript(attempt, kinds, clip, depth = 2) {
  const heading = make(
    depth === 2 ? "h2" : "h3",
    depth === 2 ? { id: "transcript-heading" } : {},
    attempt.mode === "typed" ? "What you wrote" : "What you said",
  );
  if (attempt.words.length === 0)
    return [heading, make("p", { class: "muted" }, "No words were recognised in this answer.")];
  const verbatim = make("div", { class: "transcript__text" }, ...wordForWord(attempt, kinds, clip));
  const { reading } = attempt;
  if (!reading || reading === attempt.words.map(({ text }) => text).join(" ")) return [heading, verbatim];
  const easy = make("p", { class: "transcript__reading", hidden: true }, reading);
  return [make("div", { class: "transcript__head" }, heading, choice(verbatim, easy)), verbatim, easy];
}

/** Transcripts on the page so far: each has its own choice. */
let choices = 0;

/** @param {HTMLElement} verbatim @param {HTMLElement} easy @returns {HTMLElement} shows the one or the other */
function choice(verbatim, easy) {
  choices += 1;
  /** @param {string} label @param {HTMLElement} shown @param {HTMLElement} other */
  const option = (label, shown, other) => {
    const input = make("input", { type: "radio", name: `transcript-${choices}`, checked: !shown.hidden });
    input.addEventListener("change", () => {
      shown.hidden = false;
      other.hidden = true;
    });
    return make("label", {}, input, make("span", {}, label));
  };
  return make(
    "fieldset",
    { class: "segments transcript__choice" },
    make("legend", { class: "visually-hidden" }, "Show the words"),
    option("Word for word", verbatim, easy),
    option("Easy to read", easy, verbatim),
  );
}

/**
 * @param {import("../service/types.js").Attempt} attempt
 * @param {Record<string, string>} kinds
 * @param {import("./clip.js").Clip | null} clip
 * @returns {Node[]}
 */
function wordForWord(attempt, kinds, clip) {
  const fillers = fillerKinds(attempt);
  const words = attempt.words.map((word, index) => wordElement(word, index, fillers.get(index), kinds));
  const end = attempt.words.at(-1)?.end ?? 0;
  const lines = passages(attempt).map(({ start, from, to }) => {
    const text = make("p", { class: "transcript__words" });
    for (const word of words.slice(from, to)) text.append(word, " ");
    if (clip === null || start === null) return make("li", { class: "transcript__line" }, text);
    const play = make(
      "button",
      { class: "transcript__time", type: "button", "aria-pressed": "false", "aria-label": `Play from ${clock(start)}` },
      clock(start),
    );
    play.addEventListener("click", () => clip.play(start, end, play));
    return make("li", { class: "transcript__line" }, play, text);
  });
  const list = make("ol", { class: "transcript__lines" }, ...lines);
  if (clip) followAlong(attempt.words, words, clip, list, end);
  const legend = fillers.size > 0 ? "Marked words are fillers; point at one to see its kind." : "";
  const how = clip ? "Press a time or a word to hear it from there." : "";
  const told = [how, legend].filter(Boolean).join(" ");
  return [...(told ? [make("p", { class: "muted" }, told)] : []), list];
}

/** @param {import("../service/types.js").Attempt} attempt @returns {Map<number, string>} word index to kind of filler */
function fillerKinds(attempt) {
  /** @type {Map<number, string>} */
  const kinds = new Map();
  attempt.words.forEach((word, index) => {
    if (word.kind === "filled_pause") kinds.set(index, "vocal");
  });
  for (const { start_word: from, end_word: to, kind } of attempt.results.find(({ id }) => id === "filler_words")
    ?.evidence ?? []) {
    if (from === null || to === null) continue;
    for (let index = from; index < to; index += 1) kinds.set(index, kind ?? "possible");
  }
  return kinds;
}

/**
 * @param {import("../service/types.js").Word} word
 * @param {number} index
 * @param {string | undefined} filler
 * @param {Record<string, string>} kinds
 */
function wordElement(word, index, filler, kinds) {
  if (!filler) return make("span", { class: "word", "data-word": index }, word.text);
  const name = kindName(filler, kinds);
  return make(
    "mark",
    { class: `word word--${filler}`, "data-word": index, title: name },
    word.text,
    make("span", { class: "visually-hidden" }, ` (${name.toLowerCase()})`),
  );
}

/**
 * The stretches between pauses; a typed answer is one.
 * @param {import("../service/types.js").Attempt} attempt
 * @returns {{start: number | null, from: number, to: number}[]}
 */
function passages(attempt) {
  const all = attempt.words.length;
  if (attempt.utterances.length === 0) return [{ start: attempt.words[0].start, from: 0, to: all }];
  return attempt.utterances
    .filter(({ start_word: from, end_word: to }) => to > from)
    .map(({ start_word: from, end_word: to }) => ({ start: attempt.words[from]?.start ?? null, from, to }));
}

/**
 * A press on a word plays from it, and the word that is heard is marked. The times beside the lines do the same for
 * the keyboard: a stop at each word would be hundreds.
 * @param {import("../service/types.js").Word[]} words
 * @param {HTMLElement[]} elements
 * @param {import("./clip.js").Clip} clip
 * @param {HTMLElement} list
 * @param {number} end
 */
function followAlong(words, elements, clip, list, end) {
  list.classList.add("transcript__lines--play");
  list.addEventListener("click", ({ target }) => {
    const element = target instanceof Element ? target.closest("[data-word]") : null;
    const start = element instanceof HTMLElement ? words[Number(element.dataset.word)].start : null;
    if (start !== null) clip.play(start, end, null);
  });
  /** @type {HTMLElement | null} */
  let heard = null;
  clip.onTime = (time) => {
    const index = time === null ? -1 : words.findLastIndex(({ start }) => start !== null && start <= time);
    const now = index >= 0 && time !== null && time <= (words[index].end ?? 0) + 0.2 ? elements[index] : null;
    if (now === heard) return;
    heard?.classList.remove("word--heard");
    now?.classList.add("word--heard");
    heard = now;
  };
}

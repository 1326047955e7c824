// A transcript one can hear: a press on a word plays from there, and the word that is being said is marked.

/** The words of an attempt that are on the page, by their number.
 * @type {Map<string, Map<number, HTMLElement>>} */
const WORDS = new Map();

for (const transcript of all(".transcript")) {
  const attempt = attemptOf(transcript);
  if (attempt === null) continue;
  WORDS.set(attempt, new Map(all("[data-word]", transcript).map((word) => [Number(word.dataset.word), word])));
  if (hasSound(attempt) && WORDS.get(attempt)?.size) playable(transcript, attempt);
}

/** @param {HTMLElement} transcript @param {string} attempt */
function playable(transcript, attempt) {
  const spans = all("[data-word]", transcript);
  transcript.classList.add("playable");
  const hint = element("p", { class: "quiet how-to-hear", id: `how-to-hear-${attempt}` },
    "Press a word to hear it. By keyboard: arrows, then Enter.");
  transcript.before(hint);
  /** @param {HTMLElement} word */
  const play = (word) => {
    const start = ATTEMPTS.get(attempt)?.words[Number(word.dataset.word)]?.start ?? null;
    if (start !== null) player.play(attempt, start);
  };
  /** One word at a time is a stop for the Tab key; arrows lead from it to the others. @param {HTMLElement} word */
  const stop = (word) => {
    for (const other of all("[tabindex='0']", transcript)) {
      other.setAttribute("tabindex", "-1");
      other.removeAttribute("role");
      other.removeAttribute("aria-describedby");
    }
    word.setAttribute("tabindex", "0");
    word.setAttribute("role", "button");
    word.setAttribute("aria-describedby", hint.id);
  };
  transcript.addEventListener("click", (event) => {
    const word = /** @type {Element} */ (event.target).closest("[data-word]");
    // A stretch that was just selected is to be copied or commented, not played.
    if (!(word instanceof HTMLElement) || getSelection()?.isCollapsed === false) return;
    stop(word);
    word.focus({ preventScroll: true });
    play(word);
  });
  transcript.addEventListener("keydown", (event) => {
    const at = spans.indexOf(/** @type {HTMLElement} */ (event.target));
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: spans.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") play(spans[at]);
    else if (to === undefined) return;
    else if (spans[to]) {
      stop(spans[to]);
      spans[to].focus();
    }
    event.preventDefault();
    event.stopPropagation();
  });
  stop(spans[0]);
}

/** @type {HTMLElement | null} */
let saidNow = null;

onMoment(({ attempt, seconds, playing }) => {
  const words = attempt === null ? undefined : ATTEMPTS.get(attempt)?.words;
  const at = words && (playing || seconds > 0) ? lastBegun(words, seconds) : -1;
  const next = (attempt !== null && WORDS.get(attempt)?.get(at)) || null;
  if (next === saidNow) return;
  saidNow?.classList.remove("now");
  next?.classList.add("now");
  saidNow = next;
  if (next && playing) keepInSight(next);
});

/** Scrolls the transcript where it has a scroll of its own; the page itself stays where the reader put it.
 * @param {HTMLElement} word
 */
function keepInSight(word) {
  const told = /** @type {HTMLElement | null} */ (word.closest(".told"));
  if (!told || told.scrollHeight <= told.clientHeight) return;
  const box = told.getBoundingClientRect();
  const at = word.getBoundingClientRect();
  if (at.top < box.top || at.bottom > box.bottom) told.scrollTop += at.top - box.top - box.height / 3;
}

/** The number of the last word that had begun; −1 before the first.
 * @param {Word[]} words in the order in which they were said
 * @param {number} seconds
 */
function lastBegun(words, seconds) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle].start ?? 0) <= seconds + 0.01) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

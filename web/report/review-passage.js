// The words that a coach chose: with the pointer, or with Shift and the arrow keys from a word that has the focus.

const passage = {
  /** @type {{attempt: string, start: number, end: number} | null} End exclusive. */
  now: null,
  /** Where a choice by keyboard began, and where it is now. */
  anchor: 0,
  head: 0,

  /** @param {string} attempt @param {number} start @param {number} end */
  choose(attempt, start, end) {
    const { now } = this;
    if (now && now.attempt === attempt && now.start === start && now.end === end) return;
    this.now = { attempt, start, end };
    this.show();
  },

  clear() {
    if (!this.now) return;
    this.now = null;
    this.show();
  },

  show() {
    for (const one of all(".passage")) one.classList.remove("passage");
    if (this.now) for (const one of wordsBetween(this.now.attempt, this.now.start, this.now.end)) one.classList.add("passage");
    document.dispatchEvent(new CustomEvent("passagechanged"));
  },
};

/** The words on the page from one number up to another. @param {string} attempt @param {number} start @param {number} end */
function wordsBetween(attempt, start, end) {
  const words = WORDS.get(attempt) ?? new Map();
  const found = [];
  for (let at = start; at < end; at += 1) if (words.has(at)) found.push(words.get(at));
  return found;
}

/** What is selected, as words of one answer: those of which at least a letter is inside.
 * @returns {{attempt: string, start: number, end: number} | null}
 */
function selectedWords() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const within = range.startContainer.parentElement?.closest(".attempt") ?? null;
  const attempt = within && attemptOf(within);
  if (attempt === null) return null;
  const inside = [...(WORDS.get(attempt) ?? [])].filter(([, word]) => overlaps(range, word)).map(([number]) => number);
  return inside.length ? { attempt, start: Math.min(...inside), end: Math.max(...inside) + 1 } : null;
}

/** @param {Range} range @param {HTMLElement} word */
function overlaps(range, word) {
  const text = word.firstChild;
  if (!text || !range.intersectsNode(text)) return false;
  const own = document.createRange();
  own.setStart(text, 0);
  own.setEnd(text, text.textContent?.length ?? 0);
  return range.compareBoundaryPoints(Range.START_TO_END, own) > 0 && range.compareBoundaryPoints(Range.END_TO_START, own) < 0;
}

let selecting = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(selecting);
  selecting = setTimeout(() => {
    const words = reviewPanel.open && draft.review ? selectedWords() : null;
    if (words) passage.choose(words.attempt, words.start, words.end);
  }, 120);
});

document.addEventListener("keydown", (event) => {
  const word = event.target instanceof HTMLElement ? event.target.closest("[data-word]") : null;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!(word instanceof HTMLElement) || !draft.review || !reviewPanel.open || step === undefined) return;
  const attempt = attemptOf(word);
  const words = attempt === null ? undefined : WORDS.get(attempt);
  if (attempt === null || !words) return;
  const at = Number(word.dataset.word);
  if (event.shiftKey) {
    // The first press takes the word itself, each further one a word more or less.
    const begun = passage.now?.attempt === attempt && passage.anchor === at;
    passage.anchor = at;
    passage.head = begun ? Math.min(Math.max(passage.head + step, 0), Math.max(...words.keys())) : at;
    passage.choose(attempt, Math.min(passage.anchor, passage.head), Math.max(passage.anchor, passage.head) + 1);
  } else if (word.closest(".transcript.playable")) {
    return;
  } else {
    const next = words.get(at + step);
    if (next) stopAt(next);
    next?.focus();
  }
  event.preventDefault();
  event.stopPropagation();
}, true);

/** Words that cannot be played have no stop for the Tab key yet; a coach needs one. */
function reachableWords() {
  for (const transcript of all(".transcript:not(.playable)")) {
    const first = transcript.querySelector("[data-word]");
    if (first instanceof HTMLElement && !transcript.querySelector("[data-word][tabindex]")) stopAt(first);
  }
}

/** @param {HTMLElement} word */
function stopAt(word) {
  for (const other of all("[data-word][tabindex]", word.closest(".transcript") ?? document)) other.removeAttribute("tabindex");
  word.setAttribute("tabindex", "0");
}

// Comments on a moment, on chosen words or on an answer; and what was really said where a word was heard wrongly.

/** @typedef {"words" | "moment" | "answer"} About */

const composer = {
  text: "",
  /** @type {About | null} null: what is at hand. */
  about: null,
  /** @type {{attempt: string, at: number} | null} The moment that a comment is about, once it was begun. */
  moment: null,
  /** @type {string | null} The comment that is being changed; null while a new one is written. */
  changes: null,
};

/** Where the sound is, where it was ever played. @returns {{attempt: string, at: number} | null} */
function momentNow() {
  const { attempt } = player;
  if (attempt === null || !hasSound(attempt) || (player.sound.paused && player.sound.currentTime === 0)) return null;
  return { attempt, at: Math.round(player.sound.currentTime * 100) / 100 };
}

/** What a comment would be about now. @param {Place} place @returns {Map<About, {label: string, target: Omit<ReviewComment, "id" | "text">}>} */
function targets(place) {
  /** @type {Map<About, {label: string, target: Omit<ReviewComment, "id" | "text">}>} */
  const found = new Map();
  const nowhere = { start_word: null, end_word: null, at: null };
  /** @param {string} attempt */
  const at = (attempt) => ({ turn: TURN_OF.get(attempt) ?? "", attempt });
  if (passage.now) {
    const { attempt, start, end } = passage.now;
    const label = `The words “${shortened(heardWords(attempt, start, end))}”`;
    found.set("words", { label, target: { ...nowhere, ...at(attempt), start_word: start, end_word: end } });
  }
  const moment = composer.moment ?? momentNow();
  if (moment) found.set("moment", { label: momentName(moment), target: { ...nowhere, ...placed(moment) } });
  if (place.attempt !== null) {
    found.set("answer", { label: `All of ${attemptName(place.attempt)}`, target: { ...nowhere, ...at(place.attempt) } });
  }
  return found;
}

/** @param {string} text @param {number} [longest] */
function shortened(text, longest = 60) {
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
}

/** @param {Review} review @param {Place} place */
function commentPane(review, place) {
  const changed = review.comments.find(({ id }) => id === composer.changes);
  if (changed) return changingPane(changed, review, place);
  const found = targets(place);
  const chosen = composer.about !== null && found.has(composer.about) ? composer.about : [...found.keys()][0];
  const about = element("fieldset", { class: "about" }, element("legend", {}, "About"));
  for (const [id, { label }] of found) {
    const input = element("input", { type: "radio", name: "about", value: id, checked: id === chosen });
    input.addEventListener("change", () => { composer.about = id; });
    about.append(element("label", {}, input, element("span", { "data-about": id }, label)));
  }
  const text = element("textarea", { id: "review-comment", rows: 3, maxlength: LONGEST_TEXT });
  text.value = composer.text;
  text.addEventListener("input", () => {
    // What one writes about is what one heard when one began to write.
    if (composer.text === "") composer.moment = momentNow();
    composer.text = text.value;
    if (composer.text === "") composer.moment = null;
  });
  const add = element("button", { type: "button", class: "main-button" }, "Add the comment");
  add.addEventListener("click", () => {
    const asked = about.querySelector("input:checked");
    const target = found.get(/** @type {About} */ (asked instanceof HTMLInputElement ? asked.value : chosen))?.target;
    // The label of a moment runs on with the sound; the comment gets the one it was begun at.
    const moment = composer.moment ?? momentNow();
    if (target) addComment(target.at !== null && moment ? { ...target, ...placed(moment) } : target, text.value);
  });
  return element("div", { class: "comments" },
    element("p", { class: "quiet" }, "Select words in the transcript, or play to a moment, and write.",
      element("span", { class: "keys" }, " With the keyboard: Tab to a word, then Shift and the arrow keys.")),
    about, element("label", { for: text.id }, "Your comment"), text, add, ...correctionForm(), ...entries(review, place));
}

/** A comment that was made, to be worded anew. @param {ReviewComment} comment @param {Review} review @param {Place} place */
function changingPane(comment, review, place) {
  const text = element("textarea", { id: "review-comment", rows: 5, maxlength: LONGEST_TEXT });
  text.value = comment.text;
  const save = element("button", { type: "button", class: "main-button" }, "Change the comment");
  save.addEventListener("click", () => {
    if (!text.value.trim()) return saySomething("Write the comment first, or remove it below.", true);
    draft.change((now) => {
      const own = now.comments.find(({ id }) => id === comment.id);
      if (own) own.text = typedText(text.value.trim());
    });
    leave("The comment is changed.");
  });
  const keep = element("button", { type: "button" }, "Keep it as it was");
  keep.addEventListener("click", () => leave(""));
  /** @param {string} told */
  const leave = (told) => {
    composer.changes = null;
    drawPanel();
    saySomething(told);
    reviewPanel.heading.focus({ preventScroll: true });
  };
  return element("div", { class: "comments" }, element("label", { for: text.id }, `Your comment · ${whereOf(comment)}`), text,
    element("div", { class: "saving" }, save, keep), ...entries(review, place));
}

/** @param {{attempt: string, at: number}} moment */
function momentName({ attempt, at }) {
  return `The moment ${clock(at)} in ${attemptName(attempt)}`;
}

/** @param {{attempt: string, at: number}} moment */
function placed({ attempt, at }) {
  return { turn: TURN_OF.get(attempt) ?? "", attempt, at };
}

onMoment(() => {
  const moment = composer.moment ?? momentNow();
  const label = document.querySelector("[data-about='moment']");
  if (label && moment) label.textContent = momentName(moment);
  // The first moment of all is an offer that was not there before; it must not come between somebody and their words.
  const free = draft.review && reviewPanel.open && reviewPanel.task === "comment" && !reviewPanel.body.contains(document.activeElement);
  if (!label && moment && free) drawPanel();
});

document.addEventListener("passagechanged", () => {
  if (!reviewPanel.open || !draft.review) return;
  if (passage.now) {
    composer.about = "words";
    composer.changes = null;
    reviewPanel.attempt = passage.now.attempt;
    reviewPanel.task = "comment";
    const { attempt, start, end } = passage.now;
    saySomething(`Chosen: “${shortened(heardWords(attempt, start, end))}”. Comment on these words, or correct them.`);
  }
  drawPanel();
});

/** @param {Omit<ReviewComment, "id" | "text">} target @param {string} text */
function addComment(target, text) {
  if (!draft.review || !text.trim()) return saySomething("Write the comment first.", true);
  if (draft.review.comments.length >= MOST_ENTRIES) return saySomething(`A review holds ${MOST_ENTRIES} comments at most.`, true);
  draft.change((review) => {
    const numbers = review.comments.map(({ id }) => Number(id.slice(1)) || 0);
    review.comments.push({ id: `c${Math.max(0, ...numbers) + 1}`, ...target, text: typedText(text.trim()) });
  });
  Object.assign(composer, { text: "", about: null, moment: null });
  passage.clear();
  drawPanel();
  saySomething("The comment stands in the transcript.");
  document.getElementById("review-comment")?.focus({ preventScroll: true });
}

/** Where words are chosen: what was really said there. */
function correctionForm() {
  if (!passage.now) return [];
  const { attempt, start, end } = passage.now;
  const heard = heardWords(attempt, start, end);
  const input = element("input", { id: "review-correction", type: "text", maxlength: LONGEST_TEXT, value: heard });
  const save = element("button", { type: "button" }, "Correct the words");
  save.addEventListener("click", () => correct(attempt, start, end, input.value));
  return [element("label", { for: input.id }, `What was really said instead of “${shortened(heard)}”`), input, save,
    element("p", { class: "quiet" }, "The words that were heard stay visible. Leave the field empty where nothing was said.")];
}

/** @param {string} attempt @param {number} start @param {number} end @param {string} text */
function correct(attempt, start, end, text) {
  if (end - start > MOST_ENTRIES) return saySomething(`Choose at most ${MOST_ENTRIES} words.`, true);
  if (text.trim() === heardWords(attempt, start, end)) return saySomething("These are the words as they were heard. Change them first.", true);
  if ((draft.review?.corrections.length ?? 0) >= MOST_ENTRIES) {
    return saySomething(`A review holds ${MOST_ENTRIES} corrections at most.`, true);
  }
  draft.change((review) => {
    // A word has one correction: a new one takes the place of those it touches.
    review.corrections = review.corrections.filter((one) => one.attempt !== attempt || one.end_word <= start || one.start_word >= end);
    review.corrections.push({ turn: TURN_OF.get(attempt) ?? "", attempt, start_word: start, end_word: end, text: typedText(text.trim()) });
  });
  passage.clear();
  drawPanel();
  saySomething("The correction stands in the transcript, beside what was heard.");
  reviewPanel.heading.focus({ preventScroll: true });
}

/** What was said about the answer at hand, each with a way to take it out. @param {Review} review @param {Place} place */
function entries(review, place) {
  const here = (/** @type {{attempt: string}} */ one) => one.attempt === place.attempt;
  const made = review.comments.filter(here).map((one) => entry(whereOf(one), one.text, (now) => {
    now.comments = now.comments.filter(({ id }) => id !== one.id);
  }, changing(one)));
  for (const one of review.corrections.filter(here)) {
    const heard = shortened(heardWords(one.attempt, one.start_word, one.end_word));
    made.push(entry(`“${heard}” was really`, one.text || "(nothing)", (now) => {
      now.corrections = now.corrections.filter((other) => other.attempt !== one.attempt || other.start_word !== one.start_word);
    }));
  }
  return made.length ? [element("h3", {}, `Said so far about ${placeName(place.attempt)}`), element("ul", { class: "entries" }, ...made)] : [];
}

/** @param {ReviewComment} comment */
function whereOf({ attempt, start_word, end_word, at }) {
  if (start_word !== null && end_word !== null) return `“${shortened(heardWords(attempt, start_word, end_word))}”`;
  return at !== null ? clock(at) : "All of it";
}

/** The way to word a comment anew. @param {ReviewComment} comment */
function changing({ id, text }) {
  const change = element("button", { type: "button", class: "plain-button", "aria-label": `Change: ${shortened(text, 40)}` }, "Change");
  change.addEventListener("click", () => {
    composer.changes = id;
    drawPanel();
    document.getElementById("review-comment")?.focus();
  });
  return change;
}

/** @param {string} where @param {string} text @param {(review: Review) => void} without @param {...Node} more ways */
function entry(where, text, without, ...more) {
  const remove = element("button", { type: "button", class: "plain-button", "aria-label": `Remove: ${shortened(text, 40)}` }, "Remove");
  remove.addEventListener("click", () => {
    draft.change(without);
    drawPanel();
    saySomething("Removed. Undo brings it back.");
    reviewPanel.heading.focus({ preventScroll: true });
  });
  return element("li", {}, element("p", {}, element("b", {}, where), " ", text), element("span", { class: "entry-ways" }, ...more, remove));
}

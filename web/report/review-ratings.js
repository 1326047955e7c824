// Levels: one for each criterion, of each answer and of the whole interview, each level in words.

/** @param {Review} review @param {Place} place */
function ratingPane(review, place) {
  const made = element("div", { class: "ratings" });
  made.append(element("p", { class: "quiet" }, place.attempt === null
    ? "Now the interview as a whole, as you would tell the candidate."
    : "Listen, then choose for each criterion the sentence that fits best. An arrow key changes the level."));
  for (const criterion of coachRubric?.criteria ?? []) made.append(criterionChoice(review, place, criterion));
  const next = nextPlace(place);
  if (next !== undefined) {
    const button = element("button", { type: "button", class: "main-button" }, `Next: ${placeName(next)}`);
    button.addEventListener("click", () => {
      chooseAnswer(next);
      reviewPanel.heading.focus({ preventScroll: true });
    });
    made.append(button);
  } else {
    const button = element("button", { type: "button", class: "main-button" }, "Next: finish");
    button.addEventListener("click", () => chooseTask("finish"));
    made.append(button);
  }
  return made;
}

/** The place to rate after this one: the next answer, then the whole interview; undefined after that. @param {Place} place */
function nextPlace({ attempt }) {
  if (attempt === null) return undefined;
  const at = ANSWERS.findIndex(({ id }) => id === attempt);
  return ANSWERS.slice(at + 1).find((one) => ANSWERS_TO_RATE.includes(one))?.id ?? null;
}

/** @param {Review} review @param {Place} place @param {CoachCriterion} criterion */
function criterionChoice(review, place, criterion) {
  const rating = ratingOf(review, place, criterion.id);
  const made = element("fieldset", { class: "criterion-choice", "data-criterion": criterion.id },
    element("legend", {}, criterion.name), element("p", { class: "quiet" }, criterion.question));
  const note = element("textarea", { id: `note-${criterion.id}`, rows: 2, maxlength: LONGEST_TEXT, disabled: !rating });
  for (const level of LEVELS_TO_GIVE) {
    const input = element("input", { type: "radio", name: `level-${criterion.id}`, value: level, checked: rating?.level === level });
    input.addEventListener("change", () => {
      rate(place, criterion.id, level);
      note.disabled = false;
      count(place);
    });
    made.append(element("label", { class: "level-choice" }, input, element("b", {}, String(level)), element("span", {}, criterion.levels[level - 1])));
  }
  note.value = rating?.note ?? "";
  note.addEventListener("input", () => draft.change((now) => {
    const own = ratingOf(now, place, criterion.id);
    if (own) own.note = note.value.trim() ? typedText(note.value) : null;
  }, `note ${place.attempt} ${criterion.id}`));
  made.append(element("details", { class: "note", open: Boolean(rating?.note) }, element("summary", {}, "Note"),
    element("label", { for: note.id, class: "unseen" }, `Note on ${criterion.name}`), note,
    element("p", { class: "quiet" }, "A note stays with its level: choose the level first.")));
  return made;
}

/** @param {Place} place @param {string} criterion @param {number} level */
function rate(place, criterion, level) {
  if (!draft.review || draft.review.ratings.length >= MOST_ENTRIES && !ratingOf(draft.review, place, criterion)) {
    saySomething(`A review holds ${MOST_ENTRIES} levels at most.`, true);
    return;
  }
  const wasBlind = draft.review.blind;
  draft.change((review) => {
    const own = ratingOf(review, place, criterion);
    if (own) own.level = level;
    else review.ratings.push({ ...place, criterion, level, note: null });
    // What is rated with the machine's results in view is not rated blind, and must not pass for it.
    if (review.revealed_at !== null) review.blind = false;
  });
  const { given, of } = rated(draft.review);
  if (wasBlind && !draft.review.blind) {
    saySomething("This level was given with the machine’s results in view, so the review does not count as blind any more. Undo takes it back.");
  } else {
    saySomething(given === of && draft.hides ? "Everything is rated. “Finish” shows you the machine’s results." : "");
  }
}

/** The figures in the list of answers, without drawing it anew: the focus is on a level. @param {Place} place */
function count({ attempt }) {
  const option = document.querySelector(`#review-answer option[value="${CSS.escape(attempt ?? "")}"]`);
  const given = draft.review?.ratings.filter((one) => one.attempt === attempt).length ?? 0;
  if (option) option.textContent = `${placeName(attempt)} · ${given} of ${coachRubric?.criteria.length ?? 0}`;
}

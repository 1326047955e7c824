// Reviews beside the report: whose they are, what they say, and where. The report itself stays as it is.

/** @typedef {{review: Review, label: string, look: string}} Shown */

const COLOURS = 6;

/** @type {Review[]} Every review that was read, the last of each reviewer. */
let readReviews = [];

/** Take in reviews; a later one by the same reviewer takes the place of an earlier one. @param {Review[]} more */
function takeIn(more) {
  for (const review of more) {
    const before = readReviews.find((one) => sameReviewer(one.reviewer) === sameReviewer(review.reviewer));
    if (before && Date.parse(before.saved_at) > Date.parse(review.saved_at)) continue;
    readReviews = [...readReviews.filter((one) => one !== before), review];
  }
  readReviews.sort((one, other) => Date.parse(one.saved_at) - Date.parse(other.saved_at));
}

/** What is to be seen now: while somebody rates blind, nobody's but their own.
 * @returns {Shown[]}
 */
function shownReviews() {
  const own = draft.review;
  const others = hidesResults() ? [] : readReviews.filter((one) => !own || sameReviewer(one.reviewer) !== sameReviewer(own.reviewer));
  return [...others, ...(own ? [own] : [])].map((review, at) => ({
    review, label: `${String.fromCharCode(65 + (at % 26))}${at < 26 ? "" : Math.floor(at / 26)}`, look: `by-${1 + (at % COLOURS)}`,
  }));
}

/** What is hidden and what is shown, anew. */
function redrawReviews() {
  keepBlind();
  drawReviews();
}

/** All reviews anew. */
function drawReviews() {
  for (const one of all(".from-review")) one.remove();
  for (const one of all(".remarked")) one.classList.remove("remarked", "misheard", ...Array.from({ length: COLOURS }, (_, at) => `by-${at + 1}`));
  const shown = shownReviews();
  drawOverview(shown);
  for (const { id } of ANSWERS) {
    const block = document.querySelector(`.attempt[data-attempt="${CSS.escape(id)}"]`);
    if (block instanceof HTMLElement) drawAnswer(block, placeOf(id), shown);
  }
}

/** The letter and the colour of a reviewer; the name is for those who do not see them. @param {Shown} one @param {string} [more] */
function badge({ label, look, review }, more = "") {
  return element("span", { class: `badge ${look}`, title: review.reviewer }, `${label}${more}`, element("span", { class: "unseen" }, ` (${review.reviewer})`));
}

/** Who said what of the whole interview, the summaries first. @param {Shown[]} everyone */
function drawOverview(everyone) {
  // A draft of which nothing is about the whole interview has nothing to show here yet.
  const says = (/** @type {Review} */ review) => review.summary || review.ratings.some(({ attempt }) => attempt === null);
  const shown = everyone.filter(({ review }) => review !== draft.review || says(review));
  if (!shown.length) return;
  const whole = { turn: null, attempt: null };
  const several = shown.length > 1 ? "The coaches’ reviews" : "A coach’s review";
  const heading = shown.every(({ review }) => review === draft.review) ? "Your review so far" : several;
  const card = element("section", { class: "card reviews from-review", id: "reviews", "aria-labelledby": "reviews-heading" },
    element("h2", { id: "reviews-heading" }, heading),
    element("p", { class: "quiet" }, "What a person says stands beside what the machine measured, and changes nothing in it."));
  for (const one of shown) {
    const { review } = one;
    const time = new Date(review.saved_at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const later = review.revealed_at === null ? "" : ", then looked at the machine’s results";
    const how = !review.ratings.length ? "no levels given" : review.blind ? `rated blind${later}` : "rated with the machine’s results in view";
    card.append(element("article", { class: `review ${one.look}` },
      element("h3", {}, badge(one), " ", review.reviewer), element("p", { class: "quiet" }, `${review === draft.review ? "Your draft" : time} · ${how}`),
      element("p", { class: "summary-text" }, review.summary || "No summary.")));
  }
  const table = ratingsTable(whole, shown, "The whole interview");
  if (table) card.append(element("h3", {}, "The whole interview"), table);
  blindNotice.after(card);
}

/** @param {HTMLElement} block @param {Place} place @param {Shown[]} shown */
function drawAnswer(block, place, shown) {
  const table = ratingsTable(place, shown, `Levels of ${placeName(place.attempt)}`);
  const notes = element("ul", { class: "notes" });
  for (const one of shown) {
    let number = 0;
    for (const comment of one.review.comments.filter(({ attempt }) => attempt === place.attempt)) {
      number += 1;
      drawComment(block, one, comment, number, notes);
    }
    for (const correction of one.review.corrections.filter(({ attempt }) => attempt === place.attempt)) drawCorrection(one, correction);
    for (const override of one.review.overrides.filter(({ attempt }) => attempt === place.attempt)) drawOverride(block, one, override);
  }
  if (!table && !notes.childElementCount) return;
  const made = element("div", { class: "answer-reviews from-review" },
    element("p", { class: "said-by" }, element("span", { role: "heading", "aria-level": 4 }, "What a coach says")), ...(table ? [table] : []));
  if (notes.childElementCount) made.append(notes);
  block.querySelector(".columns")?.before(made);
}

/** The levels that were given, beside the machine's; null where none was. @param {Place} place @param {Shown[]} shown @param {string} name */
function ratingsTable(place, shown, name) {
  const raters = shown.filter(({ review }) => review.ratings.some(({ attempt }) => attempt === place.attempt));
  const given = raters.flatMap(({ review }) => review.ratings.filter(({ attempt }) => attempt === place.attempt).map(({ criterion }) => criterion));
  if (!given.length) return null;
  const order = (coachRubric?.criteria ?? []).map(({ id }) => id);
  const criteria = [...new Set([...order.filter((id) => given.includes(id)), ...given])];
  const machine = !hidesResults();
  const head = element("tr", {}, element("th", { scope: "col" }, "Criterion"), ...(machine ? [element("th", { scope: "col" }, "Machine")] : []),
    ...raters.map((one) => element("th", { scope: "col" }, badge(one), " ", one.review.reviewer)));
  const rows = criteria.map((id) => element("tr", {}, element("th", { scope: "row" }, criterionName(id)),
    ...(machine ? [levelCell(machineLevel(place, id))] : []),
    ...raters.map(({ review, look }) => {
      const rating = ratingOf(review, place, id);
      const cell = levelCell(rating?.level ?? null, look);
      if (rating?.note) cell.append(element("p", { class: "cell-note" }, rating.note));
      return cell;
    })));
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": name },
    element("table", { class: "levels-given" }, element("thead", {}, head), element("tbody", {}, ...rows)));
}

/** @param {number | null} level @param {string} [look] */
function levelCell(level, look = "") {
  if (level === null) return element("td", { class: "quiet" }, "–", element("span", { class: "unseen" }, "no level"));
  return element("td", {}, element("b", { class: `level-given ${look}` }, String(level)), element("span", { class: "quiet" }, " of 5"));
}

/** @param {HTMLElement} block @param {Shown} one @param {ReviewComment} comment @param {number} number
 * @param {HTMLElement} whole for what concerns all of an answer */
function drawComment(block, one, comment, number, whole) {
  const { attempt, start_word: start, end_word: end, at } = comment;
  const words = ATTEMPTS.get(attempt)?.words ?? [];
  const from = at ?? (start === null ? null : words[start]?.start ?? null);
  const until = at === null && end !== null ? words[end - 1]?.end ?? null : null;
  const note = element("div", { class: `note-by ${one.look} from-review` }, badge(one, String(number)), " ");
  if (from !== null) note.append(playButton(attempt, from, until), " ");
  if (start !== null && end !== null) note.append(element("q", {}, shortened(heardWords(attempt, start, end))), " ");
  note.append(element("span", { class: "note-text" }, comment.text));
  const place = end !== null ? end - 1 : at !== null ? Math.max(lastBegun(words, at), 0) : null;
  const last = place === null ? null : wordAt(attempt, place);
  if (!last || !block.contains(last)) {
    whole.append(element("li", { class: "from-review" }, note));
    return;
  }
  if (start !== null && end !== null) for (const word of wordsBetween(attempt, start, end)) word.classList.add("remarked", one.look);
  afterMarks(last, element("sup", { class: `mark-by ${one.look} from-review`, "aria-hidden": "true" }, `${one.label}${number}`));
  margin(last).append(note);
}

// Room for a margin beside every paragraph, once: what is moved later loses what somebody selected in it.
for (const paragraph of all(".transcript > p")) {
  const noted = element("div", { class: "noted" });
  paragraph.before(noted);
  noted.append(paragraph);
}

/** The margin of the paragraph that a word stands in. @param {HTMLElement} word @returns {HTMLElement} */
function margin(word) {
  const noted = /** @type {HTMLElement} */ (word.closest(".noted"));
  const found = noted.querySelector(":scope > .margin");
  if (found instanceof HTMLElement) return found;
  const made = element("div", { class: "margin from-review" });
  noted.append(made);
  return made;
}

/** Beside a word, behind what stands there already. @param {HTMLElement} word @param {HTMLElement} mark */
function afterMarks(word, mark) {
  /** @type {Element} */
  let last = word;
  while (last.nextSibling instanceof Element && last.nextSibling.classList.contains("from-review")) last = last.nextSibling;
  last.after(mark);
}

/** A word, or the last before it that stands on the page. @param {string} attempt @param {number} number @returns {HTMLElement | null} */
function wordAt(attempt, number) {
  for (let at = number; at >= 0; at -= 1) {
    const word = WORDS.get(attempt)?.get(at);
    if (word) return word;
  }
  return null;
}

/** @param {string} attempt @param {number} from @param {number | null} until */
function playButton(attempt, from, until) {
  if (!hasSound(attempt)) return element("span", { class: "when" }, clock(from));
  const button = element("button", { type: "button", class: "when hear", "aria-label": `Play from ${clock(from)}` }, drawing(PLAY), clock(from));
  button.addEventListener("click", () => player.play(attempt, from - AROUND, until === null ? null : until + AROUND));
  return button;
}

/** @param {Shown} one @param {WordCorrection} correction */
function drawCorrection(one, { attempt, start_word: start, end_word: end, text }) {
  const words = wordsBetween(attempt, start, end);
  for (const word of words) word.classList.add("remarked", "misheard", one.look);
  const last = words.at(-1) ?? wordAt(attempt, end - 1);
  if (last) afterMarks(last, element("ins", { class: `really from-review ${one.look}` }, badge(one), " ", text || "(nothing was said here)"));
}

/** @param {HTMLElement} block @param {Shown} one @param {Override} override */
function drawOverride(block, one, { attempt, metric, level, reason }) {
  if (hidesResults()) return;
  const machine = resultLevel(attempt, metric);
  const said = element("p", { class: `overridden from-review ${one.look}` }, badge(one), " ", element("b", {}, `${level} of 5`),
    machine === null ? "" : ` instead of ${machine} of 5`, ". ", element("span", {}, reason));
  const row = block.querySelector(`[data-result="${CSS.escape(metric)}"]`);
  if (row) row.append(said);
  else {
    said.prepend(element("b", {}, `${METRIC_NAMES.get(metric) ?? metric}: `));
    block.querySelector(".found")?.append(said);
  }
}

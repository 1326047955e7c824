// Results that the machine judged wrongly: the level they should have had, and why. Only once they may be seen.

/** @param {Review} review @param {Place} place */
function resultsPane(review, place) {
  if (draft.hides) return revealing(review);
  if (place.attempt === null) return element("p", { class: "quiet" }, "Choose an answer above.");
  const made = element("div", { class: "overrides" },
    element("p", { class: "quiet" }, "Where the machine is wrong, say what the level should be, and why. Its own level stays visible beside yours."));
  for (const result of ANSWERS.find(({ id }) => id === place.attempt)?.results ?? []) {
    if (result.status !== "not_applicable") made.append(overrideForm(review, place, result.id));
  }
  return made;
}

/** The way to the machine's results. @param {Review} review */
function revealing(review) {
  const { given, of } = rated(review);
  const button = element("button", { type: "button", class: "main-button" }, "Show the machine’s results");
  button.addEventListener("click", () => {
    draft.reveal();
    drawPanel();
    saySomething("The machine’s results are visible now.");
    reviewPanel.heading.focus({ preventScroll: true });
  });
  return element("div", { class: "revealing" }, element("p", {}, given === of
    ? "Everything is rated. You can look at the machine’s results now; your review says when you did."
    : `You have given ${given} of ${of} levels. If you look at the machine’s results now, your review says when you did, `
      + `and it stops counting as blind with the next level that you give or change.`), button);
}

/** @param {Review} review @param {Place} place @param {string} metric */
function overrideForm(review, place, metric) {
  const own = review.overrides.find((one) => one.attempt === place.attempt && one.metric === metric);
  const machine = place.attempt === null ? null : resultLevel(place.attempt, metric);
  const name = METRIC_NAMES.get(metric) ?? metric;
  const reason = element("textarea", { id: `reason-${metric}`, rows: 2, maxlength: LONGEST_TEXT });
  reason.value = own?.reason ?? "";
  const levels = element("div", { class: "level-row", role: "radiogroup", "aria-label": `Level of ${name}` });
  for (const level of LEVELS_TO_GIVE) {
    const input = element("input", { type: "radio", name: `override-${metric}`, value: level, checked: own?.level === level });
    levels.append(element("label", {}, input, element("span", {}, String(level))));
  }
  const save = element("button", { type: "button" }, own ? "Change" : "Override");
  save.addEventListener("click", () => {
    const level = Number(levels.querySelector("input:checked")?.getAttribute("value") ?? 0);
    if (!level || !reason.value.trim()) return saySomething(level ? "Say why: the candidate reads it." : "Choose a level first.", true);
    if (!own && review.overrides.length >= MOST_ENTRIES) return saySomething(`A review holds ${MOST_ENTRIES} overrides at most.`, true);
    withoutOverride(place, metric, { turn: place.turn ?? "", attempt: place.attempt ?? "", metric, level, reason: typedText(reason.value.trim()) });
    saySomething(`${name}: ${level} of 5 stands beside the machine’s level.`);
  });
  const remove = element("button", { type: "button", class: "plain-button", hidden: !own }, "Remove");
  remove.addEventListener("click", () => withoutOverride(place, metric));
  return element("details", { class: "override-form", "data-metric": metric },
    element("summary", {}, name, " ", element("span", { class: "quiet" }, machine === null ? "no level" : `machine ${machine}`),
      own ? element("b", {}, ` yours ${own.level}`) : ""),
    levels, element("label", { for: reason.id }, `Why it should be another level`), reason, save, " ", remove);
}

/** Take out what was said about a result, and put something else there, if anything.
 * @param {Place} place @param {string} metric @param {Override} [instead]
 */
function withoutOverride(place, metric, instead) {
  draft.change((review) => {
    review.overrides = review.overrides.filter((one) => one.attempt !== place.attempt || one.metric !== metric);
    if (instead) review.overrides.push(instead);
  });
  drawPanel();
  reviewPanel.heading.focus({ preventScroll: true });
}

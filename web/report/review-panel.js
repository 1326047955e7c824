// The coach's place beside the report: a panel on a wide screen, a sheet at the bottom of a narrow one.

/** @typedef {"rate" | "comment" | "results" | "finish"} Task */
/** @type {[Task, string][]} */
const TASKS = [["rate", "Rate"], ["comment", "Comment"], ["results", "Results"], ["finish", "Finish"]];

const reviewPanel = (() => {
  const heading = element("h2", { id: "review-panel-heading", tabindex: -1 }, "Your review");
  const progress = element("p", { class: "quiet progress" });
  const undo = element("button", { type: "button", class: "plain-button" }, "Undo");
  const fold = element("button", { type: "button", class: "plain-button fold", "aria-expanded": "true" }, "Fold");
  const close = element("button", { type: "button", class: "plain-button" }, "Close");
  const said = element("p", { class: "said", role: "status" });
  const body = element("div", { class: "review-body" });
  const whole = element("section", { class: "review-panel", "aria-labelledby": heading.id, hidden: true },
    element("header", {}, element("div", { class: "title" }, heading, progress), undo, fold, close), said, body);
  return { whole, heading, progress, undo, fold, said, body, close, open: false,
    /** Whether a review that is about to begin is to be blind. */
    blindFirst: true,
    task: /** @type {Task} */ ("rate"),
    /** What gets the focus back. */
    opener: /** @type {Element | null} */ (null),
    /** The answer at hand; null for the whole interview. */
    attempt: /** @type {string | null} */ (ANSWERS_TO_RATE[0]?.id ?? ANSWERS[0]?.id ?? null) };
})();

/** Say something that nobody should miss, to screen readers too. @param {string} text @param {boolean} [wrong] */
function saySomething(text, wrong = false) {
  reviewPanel.said.textContent = text;
  reviewPanel.said.classList.toggle("wrong", wrong);
}

/** @param {Element | null} [opener] what gets the focus back */
function openPanel(opener = null) {
  reviewPanel.opener = opener;
  reviewPanel.open = true;
  reviewPanel.whole.hidden = false;
  document.documentElement.classList.add("reviewing");
  reachableWords();
  drawPanel();
  redrawReviews();
  reviewPanel.heading.focus({ preventScroll: true });
}

function closePanel() {
  reviewPanel.open = false;
  reviewPanel.whole.hidden = true;
  document.documentElement.classList.remove("reviewing");
  passage.clear();
  saySomething("");
  redrawReviews();
  if (reviewPanel.opener instanceof HTMLElement) reviewPanel.opener.focus();
}

/** The panel anew, for the task and the answer at hand. */
function drawPanel() {
  const { review } = draft;
  drawHead();
  if (!review) {
    reviewPanel.body.replaceChildren(beginning());
    return;
  }
  const pane = element("div", { class: "pane", role: "tabpanel", id: "review-pane", "aria-labelledby": `task-${reviewPanel.task}`, tabindex: -1 });
  const place = reviewPanel.attempt === null ? { turn: null, attempt: null } : placeOf(reviewPanel.attempt);
  if (reviewPanel.task !== "finish") pane.append(answerChoice(review));
  pane.append({ rate: ratingPane, comment: commentPane, results: resultsPane, finish: finishPane }[reviewPanel.task](review, place));
  reviewPanel.body.replaceChildren(taskTabs(), pane);
}

/** How far one is, and whether there is a step back. */
function drawHead() {
  const { review } = draft;
  const count = review ? rated(review) : null;
  reviewPanel.progress.textContent = !review || !count ? "" : `${review.reviewer} · ${count.given} of ${count.of} levels given`;
  reviewPanel.undo.hidden = !review;
  reviewPanel.undo.disabled = draft.steps.length === 0;
}

function taskTabs() {
  const list = element("div", { class: "tasks", role: "tablist", "aria-label": "What to do" });
  for (const [id, name] of TASKS) {
    const chosen = id === reviewPanel.task;
    const tab = element("button", { type: "button", role: "tab", id: `task-${id}`, "aria-selected": String(chosen),
      "aria-controls": "review-pane", tabindex: chosen ? 0 : -1 }, name);
    tab.addEventListener("click", () => chooseTask(id));
    list.append(tab);
  }
  list.addEventListener("keydown", (event) => {
    const at = TASKS.findIndex(([id]) => id === reviewPanel.task);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TASKS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    chooseTask(TASKS[(to + TASKS.length) % TASKS.length][0]);
  });
  return list;
}

/** @param {Task} task */
function chooseTask(task) {
  reviewPanel.task = task;
  saySomething("");
  drawPanel();
  document.getElementById(`task-${task}`)?.focus({ preventScroll: true });
  reviewPanel.body.scrollTop = 0;
}

/** Which answer the panel is about. @param {Review} review */
function answerChoice(review) {
  const choice = element("select", { id: "review-answer" });
  const whole = reviewPanel.task === "rate" ? [null] : [];
  for (const id of [...ANSWERS.map((one) => one.id), ...whole]) {
    const given = review.ratings.filter((one) => one.attempt === id).length;
    const count = reviewPanel.task === "rate" ? ` · ${given} of ${coachRubric?.criteria.length ?? 0}` : "";
    choice.append(element("option", { value: id ?? "", selected: id === reviewPanel.attempt }, `${placeName(id)}${count}`));
  }
  choice.addEventListener("change", () => {
    chooseAnswer(choice.value || null);
    document.getElementById(choice.id)?.focus();
  });
  return element("div", { class: "which-answer" }, element("label", { for: choice.id }, "Answer"), choice);
}

/** Turn to an answer, in the panel and on the page. @param {string | null} attempt */
function chooseAnswer(attempt) {
  reviewPanel.attempt = attempt;
  drawPanel();
  reviewPanel.body.scrollTop = 0;
  const block = attempt === null ? null : document.querySelector(`.attempt[data-attempt="${CSS.escape(attempt)}"]`);
  if (block instanceof HTMLDetailsElement) block.open = true;
  (block?.querySelector(".transcript") ?? block)?.closest(".attempt")?.scrollIntoView({ block: "start" });
}

// For a coach: the ways in, and everything that follows from a change of the review. The last of the scripts.

const invitation = document.getElementById("review");

/** A button that opens the panel. @param {string} text */
function wayIn(text) {
  const button = element("button", { type: "button", class: "way-in" }, text);
  button.addEventListener("click", () => openPanel(button));
  return button;
}

/** A way to open what coaches sent. */
function opening() {
  const input = element("input", { type: "file", id: "open-review", accept: ".json,.html,application/json,text/html",
    multiple: true, class: "unseen", tabindex: -1, "aria-label": "Reviews to open" });
  const button = element("button", { type: "button" }, "Open a review…");
  const said = element("p", { class: "said", role: "status" });
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const told = [];
    for (const file of input.files ?? []) told.push(await openReview(file));
    said.textContent = told.join(" ");
    input.value = "";
  });
  return [button, input, said];
}

/** Bytes of the largest file that is read: an interview's sound may lie in it. */
const LARGEST_FILE = 100_000_000;

/** @param {File} file @returns {Promise<string>} what came of it, in words */
async function openReview(file) {
  if (file.size > LARGEST_FILE) return `${file.name}: this file is too large to be a review.`;
  const text = await file.text();
  try {
    const found = /^\s*</.test(text) ? reviewsInPage(text) : [JSON.parse(text)];
    if (!found.length) return `${file.name}: there is no review inside.`;
    const read = found.map(checkedReview);
    takeIn(read);
    drawReviews();
    const where = hidesResults() ? "You see it when you no longer rate blind." : "It stands at the top of the page and beside the answers.";
    return `Opened: ${read.map(({ reviewer }) => reviewer).join(", ")}. ${where}`;
  } catch (error) {
    return `${file.name}: ${error instanceof UnreadableReview ? error.message : "this is no review. Choose the review.json that a coach saved."}`;
  }
}

/** Of a page, only the reviews inside are read; nothing of it is shown or run. @param {string} text @returns {unknown[]} */
function reviewsInPage(text) {
  const block = new DOMParser().parseFromString(text, "text/html").getElementById("reviews-data");
  const found = JSON.parse(block?.textContent || "[]");
  return Array.isArray(found) ? found : [];
}

/** Take in what the service has, as far as one may see it. */
async function takeInKept() {
  const kept = await fetch(`${SERVICE}/reviews`).then((answer) => (answer.ok ? answer.json() : []), () => []);
  takeInAll(kept.map((/** @type {{review: unknown}} */ { review }) => review));
  drawReviews();
}

/** Take in what came with the page, or from the service; what cannot be shown is said. @param {unknown} found */
function takeInAll(found) {
  const wrong = [];
  for (const one of Array.isArray(found) ? found : []) {
    try {
      takeIn([checkedReview(one)]);
    } catch (error) {
      wrong.push(error instanceof UnreadableReview ? error.message : WRONG_SHAPE);
    }
  }
  if (!wrong.length) return;
  const why = [...new Set(wrong)].join(" ");
  invitation?.append(element("p", { class: "notice wrong" }, `${counted(wrong.length, "review")} in this page cannot be shown. ${why}`));
}

let drawingReviews = 0;
document.addEventListener("reviewchanged", () => {
  keepBlind();
  drawHead();
  clearTimeout(drawingReviews);
  // Not with every letter that is typed.
  drawingReviews = setTimeout(drawReviews, 150);
});

reviewPanel.undo.addEventListener("click", () => {
  draft.undo();
  drawPanel();
  saySomething("The last change is undone.");
  if (reviewPanel.undo.disabled) reviewPanel.heading.focus({ preventScroll: true });
});
reviewPanel.close.addEventListener("click", closePanel);
reviewPanel.fold.addEventListener("click", () => {
  const folded = reviewPanel.whole.classList.toggle("folded");
  reviewPanel.fold.setAttribute("aria-expanded", String(!folded));
  reviewPanel.fold.textContent = folded ? "Unfold" : "Fold";
});
reviewPanel.whole.addEventListener("keydown", (event) => {
  // Keys in here are not the player's.
  event.stopPropagation();
  if (event.key === "Escape") closePanel();
  const typing = event.target instanceof Element && event.target.closest("textarea, input[type='text']");
  if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || typing) return;
  event.preventDefault();
  reviewPanel.undo.click();
});

if (invitation) {
  invitation.hidden = false;
  invitation.querySelector(".ways")?.append(wayIn("Review this interview"), ...opening());
  // Quiet: most who open a report want to read it.
  document.querySelector("header.top .eyebrow")?.append(element("span", { class: "quiet-way" }, " · ", wayIn("Review it as a coach")));
  document.querySelector("header.top")?.after(blindNotice);
  document.body.append(reviewPanel.whole);
  takeInAll(data("reviews-data"));
  draft.restore();
  // Who rates blind, or comes for that, goes on at once: a look at the results would spoil it.
  if (draft.hides || location.hash === "#review") openPanel();
  else redrawReviews();
  // The answers are what a coach comes for; the address would lead to the card at the foot.
  if (location.hash === "#review") addEventListener("load", () => requestAnimationFrame(() => scrollTo(0, 0)), { once: true });
}

// Beginning a review and handing it on: as review.json, as a copy of this page, or to the service.

/** Who reviews, and whether blind. */
function beginning() {
  const rubric = coachRubric;
  if (!rubric || !ANSWERS.length) {
    return element("div", { class: "pane" }, element("p", {}, rubric
      ? "There is no finished answer in this interview that could be reviewed."
      : "No rubric lies in this report, so there is nothing to rate by. Save the report again with this version of the program."));
  }
  const name = element("input", { id: "reviewer", type: "text", maxlength: LONGEST_NAME, autocomplete: "name", required: true });
  const blind = element("input", { id: "review-blind", type: "checkbox", checked: reviewPanel.blindFirst, "aria-describedby": "blind-help" });
  blind.addEventListener("change", () => {
    reviewPanel.blindFirst = blind.checked;
    redrawReviews();
  });
  const begin = element("button", { type: "submit", class: "main-button" }, "Begin");
  const by = element("p", { class: "quiet" }, ratedBy(rubric));
  const choice = element("div");
  let chosen = rubric;
  void known(name, choice, (other) => {
    chosen = other;
    by.textContent = ratedBy(other);
  });
  // No form: the page's policy forbids sending any.
  const start = () => {
    if (!name.value.trim()) {
      saySomething("Write your name first: the candidate sees who says it.", true);
      name.focus();
      return;
    }
    draft.begin(name.value, blind.checked, chosen);
    saySomething("");
    // The first answer comes into view with its levels.
    chooseAnswer(reviewPanel.attempt);
    reviewPanel.heading.focus({ preventScroll: true });
  };
  begin.addEventListener("click", start);
  name.addEventListener("keydown", (event) => {
    if (event.key === "Enter") start();
  });
  return element("div", { class: "pane beginning" },
    element("label", { for: name.id }, "Your name"), name,
    element("label", { class: "check" }, blind, element("span", {}, "Rate blind first")),
    element("p", { class: "quiet", id: "blind-help" }, "The machine’s results stay hidden until you have rated, so that your levels "
      + "are your own. Untick this if you have read them already."),
    choice, by, begin, ...goingOn());
}

/** A way to go on with each review that lies here. */
function goingOn() {
  const ways = readReviews.filter((one) => one.rubric.sha256 === coachRubric?.sha256).map((review) => {
    const button = element("button", { type: "button" }, `Go on with the review by ${review.reviewer}`);
    button.addEventListener("click", () => {
      draft.goOn(review);
      drawPanel();
      reviewPanel.heading.focus({ preventScroll: true });
    });
    return button;
  });
  return ways.length ? [element("h3", {}, "Or, if it is yours"), ...ways] : [];
}

/** @param {CoachRubric} rubric */
function ratedBy({ name, version, criteria }) {
  return `You rate by “${name}” ${version}: ${criteria.map((one) => one.name).join(", ")}.`;
}

/** In the service it is known who a coach is, and there may be several rubrics to rate by.
 * @param {HTMLInputElement} name @param {HTMLElement} choice @param {(rubric: CoachRubric) => void} take
 */
async function known(name, choice, take) {
  if (!SERVICE) return;
  const [visitor, rubrics] = await Promise.all(["/api/session", "/api/rubrics"].map((address) =>
    fetch(address).then((answer) => (answer.ok ? answer.json() : null), () => null)));
  if (visitor?.kind === "coach") {
    name.value = visitor.name;
    name.readOnly = true;
  }
  if (!Array.isArray(rubrics) || rubrics.length < 2) return;
  const select = element("select", { id: "review-rubric" });
  for (const one of rubrics) select.append(element("option", { value: one.id, selected: one.sha256 === coachRubric?.sha256 }, `${one.name} ${one.version}`));
  select.addEventListener("change", () => take(rubrics.find(({ id }) => id === select.value)));
  choice.append(element("label", { for: select.id }, "Rubric"), select);
}

/** @param {Review} review */
function finishPane(review) {
  const summary = element("textarea", { id: "review-summary", rows: 7, maxlength: LONGEST_TEXT });
  summary.value = review.summary;
  summary.addEventListener("input", () => draft.change((now) => { now.summary = typedText(summary.value); }, "summary"));
  const { given, of } = rated(review);
  const held = [`${given} of ${of} levels`, counted(review.comments.length, "comment"),
    counted(review.corrections.length, "correction"), counted(review.overrides.length, "override")].join(", ");
  const made = element("div", { class: "finish" },
    element("label", { for: summary.id }, "Your summary"),
    element("p", { class: "quiet" }, "The candidate reads this first: what works, and the one or two things to practise."), summary,
    element("p", { class: "quiet" }, `In this review: ${held}.${given < of ? " You can save it as it is, and go on later." : ""}`));
  if (draft.hides) made.append(revealing(review));
  made.append(element("div", { class: "saving" }, ...savingButtons()), element("p", { class: "quiet" }, draft.kept
    ? "This browser keeps your draft, on this computer only, until you throw it away."
    : "This browser keeps no draft of a file opened from disk. Save before you close the page."), throwAway());
  return made;
}

/** @param {number} many @param {string} what */
function counted(many, what) {
  return `${many} ${what}${many === 1 ? "" : "s"}`;
}

function savingButtons() {
  const json = element("button", { type: "button" }, "Save as review.json");
  json.addEventListener("click", () => {
    handOut(`${JSON.stringify(draft.sealed(), null, 2)}\n`, "application/json", "review.json");
    draft.saved();
    saySomething("Saved as review.json. Send it back to whoever sent you the report.");
  });
  if (SERVICE) {
    const post = element("button", { type: "button", class: "main-button" }, "Save");
    post.addEventListener("click", () => void keepInService(post));
    return [post, json];
  }
  const html = element("button", { type: "button", class: "main-button" }, "Save as a new HTML with the review inside");
  html.addEventListener("click", () => {
    const own = draft.sealed();
    const others = readReviews.filter((one) => sameReviewer(one.reviewer) !== sameReviewer(own.reviewer));
    handOut(copyWithReviews([...others, own]), "text/html", `interview-${REPORT.id.replace(/[^A-Za-z0-9_-]/g, "")}-reviewed.html`);
    draft.saved();
    saySomething("Saved as a new file. The candidate opens it and finds your review beside the machine’s results.");
  });
  return [html, json];
}

/** @param {HTMLButtonElement} button */
async function keepInService(button) {
  button.disabled = true;
  try {
    const body = JSON.stringify(draft.sealed());
    /** @param {string} query */
    const send = (query) => fetch(`${SERVICE}/reviews${query}`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    let answer = await send(draft.id === null ? "" : `?instead_of=${encodeURIComponent(draft.id)}`);
    // The earlier one was removed meanwhile: then this is a new one.
    if (answer.status === 404 && draft.id !== null) answer = await send("");
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) {
      draft.saved(told.id);
      saySomething(await sharedHere() ? "Saved. The candidate finds it in this report."
        : "Saved. It lies with this report, in this program; for somebody elsewhere, save it as review.json and send them that file.");
      // A coach may see what others said once there is something of their own.
      await takeInKept();
    } else {
      saySomething(`${told.message ?? "The service did not take the review."} ${told.remedy ?? "Save it as review.json for now."}`, true);
    }
  } catch {
    saySomething("The service cannot be reached. Save as review.json for now, or try again.", true);
  }
  button.disabled = false;
}

/** Whether somebody shared this report here, and so looks for the review here. */
async function sharedHere() {
  const visitor = await fetch("/api/session").then((answer) => (answer.ok ? answer.json() : null), () => null);
  return visitor?.kind === "coach";
}

/** Give a file to whoever sits there. @param {string} text @param {string} type @param {string} name */
function handOut(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Throwing away takes two presses. */
function throwAway() {
  const button = element("button", { type: "button", class: "plain-button danger" }, "Throw this draft away");
  button.addEventListener("click", () => {
    if (!button.classList.contains("asked")) {
      button.classList.add("asked");
      button.textContent = "Really throw it away? Press again";
      return;
    }
    draft.drop();
    drawPanel();
    saySomething("The draft is gone. What you saved before stays where you saved it.");
    reviewPanel.heading.focus({ preventScroll: true });
  });
  return button;
}

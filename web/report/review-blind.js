// Rating blind: what the machine thinks is out of sight, for eyes, ears and search alike, until it is asked for.

/** Where the hidden results would stand, it is said why they do not. */
const blindNotice = element("p", { class: "notice blind-notice", hidden: true });

/** Whether they are out of sight: while somebody rates blind, and while somebody is about to begin to. */
function hidesResults() {
  return draft.hides || (reviewPanel.open && !draft.review && reviewPanel.blindFirst);
}

/** Hide or show, as the draft has it. */
function keepBlind() {
  const hide = hidesResults();
  document.documentElement.classList.toggle("blind", hide);
  blindNotice.hidden = !hide;
  const way = draft.review
    ? "“Show the machine’s results”, under “Results” in your review, brings them back."
    : "Untick “Rate blind first”, or close the review, to see them.";
  blindNotice.textContent = hide
    ? `You are rating blind: the machine’s scores, levels, advice and marks are hidden, and so are other reviews. ${way}`
    : "";
  // A title would show itself under the pointer.
  const [from, to] = hide ? ["title", "data-title"] : ["data-title", "title"];
  for (const one of all(`main [${from}]`)) {
    one.setAttribute(to, one.getAttribute(from) ?? "");
    one.removeAttribute(from);
  }
}

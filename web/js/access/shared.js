/** Where a coach begins: the interviews that were shared with them. */
import { byId, make, setText } from "../page/dom.js";
import { readable } from "../page/phrases.js";
import { session, shared } from "../service/access.js";
import { reportUrl, Refusal } from "../service/api.js";
import { showVisitor } from "./visitor.js";

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** @param {import("../service/access.js").Shared} interview */
function row({ id, role, candidate, started_at, score }) {
  const title = candidate ? `${candidate}, ${readable(role)}` : readable(role);
  const said = score === null ? "No score" : `Score ${Math.round(score)}`;
  return make(
    "li",
    { class: "history__row" },
    // With the review open and blind at first: a look at the results beforehand would spoil it.
    make("a", { class: "history__link", href: `${reportUrl(id)}#review` }, title),
    make("span", { class: "muted" }, `${DATE.format(new Date(started_at))} · ${said}`),
  );
}

async function show() {
  const here = await session();
  if (here.kind !== "coach") {
    setText("shared-lead", "This page is for coaches. Your own interviews are on the first page.");
    byId("shared-home", HTMLElement).hidden = false;
    return;
  }
  const interviews = await shared();
  byId("shared-list", HTMLElement).replaceChildren(...interviews.map(row));
  setText(
    "shared-lead",
    interviews.length
      ? "These interviews were shared with you. You can read, hear and review them until the candidate takes them back."
      : "Nothing is shared with you now. Ask the candidate to share an interview, then reload this page.",
  );
}

showVisitor();
show().catch((error) => {
  if (!(error instanceof Refusal)) throw error;
  setText("shared-lead", `${error.message} ${error.remedy}`);
});

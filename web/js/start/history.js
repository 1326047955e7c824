import { shareButton } from "../access/share.js";
import { takeAwayButton } from "../exports/take-away.js";
import { announce } from "../page/announce.js";
import { byId, make, setText } from "../page/dom.js";
import { showNotice } from "../page/notice.js";
import { readable, stateName } from "../page/phrases.js";
import * as api from "../service/api.js";

const NOW = new Date();
const DATE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

const EARLIER = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Only an interview that came to its end has a report. */
const REPORTED = new Set(["done", "aborted"]);

/** Past interviews on the first screen; the page of progress has all of them. */
const LATEST = 5;

/** List the latest interviews under the first screen, if there are any. */
export async function showHistory() {
  const interviews = await api.history();
  const roles = new Map([...byId("role", HTMLSelectElement).options].map(({ value, text }) => [value, text]));
  const list = document.getElementById("history-list");
  // The candidate may have moved on while the list was on its way.
  if (!list) return;
  const latest = interviews.slice(0, LATEST);
  list.replaceChildren(...latest.map((past) => row(past, roles.get(past.role) ?? readable(past.role))));
  byId("history", HTMLElement).hidden = interviews.length === 0;
  const all = interviews.length > LATEST ? `All ${interviews.length} interviews, and how your results change` : "";
  setText("history-all", all || "How your results change");
}

/**
 * An interview as a row of a list, with what can be done with it.
 * @param {import("../service/types.js").PastInterview} past
 * @param {string} role
 */
export function row(past, role) {
  const when = date(past.started_at);
  const score = past.score === null ? "No score" : `Score ${Math.round(past.score)}`;
  const remove = make("button", { class: "link", type: "button", "aria-label": `Delete ${role}, ${when}` }, "Delete");
  const copy = REPORTED.has(past.state) ? [takeAwayButton(past.id, `${role}, ${when}`), shareButton(past.id, `${role}, ${when}`)] : [];
  const actions = make("span", { class: "history__actions" }, ...copy, remove);
  const item = make(
    "li",
    { class: "history__row" },
    REPORTED.has(past.state)
      ? make("a", { class: "history__link", href: api.reportUrl(past.id), target: "_blank", rel: "noopener" }, role)
      : make("span", { class: "history__link" }, role),
    make("span", { class: "muted" }, `${when} · ${stateName(past.state)} · ${score}`),
    actions,
  );
  remove.addEventListener("click", () => confirm(item, actions, past.id));
  return item;
}

/** With the year only where it is another one. @param {string} iso */
function date(iso) {
  const day = new Date(iso);
  return (day.getFullYear() === NOW.getFullYear() ? DATE : EARLIER).format(day);
}

/** Ask once more, in the row itself. @param {HTMLElement} item @param {HTMLElement} actions @param {string} id */
function confirm(item, actions, id) {
  const before = [...actions.childNodes];
  const sure = make("button", { class: "button button--small button--danger", type: "button" }, "Delete for good");
  const keep = make("button", { class: "button button--small", type: "button" }, "Keep");
  keep.addEventListener("click", () => {
    actions.replaceChildren(...before);
    const remove = before.at(-1);
    if (remove instanceof HTMLElement) remove.focus();
  });
  sure.addEventListener("click", async () => {
    sure.disabled = true;
    try {
      const removed = await api.deleteInterview(id);
      item.remove();
      announce(removed.join(" "));
      byId("history", HTMLElement).hidden = byId("history-list", HTMLElement).childElementCount === 0;
      byId("history-heading", HTMLElement).focus();
    } catch (error) {
      if (!(error instanceof api.Refusal)) throw error;
      sure.disabled = false;
      showNotice("delete", { message: error.message, remedy: error.remedy }, [{ label: "Close", run: () => {} }]);
    }
  });
  actions.replaceChildren(sure, keep);
  keep.focus();
}

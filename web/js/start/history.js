import { announce } from "../page/announce.js";
import { byId, make } from "../page/dom.js";
import { showNotice } from "../page/notice.js";
import { readable, stateName } from "../page/phrases.js";
import * as api from "../service/api.js";

const DATE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** Only an interview that came to its end has a report. */
const REPORTED = new Set(["done", "aborted"]);

/** List the past interviews under the first screen, if there are any. */
export async function showHistory() {
  const interviews = await api.history();
  const roles = new Map([...byId("role", HTMLSelectElement).options].map(({ value, text }) => [value, text]));
  const list = document.getElementById("history-list");
  // The candidate may have moved on while the list was on its way.
  if (!list) return;
  list.replaceChildren(...interviews.map((past) => row(past, roles.get(past.role) ?? readable(past.role))));
  byId("history", HTMLElement).hidden = interviews.length === 0;
}

/** @param {import("../service/types.js").PastInterview} past @param {string} role */
function row(past, role) {
  const when = DATE.format(new Date(past.started_at));
  const score = past.score === null ? "No score" : `Score ${Math.round(past.score)}`;
  const remove = make("button", { class: "link", type: "button", "aria-label": `Delete ${role}, ${when}` }, "Delete");
  const actions = make("span", { class: "history__actions" }, remove);
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

/** Ask once more, in the row itself. @param {HTMLElement} item @param {HTMLElement} actions @param {string} id */
function confirm(item, actions, id) {
  const before = [...actions.childNodes];
  const sure = make("button", { class: "button button--small button--danger", type: "button" }, "Delete for good");
  const keep = make("button", { class: "button button--small", type: "button" }, "Keep");
  keep.addEventListener("click", () => {
    actions.replaceChildren(...before);
    if (before[0] instanceof HTMLElement) before[0].focus();
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

/** The page of progress: what to practise next, how results change, and all past interviews with filters. */
import { button, byId, make, setText } from "../page/dom.js";
import { hideNotice, showNotice } from "../page/notice.js";
import { counted, readable } from "../page/phrases.js";
import { Refusal, roles } from "../service/api.js";
import { row } from "../start/history.js";
import { showPlan } from "./plan.js";
import * as service from "./service.js";
import { trendCard } from "./trends.js";

const TYPING_MILLISECONDS = 250;

const form = byId("filters", HTMLFormElement);
/** @type {Map<string, string>} */
let names = new Map();
/** Answers to an earlier question than the last one are not shown. */
let asked = 0;

/** What is looked for; what is left open is left out. */
function sought() {
  const given = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value.trim() !== "");
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}

async function refresh() {
  asked += 1;
  const mine = asked;
  try {
    const [found, trends] = await Promise.all([service.history(sought()), service.trends(sought())]);
    if (mine !== asked) return;
    hideNotice("service");
    showTrends(trends);
    showLines(found, []);
  } catch (error) {
    explain(error);
  }
}

/** @param {import("./service.js").Trend[]} trends */
function showTrends(trends) {
  byId("trends", HTMLElement).replaceChildren(...trends.map(trendCard));
  setText(
    "trends-note",
    trends.length > 0
      ? "Each dot is one interview. The shaded band is what is usual for you: half of your interviews before the last one lie in it. It appears from your fourth interview on."
      : "A trend begins with your first finished interview of this kind.",
  );
}

/** @param {{lines: import("./service.js").Line[], total: number}} found @param {import("./service.js").Line[]} before */
function showLines({ lines, total }, before) {
  const all = [...before, ...lines];
  const rows = lines.map((line) => row(line, title(line)));
  const list = byId("history-list", HTMLElement);
  if (before.length > 0) list.append(...rows);
  else list.replaceChildren(...rows);
  setText("history-count", total === 0 ? "No interview is like that." : `${all.length} of ${counted(total, "interview")}`);
  const more = button("more");
  more.hidden = all.length >= total;
  more.onclick = async () => {
    const mine = asked;
    const next = sought();
    next.set("offset", String(all.length));
    try {
      const found = await service.history(next);
      if (mine === asked) showLines(found, all);
    } catch (error) {
      explain(error);
    }
  };
}

/** @param {import("./service.js").Line} line */
function title({ role, mode, drill }) {
  const name = names.get(role) ?? readable(role);
  return mode === "interview" ? name : `${name}: ${readable(drill ?? mode).toLowerCase()}`;
}

/** @param {unknown} error */
function explain(error) {
  if (!(error instanceof Refusal)) throw error;
  showNotice("service", { message: error.message, remedy: error.remedy }, [{ label: "Try again", run: refresh }]);
}

async function load() {
  try {
    const [known, plan] = await Promise.all([roles(), service.plan()]);
    names = new Map(known.map(({ id, name }) => [id, name]));
    byId("role", HTMLSelectElement).append(...known.map(({ id, name }) => make("option", { value: id }, name)));
    showPlan(plan, ({ drill, name }) => {
      const start = new URLSearchParams({ drill, role: plan.role ?? "" });
      return make("a", { class: "button button--small", href: `/?${start}`, "aria-label": `Practise: ${name}` }, "Practise");
    });
  } catch (error) {
    explain(error);
  }
  await refresh();
}

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, TYPING_MILLISECONDS);
});
form.addEventListener("submit", (event) => event.preventDefault());
// The fields are empty only after the event.
form.addEventListener("reset", () => setTimeout(refresh));
load();

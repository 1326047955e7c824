/** A coach's cohort: a table that can be sorted by every column, filtered, and saved. */
import { byId, make, setText } from "../page/dom.js";
import { showNotice } from "../page/notice.js";
import { counted, readable } from "../page/phrases.js";
import { json, Refusal, reportUrl, roles } from "../service/api.js";
import { offerToBringIn } from "./bringing-in.js";
import { columns, nameOf } from "./columns.js";

/** @typedef {import("./columns.js").Member} Member */
/** @typedef {import("./columns.js").Column} Column */

const filter = byId("filter", HTMLInputElement);
const metric = byId("metric", HTMLSelectElement);

/** @type {import("./columns.js").Cohort} */
let cohort = { members: [], criteria: [], metrics: [] };
/** @type {Map<string, string>} */
let names = new Map();
let sorted = { by: "candidate", down: false };

/** @param {string} role */
const roleName = (role) => names.get(role) ?? readable(role);

function show() {
  const shown = columns(cohort, metric.value, roleName);
  const by = shown.find(({ id }) => id === sorted.by) ?? shown[0];
  const sought = filter.value.trim().toLowerCase();
  const found = cohort.members
    .filter((one) => `${nameOf(one)} ${roleName(one.role)}`.toLowerCase().includes(sought))
    .sort((a, b) => compare(by.sort(a), by.sort(b)) * (sorted.down ? -1 : 1) || compare(nameOf(a), nameOf(b)));
  // Who has no such figure stands last, whichever way it is sorted.
  found.sort((a, b) => Number(by.sort(a) === null) - Number(by.sort(b) === null));
  byId("headings", HTMLElement).replaceChildren(...shown.map((column) => heading(column, by)));
  byId("members", HTMLElement).replaceChildren(...found.map((member) => line(member, shown)));
  const people = counted(cohort.members.length, "line");
  setText("count", found.length === cohort.members.length ? people : `${found.length} of ${people}`);
}

/** @param {string | number | null} a @param {string | number | null} b */
function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a ?? "").localeCompare(String(b ?? ""));
}

/** @param {Column} column @param {Column} by */
function heading(column, by) {
  const way = column.id === by.id ? (sorted.down ? "descending" : "ascending") : "none";
  const arrow = make("span", { class: "cohort__way", "aria-hidden": "true" }, { ascending: "↑", descending: "↓", none: "" }[way]);
  const sort = make("button", { class: "cohort__sort", type: "button" }, column.name, arrow);
  sort.addEventListener("click", () => {
    // Figures begin with the highest, words with A.
    sorted = { by: column.id, down: sorted.by === column.id ? !sorted.down : !column.text };
    show();
    byId(`sort-${column.id}`, HTMLElement).querySelector("button")?.focus();
  });
  return make("th", { id: `sort-${column.id}`, scope: "col", class: column.text ? "text" : null, "aria-sort": way }, sort);
}

/** @param {Member} member @param {Column[]} shown */
function line(member, shown) {
  const [first, ...rest] = shown;
  const link = make("a", { href: reportUrl(member.interview), target: "_blank", rel: "noopener" }, first.show(member));
  const cells = rest.map((column) => make("td", { class: column.text ? "text" : null }, column.show(member)));
  return make("tr", {}, make("th", { scope: "row", class: "text" }, link), ...cells);
}

async function load() {
  try {
    const [known, found] = await Promise.all([roles(), json("/api/cohort")]);
    names = new Map(known.map(({ id, name }) => [id, name]));
    cohort = found;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    showNotice("service", { message: error.message, remedy: error.remedy }, [{ label: "Try again", run: load }]);
    return;
  }
  const measure = metric.value;
  metric.replaceChildren(
    make("option", { value: "" }, "None"),
    ...cohort.metrics.map(({ id, name }) => make("option", { value: id }, name)),
  );
  metric.value = cohort.metrics.some(({ id }) => id === measure) ? measure : "";
  byId("whole", HTMLElement).hidden = cohort.members.length === 0;
  show();
}

byId("choose", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
filter.addEventListener("input", show);
metric.addEventListener("change", show);
offerToBringIn(load);
load();

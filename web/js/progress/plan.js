import { byId, make, setText } from "../page/dom.js";

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long" });
const NARROW = new Intl.DateTimeFormat(undefined, { weekday: "narrow" });

/**
 * Fill the section that says what to practise next.
 * @param {import("./service.js").Plan} plan
 * @param {(line: import("./service.js").PlanLine) => HTMLElement} starter makes what starts a drill
 */
export function showPlan(plan, starter) {
  setText("plan-text", plan.text);
  byId("plan-today", HTMLElement).replaceChildren(...plan.today.map((line) => drill(line, starter(line))));
  byId("week", HTMLElement).replaceChildren(...days(plan.week));
  setText("week-text", plan.week.text);
  const later = document.getElementById("plan-more");
  if (later) {
    later.hidden = plan.later.length === 0;
    byId("plan-later", HTMLElement).replaceChildren(...plan.later.map(comesBack));
  }
  byId("plan", HTMLElement).hidden = false;
}

/** @param {import("./service.js").PlanLine} line @param {HTMLElement} start */
const drill = (line, start) =>
  make("li", { class: "plan__drill" }, make("h3", {}, line.name), make("p", {}, `${line.why} ${line.goal}`.trim()), start);

/** @param {import("./service.js").PlanLine} line */
function comesBack({ name, due, why }) {
  const day = midnight(due);
  const when = day <= new Date() ? "next in line" : DAY.format(day);
  return make("li", {}, make("span", { title: why }, name), make("span", { class: "muted" }, when));
}

/** Seven days; the practised ones are filled. The sentence beside says the same. @param {import("./service.js").Plan["week"]} week */
function days({ monday, days: practised }) {
  return Array.from({ length: 7 }, (_, number) => {
    const day = midnight(monday);
    day.setDate(day.getDate() + number);
    const done = practised.some((one) => midnight(one).getTime() === day.getTime());
    return make("li", { class: `week__day${done ? " week__day--practised" : ""}` }, NARROW.format(day));
  });
}

/** @param {string} day such as 2026-03-01; a Date of it alone would be midnight in London */
const midnight = (day) => new Date(`${day}T00:00:00`);

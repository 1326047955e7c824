import { showPlan } from "../progress/plan.js";
import { make } from "../page/dom.js";
import * as api from "../service/api.js";

/**
 * Show what to practise next on the first screen, as soon as anything was practised.
 * @param {(drill: string, role: string | null) => void} begin
 */
export async function offerPlan(begin) {
  const plan = await api.plan();
  // Another screen may have come meanwhile.
  if (!plan?.role || !document.getElementById("plan")) return;
  showPlan(plan, ({ drill, name }) => {
    const start = make("button", { class: "button button--small", type: "button", "aria-label": `Start: ${name}` }, "Start");
    start.addEventListener("click", () => begin(drill, plan.role));
    return start;
  });
}

/** A drill that a link has chosen, /?drill=…&role=…; empty without one. @returns {Partial<import("../service/types.js").Choice>} */
export function linked() {
  const asked = new URLSearchParams(location.search);
  const drill = asked.get("drill");
  if (!drill) return {};
  const role = asked.get("role");
  return { mode: "drill", drill, ...(role ? { role } : {}) };
}

import { make } from "../page/dom.js";

/** @type {Record<string, string>} */
const SAID = { true: "Goal reached.", false: "Not yet.", null: "Cannot be told." };

/**
 * Whether this try has reached the goal of a drill.
 * @param {import("../service/types.js").Goal | null | undefined} goal
 * @returns {HTMLElement[]} nothing where there is none
 */
export function goalLine(goal) {
  if (!goal) return [];
  const kind = goal.reached === true ? "goal goal--reached" : "goal";
  return [make("p", { class: kind }, make("strong", {}, SAID[String(goal.reached)]), " ", goal.text)];
}

import { byId, button, setText } from "../page/dom.js";

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/**
 * @typedef {object} Ways
 * @property {(one: import("../service/types.js").Unfinished) => void} goOn
 * @property {(one: import("../service/types.js").Unfinished) => void} end
 */

/**
 * Offer to go on with the latest interview that was interrupted.
 * @param {import("../service/types.js").Unfinished[]} all newest first
 * @param {Ways} ways
 */
export function offerUnfinished(all, ways) {
  const offer = document.getElementById("offer");
  // Another screen may have come meanwhile.
  if (!offer) return;
  const [latest] = all;
  offer.hidden = !latest;
  if (!latest) return;
  setText("offer-heading", `Go on with question ${Math.max(1, latest.number)} of ${latest.of}?`);
  setText("offer-text", `${latest.role_name}, started ${when(latest.started_at)}. What you said is kept.`);
  button("offer-go-on").onclick = () => ways.goOn(latest);
  button("offer-end").onclick = () => ways.end(latest);
  button("offer-new").onclick = () => {
    offer.hidden = true;
    byId("role", HTMLSelectElement).focus();
  };
}

/** @param {string} iso */
function when(iso) {
  const start = new Date(iso);
  const today = new Date().toDateString() === start.toDateString();
  return today ? `at ${TIME.format(start)}` : `on ${DAY.format(start)} at ${TIME.format(start)}`;
}

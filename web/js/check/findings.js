import { make, makeSvg } from "../page/dom.js";

const QUIETEST_DB = -80;
const WIDTH = 480;
/** Where a voice is best: loud enough to be clear, with room above it. */
const GOOD = [-35, -12];

/** @param {number} decibels */
const place = (decibels) => (WIDTH * (Math.max(QUIETEST_DB, Math.min(0, decibels)) - QUIETEST_DB)) / -QUIETEST_DB;

/**
 * What the check found: a picture of voice and room, then each finding with what to do about it.
 * @param {import("../service/types.js").Check} check
 * @returns {HTMLElement[]}
 */
export function checkFindings(check) {
  const lines = check.findings.map(({ id, good, text, remedy }) =>
    make(
      "li",
      { class: good ? "finding finding--good" : "finding", "data-finding": id },
      make("span", { class: "finding__sign", "aria-hidden": "true" }, good ? "✓" : "!"),
      make(
        "div",
        {},
        make("p", {}, make("span", { class: "visually-hidden" }, good ? "Good: " : "Please look: "), text),
        ...(remedy ? [make("p", { class: "finding__remedy" }, remedy)] : []),
      ),
    ),
  );
  return [picture(check), make("ul", { class: "findings" }, ...lines)];
}

/** @param {import("../service/types.js").Check} check */
function picture({ level_dbfs: level, noise_dbfs: noise }) {
  const [from, to] = GOOD.map(place);
  const label = (/** @type {number} */ x, /** @type {string} */ text) => {
    const anchor = x < 50 ? "start" : x > WIDTH - 50 ? "end" : "middle";
    const words = makeSvg("text", { class: "sound__label", x, y: 64, "text-anchor": anchor });
    words.textContent = text;
    return words;
  };
  return make(
    "div",
    { class: "sound" },
    makeSvg(
      "svg",
      {
        viewBox: `0 0 ${WIDTH} 72`,
        role: "img",
        "aria-label": `Your voice at ${Math.round(level)} decibels, the room at ${Math.round(noise)}. Between ${GOOD[0]} and ${GOOD[1]} a voice is best.`,
      },
      makeSvg("rect", { class: "sound__track", x: 0, y: 20, width: WIDTH, height: 24, rx: 12 }),
      makeSvg("rect", { class: "sound__good", x: from, y: 20, width: to - from, height: 24, rx: 4 }),
      makeSvg("rect", { class: "sound__noise", x: 0, y: 26, width: Math.max(12, place(noise)), height: 12, rx: 6 }),
      makeSvg("path", { class: "sound__voice", d: `M ${place(level).toFixed(1)} 14 v 36` }),
      label(place(noise) / 2, "the room"),
      label(place(level), "your voice"),
    ),
  );
}

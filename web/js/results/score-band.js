import { make, makeSvg } from "../page/dom.js";
import { levelName, levelOf } from "../page/phrases.js";

const WIDTH = 200;
const STEPS = 5;
const GAP = 3;

/**
 * A score on a band of five steps, with its level as a word.
 * @param {number} score 0 to 100
 * @param {number | null} level 1 to 5
 */
export function scoreBand(score, level) {
  const word = levelName(level ?? levelOf(score));
  const step = (WIDTH - GAP * (STEPS - 1)) / STEPS;
  const place = 7 + (Math.max(0, Math.min(100, score)) / 100) * (WIDTH - 14);
  const steps = Array.from({ length: STEPS }, (_, index) =>
    makeSvg("rect", {
      class: place >= index * (step + GAP) ? "band__step band__step--reached" : "band__step",
      x: index * (step + GAP),
      y: 6,
      width: step,
      height: 6,
      rx: 3,
    }),
  );
  return make(
    "div",
    { class: "band" },
    makeSvg(
      "svg",
      {
        viewBox: `0 0 ${WIDTH} 18`,
        preserveAspectRatio: "xMinYMid",
        role: "img",
        "aria-label": `Score ${Math.round(score)} of 100: ${word}`,
      },
      ...steps,
      makeSvg("circle", { class: "band__marker", cx: place.toFixed(1), cy: 9, r: 6 }),
    ),
    make("span", { class: "band__word", "aria-hidden": "true" }, `${word} · ${Math.round(score)}`),
  );
}

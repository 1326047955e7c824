import { make, makeSvg } from "../page/dom.js";

const RADIUS = 42;
const ROUND = 2 * Math.PI * RADIUS;

/**
 * A calm countdown: a ring that empties around the seconds that are left.
 * @param {HTMLElement} place
 * @param {number} seconds
 * @param {AbortSignal} signal ends it early
 * @returns {Promise<void>} when it is over
 */
export function countDown(place, seconds, signal) {
  const arc = makeSvg("circle", { class: "countdown__arc", cx: 48, cy: 48, r: RADIUS, "stroke-dasharray": ROUND });
  const figure = make("span", { class: "countdown__figure" });
  const ring = makeSvg(
    "svg",
    { viewBox: "0 0 96 96" },
    makeSvg("circle", { class: "countdown__track", cx: 48, cy: 48, r: RADIUS }),
    arc,
  );
  place.replaceChildren(make("div", { class: "countdown", "aria-hidden": "true" }, ring, figure));
  const began = performance.now();
  return new Promise((resolve) => {
    const step = () => {
      const left = seconds - (performance.now() - began) / 1000;
      if (signal.aborted || left <= 0) {
        place.replaceChildren();
        resolve();
        return;
      }
      figure.textContent = String(Math.ceil(left));
      arc.setAttribute("stroke-dashoffset", (ROUND * (1 - left / seconds)).toFixed(1));
      requestAnimationFrame(step);
    };
    step();
  });
}

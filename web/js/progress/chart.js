import { makeSvg } from "../page/dom.js";

const HEIGHT = 40;
const EDGE = 4;

/**
 * A metric over its interviews, evenly spaced: what is usual as a band with its middle, the values as a line.
 * @param {import("./service.js").Trend} trend
 */
export function chart({ name, text, points, usual }) {
  const values = points.map(({ value }) => value);
  const low = Math.min(...values, usual?.low ?? Infinity);
  const high = Math.max(...values, usual?.high ?? -Infinity);
  const across = (/** @type {number} */ step) => (points.length > 1 ? 2 + (96 * step) / (points.length - 1) : 50);
  const down = (/** @type {number} */ value) =>
    high > low ? HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * (value - low)) / (high - low) : HEIGHT / 2;
  const drawn = [];
  if (usual) {
    const top = down(usual.high);
    drawn.push(
      makeSvg("rect", { class: "trend__usual", x: 0, width: 100, y: top, height: Math.max(down(usual.low) - top, 0.5) }),
      makeSvg("path", { class: "trend__middle", d: `M0 ${down(usual.value)}H100` }),
    );
  }
  const places = values.map((value, step) => `${across(step).toFixed(2)} ${down(value).toFixed(2)}`);
  drawn.push(makeSvg("path", { class: "trend__line", d: `M${places.join("L")}` }));
  // A line without length and with round ends stays a round dot, however far the chart is stretched.
  drawn.push(...places.map((place, step) => dot(place, step === places.length - 1)));
  return makeSvg(
    "svg",
    { class: "trend__chart", viewBox: `0 0 100 ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": `${name}: ${text}` },
    ...drawn,
  );
}

/** @param {string} place @param {boolean} last */
const dot = (place, last) =>
  makeSvg("path", { class: `trend__point${last ? " trend__point--last" : ""}`, d: `M${place}l0 0.001` });

import { makeSvg } from "../page/dom.js";

/** @param {import("./design.js").Design} design @returns {SVGElement[]} */
export function drawGlasses({ glasses }) {
  if (glasses === "none") return [];
  const lens = (/** @type {number} */ x) =>
    glasses === "round"
      ? makeSvg("circle", { class: "face__lens", cx: x, cy: 192, r: 26 })
      : makeSvg("rect", { class: "face__lens", x: x - 29, y: 172, width: 58, height: 38, rx: 10 });
  const edge = glasses === "round" ? 26 : 29;
  return [
    lens(163),
    lens(237),
    makeSvg("path", {
      class: "face__frame-line",
      d: `M ${163 + edge} 189 Q 200 182 ${237 - edge} 189 M ${163 - edge} 188 L 119 192 M ${237 + edge} 188 L 281 192`,
    }),
  ];
}

/** Drawn inside the outline of the head, so that it follows the jaw. @param {import("./design.js").Design} design */
export function drawBeard({ beard }) {
  const edge = {
    none: "",
    stubble: "M 100 200 L 122 204 C 128 232 146 244 166 238 C 180 229 220 229 234 238 C 254 244 272 232 278 204 L 300 200 V 340 H 100 Z",
    short: "M 100 196 L 121 200 C 126 232 142 252 164 242 C 178 230 222 230 236 242 C 258 252 274 232 279 200 L 300 196 V 340 H 100 Z",
    full: "M 100 190 L 124 194 C 130 224 146 240 164 236 C 178 226 222 226 236 236 C 254 240 270 224 276 194 L 300 190 V 340 H 100 Z",
  }[beard];
  return makeSvg("path", { class: `face__beard face__beard--${beard}`, d: edge });
}

/** @param {import("./design.js").Design} design @param {number} half half the width of the head @returns {SVGElement[]} */
export function drawEarrings({ earrings }, half) {
  if (earrings <= 0) return [];
  return [-1, 1].map((side) =>
    makeSvg("circle", { class: "face__earring", cx: 200 + side * (half + 1), cy: 229, r: 5 }),
  );
}

/** Small lines beside the eyes, and from nose to mouth. @param {import("./design.js").Design} design */
export function drawLines({ lines }) {
  return makeSvg("path", {
    class: "face__line",
    opacity: lines,
    d: "M 133 186 l -7 -4 M 133 193 l -8 1 M 267 186 l 7 -4 M 267 193 l 8 1 M 168 222 Q 158 232 157 243 M 232 222 Q 242 232 243 243",
  });
}

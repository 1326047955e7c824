import { makeSvg } from "../page/dom.js";

/**
 * Hair in two layers, one behind the head and one before it, in units of the drawing; x is scaled with the head.
 * @typedef {{back: string, front: string, sheen: string}} Hair
 */

const CAP =
  "M 116 198 C 104 116 150 80 202 80 C 256 80 296 116 284 198 C 281 176 277 160 268 148 ";

/** A row of round curls: centres on an arc around the head. @param {number} reach @param {number} size @param {number} from @param {number} to degrees @param {number} count */
function curls(reach, size, from, to, count) {
  return Array.from({ length: count }, (_, index) => {
    const angle = ((from + ((to - from) * index) / (count - 1)) * Math.PI) / 180;
    const x = 200 + reach * Math.cos(angle);
    const y = 168 - reach * Math.sin(angle);
    return disc(x, y, size + (index % 2) * 3);
  }).join(" ");
}

/** @param {number} x @param {number} y @param {number} r */
const disc = (x, y, r) =>
  `M ${(x - r).toFixed(1)} ${y.toFixed(1)} a ${r} ${r} 0 1 1 ${2 * r} 0 a ${r} ${r} 0 1 1 ${-2 * r} 0 Z`;

/** @type {Record<import("./design.js").Design["hair"], Hair>} */
const STYLES = {
  bob: {
    back: "M 104 210 C 94 110 150 72 202 72 C 258 72 306 112 296 210 C 294 252 300 280 284 292 C 262 304 138 304 116 292 C 100 280 106 252 104 210 Z",
    front:
      "M 117 206 C 104 120 148 82 204 84 C 262 84 296 124 283 206 C 276 186 270 170 262 154 " +
      "C 236 158 196 152 172 130 C 164 150 140 160 130 172 C 124 184 120 196 117 206 Z",
    sheen: "M 190 100 C 222 98 252 112 264 138",
  },
  long: {
    back: "M 102 200 C 92 106 148 70 202 70 C 258 70 308 106 298 200 C 296 250 318 300 312 356 C 290 372 262 366 250 340 L 150 340 C 138 366 110 372 88 356 C 82 300 104 250 102 200 Z",
    front:
      "M 115 214 C 100 120 146 80 200 80 C 254 80 300 120 285 214 C 280 178 262 150 214 112 C 208 106 204 102 200 98 " +
      "C 196 118 176 136 152 150 C 130 164 120 186 115 214 Z",
    sheen: "M 216 98 C 246 106 264 124 272 146",
  },
  bun: {
    back: `${disc(200, 64, 36)} M 112 200 C 102 112 150 76 200 76 C 250 76 298 112 288 200 C 286 226 276 240 262 250 L 138 250 C 124 240 114 226 112 200 Z`,
    front:
      "M 116 200 C 104 116 150 82 200 82 C 250 82 296 116 284 200 C 280 172 268 146 240 132 C 214 120 186 120 160 132 C 132 146 120 172 116 200 Z",
    sheen: "M 150 104 C 170 92 200 88 226 94",
  },
  curls: {
    back: `${curls(96, 34, -8, 188, 13)} ${disc(200, 150, 96)}`,
    front: `${curls(78, 19, 22, 158, 11)} ${curls(92, 20, 0, 180, 13)}`,
    sheen: "",
  },
  short: {
    back: "",
    front:
      "M 117 198 C 104 116 146 74 208 74 C 268 74 298 118 283 198 C 281 182 279 170 273 158 C 268 148 262 142 254 138 " +
      "C 222 142 184 138 158 122 C 150 136 136 142 130 152 C 123 166 120 182 117 198 Z",
    sheen: "M 186 92 C 220 86 250 98 266 122",
  },
  swept: {
    back: "",
    front:
      "M 117 200 C 108 150 116 112 142 92 C 158 72 206 58 246 74 C 276 86 292 124 283 200 C 280 176 276 158 266 146 " +
      "C 258 134 250 126 244 118 C 214 126 172 122 146 130 C 132 146 122 172 117 200 Z",
    sheen: "M 160 98 C 190 80 226 78 252 92",
  },
  cropped: {
    back: "",
    front: `${CAP}C 256 124 230 114 200 114 C 170 114 144 124 132 148 C 123 160 119 176 116 198 Z`,
    sheen: "",
  },
};

/**
 * @param {import("./design.js").Design} design
 * @param {number} half half the width of the head
 * @returns {{back: SVGElement, front: SVGElement}}
 */
export function drawHair({ hair }, half) {
  const { back, front, sheen } = STYLES[hair];
  const fit = `translate(200 0) scale(${(half / 82).toFixed(3)} 1) translate(-200 0)`;
  return {
    back: makeSvg("g", { transform: fit }, makeSvg("path", { class: "face__hair face__hair--back", d: back })),
    front: makeSvg(
      "g",
      { transform: fit },
      makeSvg("path", { class: `face__hair face__hair--${hair}`, d: front }),
      makeSvg("path", { class: "face__sheen", d: sheen }),
    ),
  };
}

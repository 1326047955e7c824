import { makeSvg } from "../page/dom.js";

const BODY = "M 40 424 C 46 346 96 326 158 314 Q 200 350 242 314 C 304 326 354 346 360 424 Z";

/** The same on the right side of the body. @param {SVGElement} left */
function both(left) {
  const right = /** @type {SVGElement} */ (left.cloneNode(true));
  right.setAttribute("transform", "translate(400 0) scale(-1 1)");
  return [left, right];
}

/** @param {string} kind @param {string} d */
const part = (kind, d) => makeSvg("path", { class: `face__${kind}`, d });

/** @type {Record<import("./design.js").Design["clothes"], () => SVGElement[]>} */
const KINDS = {
  jumper: () => [part("jumper", BODY), part("collar", "M 158 314 Q 200 350 242 314")],
  shirt: () => [
    part("jumper", BODY),
    part("seam", "M 200 348 V 424"),
    ...both(part("flap", "M 160 308 C 150 314 150 330 158 352 L 200 346 C 182 338 168 324 160 308 Z")),
    part("button", "M 206 372 h 0.1 M 206 398 h 0.1"),
  ],
  blazer: () => [
    part("jumper", BODY),
    part("under", "M 160 313 Q 200 350 240 313 L 234 344 L 204 424 H 196 L 166 344 Z"),
    ...both(part("under-flap", "M 163 308 C 156 318 158 334 166 348 L 199 344 C 184 338 170 324 163 308 Z")),
    ...both(part("lapel", "M 158 313 C 148 316 140 320 132 326 L 140 352 L 154 352 L 148 364 L 196 428 L 199 424 L 168 346 C 161 334 158 324 158 313 Z")),
  ],
  cardigan: () => [
    part("jumper", BODY),
    part("under", "M 158 314 Q 200 350 242 314 C 240 340 222 372 200 396 C 178 372 160 340 158 314 Z"),
    part("under-collar", "M 160 315 Q 200 350 240 315"),
    part("edge", "M 156 315 C 159 342 178 374 200 397 C 222 374 241 342 244 315"),
    part("edge", "M 200 397 V 424"),
  ],
};

/** @param {import("./design.js").Design} design */
export const drawClothes = ({ clothes }) => makeSvg("g", {}, ...KINDS[clothes]());

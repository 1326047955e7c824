/**
 * Mouth shapes as parameters, and the mouth at any moment of a speech.
 *
 * Neighbouring shapes blend (a mouth is never in one shape only), but not equally: lips that must meet or touch the
 * teeth win over vowels, as in Cohen and Massaro's model of coarticulation (1993).
 */

/** @typedef {{jaw: number, width: number, round: number, press: number}} Mouth */

/** @type {Mouth} */
export const REST = { jaw: 0, width: 0, round: 0, press: 0 };

/** jaw, width, round, press, and how strongly the shape holds its own against its neighbours. */
/** @type {Record<string, [number, number, number, number, number]>} */
const SHAPES = {
  rest: [0, 0, 0, 0, 1],
  aa: [0.9, 0.1, 0, 0, 1],
  ae: [0.7, 0.6, 0, 0, 1],
  ah: [0.6, 0.1, 0, 0, 1],
  ao: [0.7, -0.4, 0.5, 0, 1],
  eh: [0.5, 0.5, 0, 0, 1],
  ee: [0.25, 0.9, 0, 0, 1],
  ih: [0.35, 0.5, 0, 0, 1],
  oh: [0.5, -0.5, 0.7, 0, 1.2],
  oo: [0.25, -0.8, 1, 0, 1.3],
  r: [0.25, -0.3, 0.4, 0, 0.8],
  l: [0.35, 0.2, 0, 0, 0.7],
  fv: [0.12, 0.2, 0, 0.6, 2],
  mbp: [0, 0, 0, 1, 3],
  th: [0.25, 0.3, 0, 0, 0.9],
  sz: [0.12, 0.5, 0, 0, 0.9],
  sh: [0.2, -0.4, 0.6, 0, 1.1],
  td: [0.22, 0.2, 0, 0, 0.7],
  kg: [0.35, 0.1, 0, 0, 0.6],
  wq: [0.15, -0.8, 1, 0.1, 1.4],
};

/** Half the window over which shapes blend, in seconds: about half of an average sound. */
const REACH = 0.065;

/** @param {number} x in -1 to 1 @returns {number} the area of a raised cosine from -1 to x, 0 to 1 */
const risen = (x) => {
  const inside = Math.max(-1, Math.min(1, x));
  return 0.5 + inside / 2 + Math.sin(Math.PI * inside) / (2 * Math.PI);
};

/**
 * The mouth at a moment.
 * @param {import("../service/types.js").Viseme[]} visemes in order of time
 * @param {number} time seconds into the speech
 * @param {number} [reach] seconds that blend on each side
 * @returns {Mouth}
 */
export function mouthAt(visemes, time, reach = REACH) {
  const mouth = { ...REST };
  let total = 0;
  const before = visemes.length > 0 ? visemes[0].start : Infinity;
  const spans = [{ start: -Infinity, shape: "rest" }, ...visemes];
  for (let index = 0; index < spans.length; index += 1) {
    const start = index === 0 ? -Infinity : spans[index].start;
    const end = index === 0 ? before : (spans[index + 1]?.start ?? Infinity);
    if (end < time - reach) continue;
    if (start > time + reach) break;
    const share = risen((end - time) / reach) - risen((start - time) / reach);
    const [jaw, width, round, press, strength] = SHAPES[spans[index].shape] ?? SHAPES.ah;
    const weight = share * strength;
    mouth.jaw += weight * jaw;
    mouth.width += weight * width;
    mouth.round += weight * round;
    mouth.press += weight * press;
    total += weight;
  }
  if (total === 0) return { ...REST };
  return { jaw: mouth.jaw / total, width: mouth.width / total, round: mouth.round / total, press: mouth.press / total };
}

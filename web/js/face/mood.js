/**
 * What an interviewer's face does while nobody looks at its mouth: where it looks, how its brows stand. Each value is
 * where the face is heading; the life of the face takes it there softly.
 */

/** @typedef {"rest" | "asking" | "probing" | "listening" | "waiting" | "noting"} Mood */

/** @typedef {{brow: number, oneBrow: number, gazeX: number, gazeY: number, tilt: number, smile: number}} Bearing */

/** `smile` is a share of the interviewer's own warmth. */
/** @type {Record<Mood, Bearing>} */
export const MOODS = {
  rest: { brow: 0, oneBrow: 0, gazeX: 0, gazeY: 0, tilt: 0, smile: 1 },
  asking: { brow: 0.1, oneBrow: 0, gazeX: 0, gazeY: 0, tilt: 0, smile: 0.9 },
  probing: { brow: 0.15, oneBrow: 0.8, gazeX: 0, gazeY: 0, tilt: 0.5, smile: 0.8 },
  listening: { brow: 0.25, oneBrow: 0, gazeX: 0, gazeY: 0, tilt: 0.35, smile: 0.85 },
  // Being stared at helps nobody to think: look aside, kindly.
  waiting: { brow: 0.1, oneBrow: 0, gazeX: -0.9, gazeY: 0.35, tilt: -0.2, smile: 0.9 },
  // Down, at the notes.
  noting: { brow: -0.1, oneBrow: 0, gazeX: 0.5, gazeY: 0.9, tilt: 0.2, smile: 0.7 },
};

/** How fast a face takes up a new bearing: most of the way in so many seconds. */
const SETTLE_SECONDS = 0.28;

/**
 * One step from where the face is towards where it is heading.
 * @param {Bearing} now
 * @param {Bearing} goal
 * @param {number} seconds since the last step
 * @returns {Bearing}
 */
export function approach(now, goal, seconds) {
  const share = 1 - Math.exp(-seconds / SETTLE_SECONDS);
  const next = { ...now };
  for (const name of /** @type {(keyof Bearing)[]} */ (Object.keys(goal))) {
    next[name] += share * (goal[name] - now[name]);
  }
  return next;
}

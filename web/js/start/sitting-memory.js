import { unfinished } from "../service/api.js";

const KEY = "interview-sim.sitting";

/** The service hears of a page that is gone a moment after the next one has come. */
const TRIES = 8;
const WAIT_MILLISECONDS = 500;

/** This window sits in this interview, until it is over. @param {string} id */
export const sitDown = (id) => sessionStorage.setItem(KEY, id);

export const standUp = () => sessionStorage.removeItem(KEY);

/**
 * The interviews that can go on, newest first; before them the one that this very window was reloaded in.
 * @returns {Promise<import("../service/types.js").Unfinished[]>}
 */
export async function interrupted() {
  const mine = sessionStorage.getItem(KEY);
  for (let tries = 1; ; tries += 1) {
    const all = await unfinished();
    const own = all.filter(({ id }) => id === mine);
    if (own.length > 0 || mine === null || tries === TRIES) return [...own, ...all.filter(({ id }) => id !== mine)];
    await new Promise((resolve) => setTimeout(resolve, WAIT_MILLISECONDS));
  }
}

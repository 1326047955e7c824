// The page as it was written, kept before any script changes it: a copy with reviews inside is made from this.

/** It has what stands before this script; the scripts that follow are taken as they are when a copy is made. */
const PRISTINE = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));

/** The page with other reviews inside, and in everything else the same: its scripts, its style and its policy too.
 * @param {unknown[]} reviews
 * @returns {string}
 */
function copyWithReviews(reviews) {
  const root = /** @type {HTMLElement} */ (PRISTINE.cloneNode(true));
  const body = /** @type {HTMLElement} */ (root.querySelector("body"));
  const block = /** @type {HTMLElement} */ (root.querySelector("#reviews-data"));
  const had = root.querySelectorAll("script:not([type])").length;
  for (const script of all("script:not([type])").slice(had)) body.append(script.cloneNode(true), "\n");
  block.textContent = JSON.stringify(reviews).replaceAll("<", "\\u003c");
  return `<!doctype html>\n${root.outerHTML}\n`;
}

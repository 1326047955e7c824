// On paper nothing can be unfolded: the attempts, the sum and the sources are opened before printing.

/** @type {HTMLDetailsElement[]} */
let unfolded = [];

addEventListener("beforeprint", () => {
  unfolded = /** @type {HTMLDetailsElement[]} */ (all("details:is(.made, .attempt, footer details):not([open])"));
  for (const one of unfolded) one.open = true;
});

addEventListener("afterprint", () => {
  for (const one of unfolded) one.open = false;
  unfolded = [];
});

// A time that stands beside a quote, a part of the story or a concept becomes a button that plays it.

/** Seconds that are played before and after, so that no sound is cut. */
const AROUND = 0.25;

for (const when of all(".when[data-start]")) {
  const attempt = attemptOf(when);
  if (!hasSound(attempt)) continue;
  const start = Number(when.dataset.start);
  const end = when.dataset.end === undefined ? null : Number(when.dataset.end);
  const text = when.textContent ?? "";
  const attributes = { type: "button", class: "when hear", "aria-label": `Play from ${text}` };
  const button = element("button", attributes, drawing(PLAY), text);
  button.addEventListener("click", () => player.play(attempt, start - AROUND, end === null ? null : end + AROUND));
  when.replaceWith(button);
}

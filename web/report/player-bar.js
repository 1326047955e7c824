// The bar at the bottom of the page: play, five seconds back or on, where it is, how fast.

const SPEEDS = [0.75, 1, 1.25, 1.5];
const STEP = 5;

const PLAY = "M6 3.5v13l10.5-6.5z";
const PAUSE = "M6.5 4v12M13.5 4v12";

const bar = (() => {
  const toggle = element("button", { type: "button", class: "toggle", "aria-label": "Play" }, drawing(PLAY));
  const back = element("button", { type: "button", "aria-label": "Back 5 seconds" }, "−5");
  const on = element("button", { type: "button", "aria-label": "On 5 seconds" }, "+5");
  const range = { type: "range", min: 0, max: 0, step: 0.1, value: 0 };
  const place = element("input", { ...range, "aria-label": "Place in the recording" });
  const speed = element("select", { "aria-label": "Speed" });
  for (const one of SPEEDS) speed.append(element("option", { value: one, selected: one === 1 }, `${one}×`));
  const label = element("a", { class: "which" });
  const now = element("span");
  const total = element("span", { class: "total" });
  const time = element("span", { class: "time" }, now, total);
  const trouble = element("p", { class: "trouble", role: "status" });
  const whole = element("section", { class: "player", "aria-label": "Player" }, toggle, back, on,
    element("div", { class: "place" }, element("div", { class: "line" }, label, time), place), speed, trouble);
  return { whole, toggle, back, on, place, speed, label, now, total, trouble };
})();

/** What the bar plays before anything was chosen: the first attempt that counts, of those that can be heard. */
const firstHeard = (() => {
  const heard = [...ATTEMPTS.values()].filter((attempt) => hasSound(attempt.id));
  return (heard.find((attempt) => attempt.counts) ?? heard[0])?.id ?? null;
})();

const WRITING = "input, select, textarea, [contenteditable]";
const PRESSED = `${WRITING}, button, a, summary, [tabindex]`;

if (firstHeard !== null) {
  document.body.append(bar.whole);
  document.body.classList.add("has-player");
  bar.toggle.addEventListener("click", playOrPause);
  bar.back.addEventListener("click", () => player.skip(-STEP));
  bar.on.addEventListener("click", () => player.skip(STEP));
  bar.place.addEventListener("input", () => player.seek(Number(bar.place.value)));
  bar.speed.addEventListener("change", () => {
    player.sound.defaultPlaybackRate = player.sound.playbackRate = Number(bar.speed.value);
  });
  document.addEventListener("soundfailed", () => {
    bar.trouble.textContent = "This recording cannot be played in this browser. The words stand above all the same.";
  });
  document.addEventListener("keydown", (event) => {
    const at = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || at.closest(event.key === " " ? PRESSED : WRITING)) return;
    if (event.key === " ") playOrPause();
    else if (event.key === "ArrowLeft") player.skip(-STEP);
    else if (event.key === "ArrowRight") player.skip(STEP);
    else return;
    event.preventDefault();
  });
  onMoment(showMoment);
  player.choose(firstHeard);
}

function playOrPause() {
  if (player.attempt === null && firstHeard !== null) player.choose(firstHeard);
  bar.trouble.textContent = "";
  player.toggle();
}

/** @param {Moment} moment */
function showMoment({ attempt, seconds, playing }) {
  bar.toggle.setAttribute("aria-label", playing ? "Pause" : "Play");
  bar.toggle.querySelector("path")?.setAttribute("d", playing ? PAUSE : PLAY);
  bar.toggle.classList.toggle("playing", playing);
  bar.place.max = String(player.seconds);
  bar.place.value = String(seconds);
  bar.place.setAttribute("aria-valuetext", `${clock(seconds)} of ${clock(player.seconds)}`);
  bar.now.textContent = clock(seconds);
  bar.total.textContent = ` / ${clock(player.seconds)}`;
  if (attempt === null || bar.label.dataset.shown === attempt) return;
  bar.label.dataset.shown = attempt;
  bar.label.textContent = attemptName(attempt);
  const section = document.querySelector(`.attempt[data-attempt="${CSS.escape(attempt)}"]`)?.closest(".turn");
  if (section) bar.label.setAttribute("href", `#${section.id}`);
}

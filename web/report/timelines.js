// The drawings of an answer over time: a line where the sound is, and a press plays from there.

/** @type {{line: HTMLElement, attempt: string, seconds: number}[]} */
const playheads = [];

for (const board of all("[data-seconds]")) {
  const attempt = attemptOf(board);
  const seconds = Number(board.dataset.seconds);
  if (attempt === null || !hasSound(attempt) || !(seconds > 0)) continue;
  const line = element("div", { class: "playhead", hidden: true });
  board.append(line);
  board.classList.add("playable");
  playheads.push({ line, attempt, seconds });
  board.addEventListener("click", (event) => {
    const box = board.getBoundingClientRect();
    player.play(attempt, (Math.min(Math.max(event.clientX - box.left, 0), box.width) / box.width) * seconds);
  });
}

onMoment((moment) => {
  for (const { line, attempt, seconds } of playheads) {
    line.hidden = moment.attempt !== attempt || (!moment.playing && moment.seconds === 0);
    if (!line.hidden) line.style.left = `${Math.min(moment.seconds / seconds, 1) * 100}%`;
  }
});

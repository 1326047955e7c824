// Plays one attempt at a time, and tells the page where it is.

/** @typedef {{attempt: string | null, seconds: number, playing: boolean}} Moment */

const player = {
  sound: new Audio(),
  /** @type {string | null} What is in the player. */
  attempt: null,
  /** @type {number | null} Where a stretch that was asked for ends. */
  until: null,

  /** Play an attempt from a moment on, to its end or to the end of a stretch.
   * @param {string | null} attempt
   * @param {number} from seconds
   * @param {number | null} [until]
   */
  play(attempt, from, until = null) {
    if (attempt === null || !hasSound(attempt)) return;
    this.choose(attempt);
    this.seek(from);
    this.until = until;
    this.sound.play().catch(() => told.failed());
  },

  /** Take an attempt into the player without playing it.
   * @param {string} attempt
   */
  choose(attempt) {
    if (attempt === this.attempt) return;
    const rate = this.sound.playbackRate;
    this.attempt = attempt;
    this.sound.src = soundAddress(attempt);
    this.sound.playbackRate = rate;
    told.moment();
  },

  /** @param {number} seconds */
  seek(seconds) {
    this.until = null;
    const place = Math.min(Math.max(seconds, 0), this.seconds || Infinity);
    // Before it knows its length, Safari forgets where it was sent.
    if (this.sound.readyState >= HTMLMediaElement.HAVE_METADATA) this.sound.currentTime = place;
    else this.sound.addEventListener("loadedmetadata", () => { this.sound.currentTime = place; }, { once: true });
    told.moment();
  },

  toggle() {
    if (this.attempt === null) return;
    if (this.sound.paused) this.sound.play().catch(() => told.failed());
    else this.sound.pause();
  },

  /** @param {number} by seconds, back where below zero */
  skip(by) {
    this.seek(this.sound.currentTime + by);
  },

  /** How long the attempt is: as the report says, since a stream may not say so itself. */
  get seconds() {
    const known = this.attempt === null ? null : ATTEMPTS.get(this.attempt)?.audio?.seconds;
    return known ?? (Number.isFinite(this.sound.duration) ? this.sound.duration : 0);
  },
};

const told = {
  /** Where the sound is now, to whoever follows: while it plays, with every frame. */
  moment() {
    /** @type {Moment} */
    const detail = { attempt: player.attempt, seconds: player.sound.currentTime, playing: !player.sound.paused };
    document.dispatchEvent(new CustomEvent("moment", { detail }));
  },
  failed() {
    document.dispatchEvent(new CustomEvent("soundfailed"));
  },
};

/** @param {(moment: Moment) => void} follow */
function onMoment(follow) {
  document.addEventListener("moment", (event) => follow(/** @type {CustomEvent<Moment>} */ (event).detail));
}

function frame() {
  if (player.until !== null && player.sound.currentTime >= player.until) {
    player.until = null;
    player.sound.pause();
  }
  told.moment();
  if (!player.sound.paused) requestAnimationFrame(frame);
}

player.sound.preload = SERVICE ? "metadata" : "auto";
player.sound.addEventListener("play", frame);
for (const name of ["pause", "ended", "seeked", "loadedmetadata"]) player.sound.addEventListener(name, told.moment);
player.sound.addEventListener("error", told.failed);

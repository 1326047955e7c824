import { byId, button } from "../page/dom.js";

/** The candidate's own picture in their tile, which they can hide and show again. @param {MediaStream} stream */
export function showSelf(stream) {
  const picture = byId("self-view", HTMLVideoElement);
  const toggle = button("self-toggle");
  const tile = byId("candidate", HTMLElement);
  picture.srcObject = stream;
  toggle.hidden = false;
  const show = (/** @type {boolean} */ seen) => {
    picture.hidden = !seen;
    tile.classList.toggle("candidate--seen", seen);
    toggle.textContent = seen ? "Hide my picture" : "See yourself";
    toggle.setAttribute("aria-pressed", String(seen));
  };
  toggle.addEventListener("click", () => show(picture.hidden));
  show(true);
}

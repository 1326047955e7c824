import { byId, make } from "./dom.js";

/** @typedef {{label: string, id?: string, run: () => void}} Action */

/**
 * Show a message above the screen until it is hidden or answered. One per name: a new one takes the old one's place.
 * @param {string} name
 * @param {{message: string, remedy: string}} trouble
 * @param {Action[]} actions each hides the notice, then runs
 */
export function showNotice(name, { message, remedy }, actions = []) {
  const buttons = actions.map(({ label, id, run }) => {
    const control = make("button", { class: "button button--small", type: "button", id: id ?? null }, label);
    control.addEventListener("click", () => {
      hideNotice(name);
      run();
    });
    return control;
  });
  const notice = make(
    "div",
    { class: "notice", role: "alert", "data-notice": name },
    make("p", { class: "notice__text" }, make("strong", {}, message), " ", remedy),
    make("div", { class: "row" }, ...buttons),
  );
  hideNotice(name);
  byId("notices", HTMLElement).append(notice);
}

/** @param {string} name */
export function hideNotice(name) {
  document.querySelector(`[data-notice="${name}"]`)?.remove();
}

/** Take every notice away: a new interview starts clean. */
export function hideNotices() {
  byId("notices", HTMLElement).replaceChildren();
}

import { byId } from "./dom.js";

/**
 * Say something to people who use a screen reader, when they next pause.
 * @param {string} text
 */
export function announce(text) {
  const announcer = byId("announcer", HTMLElement);
  // The same text twice is read once only, unless the region was emptied in between.
  announcer.textContent = "";
  requestAnimationFrame(() => (announcer.textContent = text));
}

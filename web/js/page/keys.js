const REMEMBERED = "interview-sim.keys";

/** @returns {boolean} whether single keys work; some people's dictation or typing would set them off */
export const keysOn = () => localStorage.getItem(REMEMBERED) !== "off";

/** @param {boolean} on */
export const setKeysOn = (on) => localStorage.setItem(REMEMBERED, on ? "on" : "off");

/** @param {EventTarget | null} target */
const writes = (target) =>
  target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;

/** @param {EventTarget | null} target */
const presses = (target) => target instanceof Element && target.closest("button, a, summary") !== null;

/**
 * Let keys press the visible, enabled button that names them in `aria-keyshortcuts`.
 * @param {AbortSignal} signal ends it
 */
export function listenForKeys(signal) {
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || !keysOn()) return;
      if (writes(event.target) || document.querySelector("dialog[open]")) return;
      const key = event.key === " " ? "Space" : event.key.toUpperCase();
      // The space bar belongs to a focused button first.
      if (key === "Space" && presses(event.target)) return;
      for (const control of document.querySelectorAll("button[aria-keyshortcuts]")) {
        if (!(control instanceof HTMLButtonElement) || control.getAttribute("aria-keyshortcuts") !== key) continue;
        if (control.hidden || control.disabled) continue;
        event.preventDefault();
        control.click();
        return;
      }
    },
    { signal },
  );
}

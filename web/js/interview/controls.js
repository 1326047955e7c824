import { button, byId } from "../page/dom.js";
import { keysOn, setKeysOn } from "../page/keys.js";
import { answering } from "./stage-words.js";

/** @typedef {Record<"answer-now" | "done" | "repeat" | "rephrase" | "moment" | "skip" | "type-instead" | "speak-instead" | "leave-confirm", () => void>} Pressed */

/** The candidate's buttons: which there are, and which can be pressed now. */
export class Controls {
  /** @param {Pressed} pressed what each does @param {() => void} away takes the focus off a button */
  constructor(pressed, away) {
    const dialog = byId("leave-dialog", HTMLDialogElement);
    const all = {
      ...pressed,
      leave: () => dialog.showModal(),
      "leave-stay": () => dialog.close(),
      "leave-confirm": () => {
        dialog.close();
        pressed["leave-confirm"]();
      },
    };
    for (const [id, run] of Object.entries(all)) {
      button(id).addEventListener("click", (event) => {
        run();
        // After a mouse click the space bar must mean Done again, not this button once more.
        const { activeElement } = document;
        if (event.detail > 0 && activeElement?.closest(".controls") instanceof HTMLElement) away();
      });
    }
    keysToggle();
  }

  /**
   * @param {import("./stage-words.js").Phase} phase
   * @param {boolean} typing
   * @param {boolean} microphone whether the answer could be spoken
   */
  show(phase, typing, microphone) {
    const now = answering(phase);
    const open = now || phase === "asking";
    button("answer-now").hidden = phase !== "asking" || typing;
    button("done").hidden = !now || typing;
    for (const id of ["repeat", "rephrase"]) button(id).disabled = !now;
    button("moment").hidden = typing;
    button("moment").disabled = phase !== "thinking" && phase !== "listening";
    button("type-instead").hidden = typing;
    button("type-instead").disabled = !open;
    button("speak-instead").hidden = !microphone;
    button("skip").disabled = !open;
  }
}

function keysToggle() {
  const toggle = button("keys-toggle");
  const show = () => {
    toggle.setAttribute("aria-pressed", String(keysOn()));
    toggle.textContent = `Keyboard shortcuts ${keysOn() ? "on" : "off"}`;
    byId("stage", HTMLElement).classList.toggle("stage--no-keys", !keysOn());
  };
  toggle.addEventListener("click", () => {
    setKeysOn(!keysOn());
    show();
  });
  show();
}

/** What can go wrong around an interview, said so that a candidate knows what to do. */
import { hideNotice, showNotice } from "../page/notice.js";

/** @typedef {import("../service/types.js").Trouble} Trouble */

/** @param {Trouble} trouble the interview goes on */
export function showTrouble({ message, remedy }) {
  showNotice("trouble", { message, remedy }, [{ label: "Close", run: () => {} }]);
}

/** @param {Trouble} trouble nothing can save this interview @param {() => void} leave */
export function showFatal({ message, remedy }, leave) {
  showNotice("fatal", { message, remedy }, [{ label: "Back to the start", id: "restart", run: leave }]);
}

export function showLineLost() {
  showNotice(
    "connection",
    {
      message: "The connection to the interview service is lost.",
      remedy:
        "Nothing you said is gone: this page keeps it and tries to reconnect by itself. " +
        "If the service was closed, start it again and reload.",
    },
    [{ label: "Reload the page", id: "reload", run: () => location.reload() }],
  );
}

export const hideLineLost = () => hideNotice("connection");

/** A browser may stop a page's sound, when the computer slept for example. @param {AudioContext} context */
export function watchSound(context) {
  context.onstatechange = () => {
    if (context.state === "running") hideNotice("sound");
    else
      showNotice(
        "sound",
        { message: "Your browser has paused the sound of this page.", remedy: "Continue when you are ready." },
        [{ label: "Continue", id: "resume-sound", run: () => context.resume() }],
      );
  };
}

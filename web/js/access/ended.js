import { hideNotice, showNotice } from "../page/notice.js";

const UNAUTHORISED = 401;

/**
 * Where the line is lost because the session has ended, say so. To go to the login from here would lose what was said
 * and not sent; the cookie of another tab lets this page go on by itself.
 */
export async function sayIfEnded() {
  const answer = await fetch("/api/session").catch(() => null);
  if (answer?.status !== UNAUTHORISED) {
    hideNotice("session");
    return;
  }
  if (document.querySelector('[data-notice="session"]')) return;
  showNotice(
    "session",
    { message: "You are not logged in any more.", remedy: "Log in again in a new tab; this page then goes on by itself." },
    [{ label: "Log in", run: () => window.open("/login", "_blank", "noopener") }],
  );
}

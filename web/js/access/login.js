/** The page where an access token is typed. It is sent in the body of one request and kept nowhere. */
import { button, byId, setText } from "../page/dom.js";
import { logIn, session } from "../service/access.js";
import { Refusal } from "../service/api.js";

const form = byId("login-form", HTMLFormElement);
const token = byId("token", HTMLInputElement);

/** Where somebody wanted to go: a path of this very service, else its first page. */
function next() {
  const path = new URLSearchParams(location.search).get("next") ?? "/";
  const wanted = URL.canParse(path, location.origin) ? new URL(path, location.origin) : null;
  return wanted?.origin === location.origin ? wanted.pathname : "/";
}

/** @param {unknown} error */
function explain(error) {
  if (!(error instanceof Refusal)) throw error;
  setText("login-trouble", `${error.message} ${error.remedy}`);
  byId("login-trouble", HTMLElement).hidden = false;
  token.setAttribute("aria-invalid", "true");
  token.select();
  token.focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button("login").disabled = true;
  try {
    await logIn(token.value.trim());
    token.value = "";
    location.replace(next());
  } catch (error) {
    explain(error);
  } finally {
    button("login").disabled = false;
  }
});

// A link from another site brings no session along, since the cookie is strict; from this page it does.
session().then(
  () => location.replace(next()),
  () => token.focus(),
);

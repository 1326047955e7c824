import { button, byId, setText } from "../page/dom.js";
import { logOut, session } from "../service/access.js";
import { Refusal } from "../service/api.js";

/** Say who is logged in, with a way out; nothing where nobody needs to be. */
export async function showVisitor() {
  try {
    const { login, name } = await session();
    if (!login) return;
    setText("visitor-name", `Logged in as ${name ?? ""}`);
    byId("visitor", HTMLElement).hidden = false;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return;
  }
  button("log-out").addEventListener("click", async () => {
    // Where the service is gone, so is the session.
    await logOut().catch(() => null);
    location.replace("/login");
  });
}

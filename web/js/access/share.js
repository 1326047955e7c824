/** Which coaches may see an interview: chosen in a dialog, from a row of the history. */
import { announce } from "../page/announce.js";
import { make } from "../page/dom.js";
import { session, sharesOf, shareWith } from "../service/access.js";
import { Refusal } from "../service/api.js";

/** Whether there is a coach to share with; asked once. @type {Promise<boolean> | null} */
let coaches = null;

/** Nobody misses the button where even that cannot be told. */
const anyCoach = () => (coaches ??= session().then((here) => here.coaches, () => false));

/**
 * A button that opens the choice; it shows as soon as it is known that there is a coach.
 * @param {string} id of the interview
 * @param {string} label what the interview is called, for those who hear the page
 */
export function shareButton(id, label) {
  const open = make("button", { class: "link", type: "button", "aria-label": `Share ${label} with a coach`, hidden: true }, "Share");
  anyCoach().then((any) => (open.hidden = !any));
  open.addEventListener("click", async () => {
    open.disabled = true;
    try {
      choose(id, label, await sharesOf(id), open);
    } finally {
      open.disabled = false;
    }
  });
  return open;
}

/** @param {string} id @param {string} label @param {import("../service/access.js").Coach[]} coaches @param {HTMLElement} back */
function choose(id, label, coaches, back) {
  const heading = make("h2", { id: "share-heading" }, "Share with a coach");
  const trouble = make("p", { role: "alert", class: "access__trouble", hidden: true });
  const ticks = coaches.map(({ name, sees }) => make("input", { type: "checkbox", value: name, checked: sees }));
  const save = make("button", { class: "button button--primary button--small", type: "submit" }, "Save");
  const cancel = make("button", { class: "button button--small", type: "button" }, "Cancel");
  const form = make(
    "form",
    { class: "access__form" },
    heading,
    make("p", { class: "muted" }, label),
    list(coaches, ticks),
    trouble,
    make("div", { class: "row" }, save, cancel),
  );
  const dialog = make("dialog", { class: "card access__dialog", "aria-labelledby": "share-heading" }, form);
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    back.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    save.disabled = true;
    try {
      const seeing = await shareWith(id, ticks.filter((tick) => tick.checked).map((tick) => tick.value));
      const names = seeing.filter(({ sees }) => sees).map(({ name }) => name);
      announce(names.length ? `Shared with ${names.join(", ")}.` : "Shared with nobody.");
      dialog.close();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      trouble.textContent = `${error.message} ${error.remedy}`;
      trouble.hidden = false;
      save.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}

const WHAT = "They see the report, hear the recordings and can write a review, until you take the tick away or delete the interview.";

/** @param {import("../service/access.js").Coach[]} coaches @param {HTMLInputElement[]} ticks */
const list = (coaches, ticks) =>
  make(
    "fieldset",
    { class: "field" },
    make("legend", {}, "Who may see it?"),
    ...coaches.map(({ name }, place) => make("label", { class: "tick" }, ticks[place] ?? "", name)),
    make("p", { class: "field__hint" }, WHAT),
  );

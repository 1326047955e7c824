/** Bringing in the files that candidates sent: chosen or dropped, one after the other; one that is wrong stops no other. */
import { button, byId, make, setText } from "../page/dom.js";
import { counted } from "../page/phrases.js";
import { call, Refusal } from "../service/api.js";

/** Bytes that the service takes. */
const LARGEST = 200_000_000;

/**
 * Let files be chosen and dropped.
 * @param {() => void | Promise<void>} arrived what to do as soon as any interview has come
 */
export function offerToBringIn(arrived) {
  const place = byId("bring", HTMLElement);
  const input = byId("bring-files", HTMLInputElement);
  button("bring-choose").addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    await bringIn(files, arrived);
  });
  // Beside the place, too: a browser would leave the page for the file.
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.classList.add("cohort__bring--over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) place.classList.remove("cohort__bring--over");
  });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    place.classList.remove("cohort__bring--over");
    await bringIn([...(event.dataTransfer?.files ?? [])], arrived);
  });
}

/** @param {File[]} files @param {() => void | Promise<void>} arrived */
async function bringIn(files, arrived) {
  const choose = button("bring-choose");
  if (!files.length || choose.disabled) return;
  const bar = byId("bring-progress", HTMLProgressElement);
  const wrong = byId("bring-wrong", HTMLElement);
  choose.disabled = true;
  wrong.replaceChildren();
  Object.assign(bar, { max: files.length, value: 0, hidden: false });
  const found = { new: 0, here: 0, wrong: 0 };
  for (const [at, file] of files.entries()) {
    setText("bring-said", `${at + 1} of ${files.length}: ${file.name}`);
    try {
      found[(await sent(file)).new ? "new" : "here"] += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      found.wrong += 1;
      wrong.append(make("li", {}, make("b", {}, file.name), ` ${error.message} `, make("span", { class: "muted" }, error.remedy)));
    }
    bar.value = at + 1;
  }
  bar.hidden = true;
  choose.disabled = false;
  setText("bring-said", outcome(found));
  if (found.new || found.here) await arrived();
}

/** @param {File} file @returns {Promise<{new: boolean}>} */
async function sent(file) {
  if (file.size > LARGEST) throw new Refusal("This file is larger than 200 MB.", "An interview is smaller. Check which file it is.");
  const response = await call("/api/cohort/bundles", { method: "POST", headers: { "Content-Type": "application/zip" }, body: file });
  return response.json();
}

/** @param {{new: number, here: number, wrong: number}} found */
function outcome(found) {
  const told = [`${counted(found.new, "interview")} brought in`];
  if (found.here) told.push(`${found.here} here already`);
  if (found.wrong) told.push(`${found.wrong} could not be brought in`);
  return `${told.join(", ")}.`;
}

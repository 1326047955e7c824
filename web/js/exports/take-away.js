/** Taking an interview away: which format, with or without voice and names, and what the file will then contain. */
import { make } from "../page/dom.js";
import { Refusal, json } from "../service/api.js";

/**
 * @typedef {object} Format
 * @property {string} id
 * @property {string} name
 * @property {string} suffix
 * @property {boolean} sound whether recordings go into it
 * @property {string[]} contents what a file would contain, a sentence each
 */

/**
 * A button that opens the choice.
 * @param {string} id of the interview
 * @param {string} label what the interview is called, for those who hear the page
 */
export function takeAwayButton(id, label) {
  const open = make("button", { class: "link", type: "button", "aria-label": `Save a copy of ${label}` }, "Save a copy");
  open.addEventListener("click", () => takeAway(id, label, open));
  return open;
}

/**
 * Ask what to take away.
 * @param {string} id of the interview
 * @param {string} label
 * @param {HTMLElement} back where the focus returns to
 */
export function takeAway(id, label, back) {
  const path = `/api/interviews/${encodeURIComponent(id)}/exports`;
  const names = make("input", { type: "checkbox", checked: true });
  const audio = make("input", { type: "checkbox", checked: true });
  const choice = make("select", { id: "take-away-format" });
  const contents = make("ul", { class: "take-away__contents", "aria-live": "polite" });
  const trouble = make("p", { role: "alert", class: "access__trouble", hidden: true });
  const save = make("a", { class: "button button--primary button--small", role: "button" }, "Save");
  const close = make("button", { class: "button button--small", type: "button" }, "Close");
  const dialog = make(
    "dialog",
    { class: "card access__dialog take-away", "aria-labelledby": "take-away-heading" },
    make("h2", { id: "take-away-heading" }, "Save a copy"),
    make("p", { class: "muted" }, label),
    make("label", { class: "field__label", for: "take-away-format" }, "As"),
    choice,
    make("label", { class: "tick" }, audio, "with the recordings of my voice"),
    make("label", { class: "tick" }, names, "with names"),
    make("h3", {}, "What the file will contain"),
    contents,
    trouble,
    make("div", { class: "row" }, save, close),
  );

  /** @type {Format[]} */
  let formats = [];
  let asked = 0;

  const query = () => new URLSearchParams({ names: String(names.checked), audio: String(audio.checked) });

  const show = () => {
    const chosen = formats.find((format) => format.id === choice.value);
    if (!chosen) return;
    contents.replaceChildren(...chosen.contents.map((sentence) => make("li", {}, sentence)));
    audio.disabled = !chosen.sound;
    save.href = `${path}/${chosen.id}?${query()}`;
    save.download = "";
  };

  const ask = async () => {
    asked += 1;
    const mine = asked;
    save.removeAttribute("href"); // nothing can be saved before it is said what it contains
    contents.replaceChildren(make("li", {}, names.checked ? LOOKING : LOOKING_FOR_NAMES));
    try {
      const found = /** @type {Format[]} */ (await json(`${path}?${query()}`));
      if (mine !== asked) return; // another box was ticked meanwhile
      if (!formats.length) choice.replaceChildren(...found.map((one) => make("option", { value: one.id }, option(one))));
      formats = found;
      trouble.hidden = true;
      show();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      trouble.textContent = `${error.message} ${error.remedy}`;
      trouble.hidden = false;
    }
  };

  choice.addEventListener("change", show);
  names.addEventListener("change", ask);
  audio.addEventListener("change", ask);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    back.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  ask();
}

const LOOKING = "Looking through it…";
const LOOKING_FOR_NAMES = "Looking for names in what you said. The first time takes some seconds…";

/** @param {Format} format */
const option = ({ name, suffix }) => `${name}, ${suffix}`;

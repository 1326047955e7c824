/** Taking an interview away: which format, with or without voice and names, and what the file will then contain. */
import { make } from "../page/dom.js";
import { Refusal, json, put } from "../service/api.js";

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
  const candidate = `/api/interviews/${encodeURIComponent(id)}/candidate`;
  const name = make("input", { id: "take-away-name", type: "text", maxlength: "200", autocomplete: "name", value: remembered() });
  const names = make("input", { type: "checkbox", checked: true });
  const audio = make("input", { type: "checkbox", checked: true });
  const choice = make("select", { id: "take-away-format" });
  const contents = make("ul", { class: "take-away__contents", "aria-live": "polite" });
  const trouble = make("p", { role: "alert", class: "access__trouble", hidden: true });
  const save = make("a", { class: "button button--primary button--small", role: "button" }, "Save");
  const close = make("button", { class: "button button--small", type: "button" }, "Close");
  const whose = make(
    "div",
    { class: "field" },
    make("label", { for: "take-away-name" }, "Your name, if whoever reads it should know"),
    name,
  );
  const dialog = make(
    "dialog",
    { class: "card access__dialog take-away", "aria-labelledby": "take-away-heading" },
    make("h2", { id: "take-away-heading" }, "Save a copy"),
    make("p", { class: "muted" }, label),
    make("div", { class: "field" }, make("label", { for: "take-away-format" }, "As"), choice),
    whose,
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
  /** The name that stands on it; null where it is not ours to sign. @type {string | null} */
  let signed = null;

  const query = () => new URLSearchParams({ names: String(names.checked), audio: String(audio.checked) });

  const show = () => {
    const chosen = formats.find((format) => format.id === choice.value);
    if (!chosen) return;
    contents.replaceChildren(...chosen.contents.map((sentence) => make("li", {}, sentence)));
    audio.disabled = !chosen.sound;
    save.href = `${path}/${chosen.id}?${query()}`;
    save.download = "";
  };

  /** The name stands on what is kept, so that every copy from now on has it. */
  const sign = async () => {
    signed = name.value.trim();
    remember(signed);
    await put(candidate, { name: signed });
  };

  const begin = async () => {
    try {
      const kept = /** @type {{name: string}} */ (await json(candidate));
      signed = kept.name;
      name.value ||= kept.name;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      whose.hidden = true;
    }
    await ask();
  };

  const ask = async () => {
    asked += 1;
    const mine = asked;
    save.removeAttribute("href"); // nothing can be saved before it is said what it contains
    contents.replaceChildren(make("li", {}, names.checked ? LOOKING : LOOKING_FOR_NAMES));
    try {
      if (signed !== null && name.value.trim() !== signed) await sign();
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
  name.addEventListener("change", ask);
  names.addEventListener("change", ask);
  audio.addEventListener("change", ask);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    back.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  begin();
}

const REMEMBERED = "interview-sim.name";

/** The name that was given last, in this browser alone. */
function remembered() {
  try {
    return localStorage.getItem(REMEMBERED) ?? "";
  } catch {
    return ""; // a browser may keep nothing
  }
}

/** @param {string} name */
function remember(name) {
  try {
    localStorage.setItem(REMEMBERED, name);
  } catch {
    return;
  }
}

const LOOKING = "Looking through it…";
const LOOKING_FOR_NAMES = "Looking for names in what you said. The first time takes some seconds…";

/** @param {Format} format */
const option = ({ name, suffix }) => `${name}, ${suffix}`;

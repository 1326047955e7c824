import { whereVoiceGoes } from "../access/where.js";
import { InterviewerFace } from "../face/avatar.js";
import { FaceLife } from "../face/life.js";
import { byId, button, make, setText, showScreen } from "../page/dom.js";
import { hideNotice, showNotice } from "../page/notice.js";
import * as api from "../service/api.js";
import { showHistory } from "./history.js";
import { InterviewerPicker } from "./interviewer-picker.js";
import { PracticeChoice } from "./practice-choice.js";
import { linked, offerPlan } from "./practice-plan.js";
import { interrupted } from "./sitting-memory.js";
import { offerUnfinished } from "./unfinished-offer.js";

const REMEMBERED = "interview-sim.choice";

/** @typedef {import("../service/types.js").Choice} Choice */
/** @typedef {{begin: (choice: Choice) => void} & import("./unfinished-offer.js").Ways} Ways */

/** @returns {Partial<Choice>} what was chosen last time */
function remembered() {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}");
  } catch {
    // Somebody else's or an old value: the defaults are good.
    return {};
  }
}

/**
 * Role, way of practising, interviewer; and what was interrupted.
 * @param {Ways} ways
 */
export function showStart(ways) {
  showScreen("start-screen");
  document.title = "interview-sim";
  const face = document.querySelector(".start__face interviewer-face");
  if (face instanceof InterviewerFace) new FaceLife(face).start();

  setText("privacy", whereVoiceGoes());
  const last = { ...remembered(), ...linked() };
  const practice = new PracticeChoice();
  const picker = new InterviewerPicker();
  practice.onProfile = (profile) => picker.suggest(profile?.interviewer);
  const questions = byId("questions", HTMLInputElement);
  if (last.questions) questions.value = String(last.questions);
  button("fewer").addEventListener("click", () => questions.stepDown());
  button("more").addEventListener("click", () => questions.stepUp());
  byId("start-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    /** @type {Choice} */
    const choice = { role: byId("role", HTMLSelectElement).value, ...practice.value(), interviewer: picker.value };
    localStorage.setItem(REMEMBERED, JSON.stringify(choice));
    ways.begin(choice);
  });
  load(last, practice, picker, ways);
}

/**
 * @param {Partial<Choice>} last
 * @param {PracticeChoice} practice
 * @param {InterviewerPicker} picker
 * @param {Ways} ways
 */
async function load(last, practice, picker, ways) {
  const explain = (/** @type {unknown} */ error) => {
    if (!(error instanceof api.Refusal)) throw error;
    showNotice("service", { message: error.message, remedy: error.remedy }, [
      { label: "Try again", id: "retry", run: () => load(last, practice, picker, ways) },
    ]);
  };
  try {
    const [roles, people, leaving] = await Promise.all([api.roles(), api.interviewers(), api.leaving()]);
    // Another screen may have come meanwhile.
    if (!document.getElementById("offer")) return;
    setText("leaving-text", leaving);
    byId("leaving", HTMLElement).hidden = !leaving;
    if (leaving) for (const id of ["start", "offer-go-on"]) button(id).setAttribute("aria-describedby", "leaving-text");
    picker.fill(people, last.interviewer);
    const goOn = (/** @type {import("../service/types.js").Unfinished} */ one) => {
      picker.choose(one.interviewer ?? "");
      ways.goOn(one);
    };
    interrupted().then((all) => offerUnfinished(all, { ...ways, goOn }), explain);
    await practice.load(last);
    await fillRoles(roles, last, practice);
    hideNotice("service");
    await Promise.all([showHistory(), offerPlan((drill, role) => ways.begin(drilling(drill, role, practice, picker)))]);
  } catch (error) {
    explain(error);
  }
}

/**
 * The choice that starts a drill of the plan, for the role of the plan where there still is one.
 * @param {string} drill
 * @param {string | null} role
 * @param {PracticeChoice} practice
 * @param {InterviewerPicker} picker
 * @returns {Choice}
 */
function drilling(drill, role, practice, picker) {
  const select = byId("role", HTMLSelectElement);
  const known = [...select.options].some(({ value }) => value === role);
  const choice = { ...practice.value(), mode: /** @type {const} */ ("drill"), profile: "", question: "", drill };
  return { ...choice, role: known && role ? role : select.value, interviewer: picker.value };
}

/** @param {import("../service/types.js").Role[]} roles @param {Partial<Choice>} last @param {PracticeChoice} practice */
async function fillRoles(roles, last, practice) {
  const select = byId("role", HTMLSelectElement);
  select.replaceChildren(...roles.map(({ id, name }) => make("option", { value: id }, name)));
  if (roles.some(({ id }) => id === last.role)) select.value = last.role ?? "";
  const describe = async (/** @type {Partial<Choice>} */ before) => {
    const role = roles.find(({ id }) => id === select.value);
    if (!role) return;
    setText("role-description", role.description);
    await practice.setRole(role, before);
  };
  select.addEventListener("change", () => describe({}));
  select.disabled = roles.length === 0;
  await describe(last);
  button("start").disabled = roles.length === 0;
}

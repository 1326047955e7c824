import * as api from "./api.js";
import { byId, button, make, setText, showScreen } from "./dom.js";
import { FaceLife } from "./face-life.js";
import { showHistory } from "./history.js";
import { hideNotice, showNotice } from "./notice.js";
import { InterviewerFace } from "./avatar.js";

const REMEMBERED = "interview-sim.choice";

/** @returns {Partial<import("./types.js").Choice>} what was chosen last time */
function remembered() {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}");
  } catch {
    // Somebody else's or an old value: the defaults are good.
    return {};
  }
}

/**
 * Role, number of questions, way of answering.
 * @param {(choice: import("./types.js").Choice) => void} begin
 */
export function showStart(begin) {
  showScreen("start-screen");
  document.title = "interview-sim";
  const face = document.querySelector("interviewer-face");
  if (face instanceof InterviewerFace) new FaceLife(face).start();

  const last = remembered();
  const questions = byId("questions", HTMLInputElement);
  if (last.questions) questions.value = String(last.questions);
  if (last.mode === "typing") mode("typing").checked = true;

  button("fewer").addEventListener("click", () => questions.stepDown());
  button("more").addEventListener("click", () => questions.stepUp());
  byId("start-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    /** @type {import("./types.js").Choice} */
    const choice = {
      role: byId("role", HTMLSelectElement).value,
      questions: questions.valueAsNumber,
      mode: mode("typing").checked ? "typing" : "microphone",
    };
    localStorage.setItem(REMEMBERED, JSON.stringify(choice));
    begin(choice);
  });
  load(last.role);
}

/** @param {import("./types.js").AnswerMode} value */
function mode(value) {
  const radio = document.querySelector(`input[name="answer-mode"][value="${value}"]`);
  if (!(radio instanceof HTMLInputElement)) throw new Error(`no way of answering ${value}`);
  return radio;
}

/** @param {string | undefined} preferred */
async function load(preferred) {
  try {
    fillRoles(await api.roles(), preferred);
    hideNotice("service");
    await showHistory();
  } catch (error) {
    if (!(error instanceof api.Refusal)) throw error;
    showNotice("service", { message: error.message, remedy: error.remedy }, [
      { label: "Try again", id: "retry", run: () => load(preferred) },
    ]);
  }
}

/** @param {import("./types.js").Role[]} roles @param {string | undefined} preferred */
function fillRoles(roles, preferred) {
  const select = byId("role", HTMLSelectElement);
  const questions = byId("questions", HTMLInputElement);
  select.replaceChildren(...roles.map(({ id, name }) => make("option", { value: id }, name)));
  if (roles.some(({ id }) => id === preferred)) select.value = preferred ?? "";
  const describe = () => {
    const role = roles.find(({ id }) => id === select.value);
    if (!role) return;
    setText("role-description", role.description);
    questions.max = String(Math.min(10, role.questions));
    if (questions.valueAsNumber > Number(questions.max)) questions.value = questions.max;
  };
  select.addEventListener("change", describe);
  describe();
  select.disabled = roles.length === 0;
  button("start").disabled = roles.length === 0;
}

import { InterviewerFace } from "../face/avatar.js";
import { meet } from "../face/persona.js";
import { byId, make } from "../page/dom.js";

/** @typedef {import("../face/persona.js").Interviewer} Interviewer */

/** Who interviews, chosen by their face. */
export class InterviewerPicker {
  #field = byId("interviewer-field", HTMLElement);
  #about = byId("interviewer-about", HTMLElement);
  /** @type {Interviewer[]} */
  #people = [];
  #chosen = "";
  /** The candidate has chosen: a profile's own interviewer does not override that. */
  #own = false;

  /** @param {Interviewer[]} people @param {string | undefined} last */
  fill(people, last) {
    this.#people = people;
    this.#field.hidden = people.length < 2;
    byId("interviewers", HTMLElement).replaceChildren(...people.map((one) => this.#option(one)));
    this.#own = people.some(({ id }) => id === last);
    if (people.length > 0) this.choose(this.#own && last ? last : people[0].id);
  }

  /** @param {string | null | undefined} id of who leads the chosen profile */
  suggest(id) {
    if (id && !this.#own) this.choose(id);
  }

  get value() {
    return this.#chosen;
  }

  /** @param {string} id */
  choose(id) {
    const one = this.#people.find((each) => each.id === id);
    if (!one) return;
    this.#chosen = id;
    meet(one);
    const radio = this.#field.querySelector(`input[value="${CSS.escape(id)}"]`);
    if (radio instanceof HTMLInputElement) radio.checked = true;
    this.#about.textContent = `${one.name}: ${one.about}`;
    const large = document.querySelector(".start__face interviewer-face");
    if (large instanceof InterviewerFace) large.setFace(one.face);
  }

  /** @param {Interviewer} one */
  #option(one) {
    const radio = make("input", { type: "radio", name: "interviewer", value: one.id });
    radio.addEventListener("change", () => {
      this.#own = true;
      this.choose(one.id);
    });
    const face = new InterviewerFace();
    face.setFace(one.face);
    face.setPose({ smile: one.manner.warmth ?? 0.5 });
    face.removeAttribute("role");
    face.removeAttribute("aria-label");
    return make("label", { class: "person" }, radio, face, make("span", { class: "person__name" }, one.name));
  }
}

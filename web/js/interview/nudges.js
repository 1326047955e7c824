import { byId, make } from "../page/dom.js";

/** @type {Record<string, string>} */
const NAMES = { pace: "Pace", fillers: "Fillers", time: "Time" };

/** The small live meter of a drill: one calm line for each thing it watches, and none before it has something to say. */
export class Nudges {
  #list = byId("nudges", HTMLElement);
  /** @type {Map<string, HTMLElement>} */
  #lines = new Map();

  clear() {
    this.#lines.clear();
    this.#list.replaceChildren();
    this.#list.hidden = true;
  }

  /** @param {import("../service/types.js").Nudge} nudge */
  show({ kind, text, good }) {
    const line = this.#lines.get(kind) ?? make("li", { class: "nudge" });
    line.replaceChildren(
      make("span", { class: "nudge__sign", "aria-hidden": "true" }, good ? "✓" : "!"),
      make("span", { class: "nudge__name" }, NAMES[kind] ?? kind),
      make("span", { class: "nudge__text" }, text),
    );
    line.classList.toggle("nudge--good", good);
    if (!this.#lines.has(kind)) this.#list.append(line);
    this.#lines.set(kind, line);
    this.#list.hidden = false;
  }
}

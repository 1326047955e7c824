import { makeSvg } from "../page/dom.js";

const MOUTH_Y = 249;

/** Mouths drawn so far: each clips its teeth by an id of its own. */
let drawn = 0;

/** @param {number} value */
const n = (value) => String(Math.round(value * 100) / 100);

/** The mouth: lips that open, round, press and smile, with teeth and a tongue behind them. */
export class Mouth {
  #opening = makeSvg("path", {});
  #inside = makeSvg("path", { class: "face__mouth" });
  #upper = makeSvg("path", { class: "face__lip" });
  #lower = makeSvg("path", { class: "face__lip face__lip--lower" });
  #teeth = makeSvg("rect", { class: "face__teeth", x: -21, y: -5, width: 42, height: 13, rx: 5 });
  #tongue = makeSvg("ellipse", { class: "face__tongue", cx: 0, cy: 2, rx: 16, ry: 9 });

  constructor() {
    const clip = `mouth-${(drawn += 1)}`;
    this.element = makeSvg(
      "g",
      {},
      makeSvg("clipPath", { id: clip }, this.#opening),
      this.#inside,
      makeSvg("g", { "clip-path": `url(#${clip})` }, this.#tongue, this.#teeth),
      this.#lower,
      this.#upper,
    );
  }

  /** @param {import("../service/types.js").Pose} pose @param {number} drop of the jaw, in units of the drawing */
  set({ jaw, width, round, press, smile: warmth }, drop) {
    const half = 27 + 6 * width - 11 * round + 3 * warmth * (1 - jaw);
    const open = 40 * jaw * (1 - 0.15 * round) + 5 * round * Math.min(1, jaw * 6);
    const up = 0.28 * open + 2 * round;
    const low = 0.72 * open + 2 * round;
    // A round mouth has full corners, a wide one pointed ones; a closed one smiles a little.
    const full = 0.45 + 0.4 * round;
    const smile = (1.5 + 6 * warmth) * (1 - round) * (1 - 0.55 * jaw);
    const bow = (2.5 + 3 * warmth) + 4 * (0.2 + warmth) * (1 - jaw) * (1 - round);
    const corner = `${n(-half)} ${n(-smile)}`;
    const edge = n(-up + bow * 0.2);
    const top = `C ${n(-half * full)} ${edge} ${n(half * full)} ${edge} ${n(half)} ${n(-smile)}`;
    const base = n(Math.max(low, -up + bow * 0.2 + 0.1) * 1.3);
    const bottom = `C ${n(half * full)} ${base} ${n(-half * full)} ${base} ${corner}`;
    this.element.setAttribute("transform", `translate(200 ${n(MOUTH_Y + drop * 0.25)})`);
    for (const shape of [this.#inside, this.#opening]) shape.setAttribute("d", `M ${corner} ${top} ${bottom} Z`);
    this.#upper.setAttribute("d", `M ${corner} ${top}`);
    this.#lower.setAttribute("d", `M ${n(half)} ${n(-smile)} ${bottom}`);
    this.#upper.setAttribute("stroke-width", n(4.6 - 1.4 * press));
    this.#lower.setAttribute("stroke-width", n(5.4 - 2 * press));
    this.#teeth.setAttribute("transform", `translate(0 ${n(-up * 0.75 - 1 - 6 * round)})`);
    this.#tongue.setAttribute("transform", `translate(0 ${n(low * 0.98)})`);
  }
}

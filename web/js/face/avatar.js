import { makeSvg } from "../page/dom.js";
import { drawClothes } from "./clothes.js";
import { design, SHAPES } from "./design.js";
import { drawBeard, drawEarrings, drawGlasses, drawLines } from "./extras.js";
import { drawHair } from "./hair.js";
import { Mouth } from "./mouth.js";
import { interviewer } from "./persona.js";
import { drawRoom } from "./room.js";

/** @type {import("../service/types.js").Pose} */
export const NEUTRAL = {
  jaw: 0,
  width: 0,
  round: 0,
  press: 0,
  smile: 0.5,
  blink: 0,
  gazeX: 0,
  gazeY: 0,
  brow: 0,
  oneBrow: 0,
  nod: 0,
  tilt: 0,
  breath: 0,
};

/** How far the parts move, in units of the drawing (400 by 400). */
const JAW_DROP = 9;
const GAZE = 3.2;
const EYES = [163, 237];

/** Faces drawn so far: each clips its beard by an id of its own. */
let drawn = 0;

/** @param {number} value */
const n = (value) => Math.round(value * 100) / 100;

/**
 * The interviewer: a drawn face whose every moving part is a parameter. It knows nothing of speech or time.
 */
export class InterviewerFace extends HTMLElement {
  /** @type {import("../service/types.js").Pose} */
  #pose = { ...NEUTRAL };
  /** @type {Record<string, SVGElement>} */
  #parts = {};
  #mouth = new Mouth();
  #shape = SHAPES.oval;

  connectedCallback() {
    if (!this.firstChild) this.setFace(interviewer().face);
  }

  /** Become this interviewer. @param {Record<string, unknown>} given a design; what is left out is as usual */
  setFace(given) {
    const look = design(given);
    this.setAttribute("role", "img");
    this.setAttribute("aria-label", "The interviewer, a drawn face");
    for (const [name, colour] of [
      ["--skin", look.skin],
      ["--hair", look.hair_colour],
      ["--brow", look.brows || look.hair_colour],
      ["--feature", look.eyes],
      ["--clothes", look.clothes_colour],
      ["--under", look.under_colour],
      ["--glasses", look.glasses_colour],
      ["--wall", look.room],
    ]) {
      this.style.setProperty(name, colour);
    }
    this.#shape = SHAPES[look.shape];
    this.#mouth = new Mouth();
    this.replaceChildren(this.#draw(look));
    this.setPose({});
  }

  /** @param {Partial<import("../service/types.js").Pose>} change what is left out stays as it was */
  setPose(change) {
    this.#pose = { ...this.#pose, ...change };
    const pose = this.#pose;
    const { head, body, face, skull, outline, leftBrow, rightBrow, eyes, cheeks } = this.#parts;
    if (!head) return;
    body.setAttribute("transform", `translate(0 ${n(-2 * pose.breath)})`);
    head.setAttribute(
      "transform",
      `translate(0 ${n(4 * pose.nod - 1.4 * pose.breath)}) rotate(${n(pose.gazeX * 0.8 + 2.2 * pose.tilt)} 200 300)`,
    );
    // Features lead the head a little: that is what makes a flat drawing look round.
    face.setAttribute("transform", `translate(${n(1.6 * pose.gazeX)} ${n(2.2 * pose.nod + pose.gazeY)})`);
    const drop = pose.jaw * JAW_DROP;
    for (const part of [skull, outline]) part.setAttribute("d", headPath(drop, this.#shape));
    leftBrow.setAttribute("transform", `translate(0 ${n(-5 * pose.brow)})`);
    rightBrow.setAttribute("transform", `translate(0 ${n(-5 * pose.brow - 6 * pose.oneBrow)}) rotate(${n(-3 * pose.oneBrow)} 238 160)`);
    eyes.setAttribute("transform", `translate(${n(GAZE * pose.gazeX)} ${n(GAZE * pose.gazeY)})`);
    cheeks.setAttribute("transform", `translate(0 ${n(-3 * pose.smile)})`);
    this.#setEyes(pose);
    this.#mouth.set(pose, drop);
  }

  /** @param {import("../service/types.js").Pose} pose */
  #setEyes({ blink, smile }) {
    const open = Math.max(0.08, (1 - blink) * (1 - 0.08 * smile));
    [this.#parts.leftEye, this.#parts.rightEye].forEach((eye, index) => {
      eye.setAttribute("transform", `translate(${EYES[index]} ${n(190 + 3 * blink)}) scale(1 ${n(open)})`);
    });
    this.#parts.lids.setAttribute("transform", `translate(0 ${n(9 * blink)})`);
  }

  /** @param {import("./design.js").Design} look */
  #draw(look) {
    const part = this.#parts;
    const { half } = this.#shape;
    const clip = `head-${(drawn += 1)}`;
    const hair = drawHair(look, half);
    part.skull = makeSvg("path", { class: "face__skin" });
    part.outline = makeSvg("path", {});
    part.leftEye = drawEye();
    part.rightEye = drawEye();
    part.eyes = makeSvg("g", {}, part.leftEye, part.rightEye);
    part.lids = makeSvg("g", {}, ...(look.lashes > 0 ? [drawLashes()] : []));
    part.leftBrow = makeSvg("path", { class: "face__brow", d: "M 143 165 Q 160 153 181 161" });
    part.rightBrow = makeSvg("path", { class: "face__brow", d: "M 219 161 Q 240 153 257 165" });
    part.cheeks = makeSvg(
      "g",
      {},
      makeSvg("ellipse", { class: "face__cheek", cx: 145, cy: 228, rx: 16, ry: 10 }),
      makeSvg("ellipse", { class: "face__cheek", cx: 255, cy: 228, rx: 16, ry: 10 }),
    );
    part.face = makeSvg(
      "g",
      {},
      part.cheeks,
      drawLines(look),
      part.leftBrow,
      part.rightBrow,
      makeSvg("g", {}, part.eyes, part.lids),
      makeSvg("path", { class: "face__nose", d: "M 203 196 Q 208 214 210 219 Q 207 225 196 223" }),
      this.#mouth.element,
      ...drawGlasses(look),
    );
    part.head = makeSvg(
      "g",
      {},
      hair.back,
      makeSvg("path", { class: "face__neck", d: "M 168 262 L 168 322 Q 200 348 232 322 L 232 262 Z" }),
      makeSvg("path", { class: "face__shade", d: "M 168 282 Q 200 316 232 282 L 232 298 Q 200 328 168 298 Z" }),
      drawEar(200 - half + 1, -1),
      drawEar(200 + half - 1, 1),
      ...drawEarrings(look, half),
      part.skull,
      makeSvg("clipPath", { id: clip }, part.outline),
      makeSvg("g", { "clip-path": `url(#${clip})` }, drawBeard(look)),
      part.face,
      hair.front,
    );
    part.body = makeSvg("g", {}, drawClothes(look));
    return makeSvg(
      "svg",
      { viewBox: "0 0 400 400", preserveAspectRatio: "xMidYMax meet", "aria-hidden": "true" },
      drawRoom(),
      part.head,
      part.body,
    );
  }
}

function drawEye() {
  return makeSvg(
    "g",
    {},
    makeSvg("ellipse", { class: "face__eye", rx: 7.5, ry: 9.5 }),
    makeSvg("circle", { class: "face__glint", cx: 2.6, cy: -3.4, r: 2.3 }),
  );
}

function drawLashes() {
  return makeSvg("path", { class: "face__lash", d: "M 171 184 Q 166 178.5 160 180 Q 155 182 153.5 188 L 149 185 M 229 184 Q 234 178.5 240 180 Q 245 182 246.5 188 L 251 185" });
}

/** @param {number} x @param {-1 | 1} side */
function drawEar(x, side) {
  return makeSvg(
    "g",
    {},
    makeSvg("ellipse", { class: "face__skin", cx: x, cy: 206, rx: 12, ry: 18 }),
    makeSvg("path", { class: "face__ear-line", d: `M ${x + 3 * side} 197 q ${5 * side} 8 0 17` }),
  );
}

/**
 * @param {number} drop how far the chin stands below its place
 * @param {{half: number, jaw: number, chin: number}} shape
 * @returns {string}
 */
function headPath(drop, { half, jaw, chin: rest }) {
  const [left, right, chin, cheek] = [200 - half, 200 + half, rest + drop, n(240 + drop * 0.5)];
  return (
    `M ${left} 180 C ${left} 120 158 94 200 94 C 242 94 ${right} 120 ${right} 180 C ${right} ${cheek} ${200 + jaw} ${n(chin)} 200 ${n(chin)} ` +
    `C ${200 - jaw} ${n(chin)} ${left} ${cheek} ${left} 180 Z`
  );
}

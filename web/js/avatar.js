import { makeSvg } from "./dom.js";

/** @type {import("./types.js").Pose} */
export const NEUTRAL = {
  jaw: 0,
  width: 0,
  round: 0,
  press: 0,
  blink: 0,
  gazeX: 0,
  gazeY: 0,
  brow: 0,
  nod: 0,
  breath: 0,
};

/** How far the parts move, in units of the drawing (400 by 400). */
const JAW_DROP = 9;
const GAZE = 3.2;
const MOUTH_Y = 249;

/** Faces drawn so far: each clips its teeth by an id of its own. */
let drawn = 0;

/** @param {number} value */
const n = (value) => Math.round(value * 100) / 100;

/**
 * The interviewer: a drawn face whose every moving part is a parameter. It knows nothing of speech or time.
 */
export class InterviewerFace extends HTMLElement {
  /** @type {import("./types.js").Pose} */
  #pose = { ...NEUTRAL };
  /** @type {Record<string, SVGElement>} */
  #parts = {};

  connectedCallback() {
    if (this.firstChild) return;
    this.setAttribute("role", "img");
    this.setAttribute("aria-label", "The interviewer, a drawn face");
    this.append(this.#draw());
    this.setPose({});
  }

  /** @param {Partial<import("./types.js").Pose>} change what is left out stays as it was */
  setPose(change) {
    this.#pose = { ...this.#pose, ...change };
    const pose = this.#pose;
    const { head, body, face, skull, brows, eyes, mouth } = this.#parts;
    if (!head) return;
    body.setAttribute("transform", `translate(0 ${n(-2 * pose.breath)})`);
    head.setAttribute(
      "transform",
      `translate(0 ${n(3 * pose.nod - 1.4 * pose.breath)}) rotate(${n(pose.gazeX * 0.8)} 200 300)`,
    );
    // Features lead the head a little: that is what makes a flat drawing look round.
    face.setAttribute("transform", `translate(${n(1.6 * pose.gazeX)} ${n(1.5 * pose.nod + pose.gazeY)})`);
    skull.setAttribute("d", headPath(pose.jaw * JAW_DROP));
    brows.setAttribute("transform", `translate(0 ${n(-5 * pose.brow)})`);
    eyes.setAttribute("transform", `translate(${n(GAZE * pose.gazeX)} ${n(GAZE * pose.gazeY)})`);
    this.#setEyes(pose.blink);
    this.#setMouth(pose, mouth);
  }

  /** @param {number} blink */
  #setEyes(blink) {
    const { leftEye, rightEye, lids } = this.#parts;
    const open = Math.max(0.08, 1 - blink);
    for (const [eye, x] of /** @type {[SVGElement, number][]} */ ([
      [leftEye, 163],
      [rightEye, 237],
    ])) {
      eye.setAttribute("transform", `translate(${x} ${n(190 + 3 * blink)}) scale(1 ${n(open)})`);
    }
    lids.setAttribute("transform", `translate(0 ${n(11 * blink)})`);
  }

  /** @param {import("./types.js").Pose} pose @param {SVGElement} mouth */
  #setMouth({ jaw, width, round, press }, mouth) {
    const { inside, opening, upperLip, lowerLip, teeth, tongue } = this.#parts;
    const half = 27 + 6 * width - 11 * round;
    const open = 40 * jaw * (1 - 0.15 * round) + 5 * round * Math.min(1, jaw * 6);
    const up = 0.28 * open + 2 * round;
    const low = 0.72 * open + 2 * round;
    // A round mouth has full corners, a wide one pointed ones; a closed one smiles a little.
    const full = 0.45 + 0.4 * round;
    const smile = 4.5 * (1 - round) * (1 - 0.55 * jaw);
    const bow = 4 + 4 * (1 - jaw) * (1 - round);
    const corner = `${n(-half)} ${n(-smile)}`;
    const top = `C ${n(-half * full)} ${n(-up + bow * 0.2)} ${n(half * full)} ${n(-up + bow * 0.2)} ${n(half)} ${n(-smile)}`;
    const base = Math.max(low, -up + bow * 0.2 + 0.1);
    const bottom = `C ${n(half * full)} ${n(base * 1.3)} ${n(-half * full)} ${n(base * 1.3)} ${corner}`;
    mouth.setAttribute("transform", `translate(200 ${n(MOUTH_Y + JAW_DROP * 0.25 * jaw)})`);
    for (const shape of [inside, opening]) shape.setAttribute("d", `M ${corner} ${top} ${bottom} Z`);
    upperLip.setAttribute("d", `M ${corner} ${top}`);
    lowerLip.setAttribute("d", `M ${n(half)} ${n(-smile)} ${bottom}`);
    upperLip.setAttribute("stroke-width", String(n(4.6 - 1.4 * press)));
    lowerLip.setAttribute("stroke-width", String(n(5.4 - 2 * press)));
    teeth.setAttribute("transform", `translate(0 ${n(-up * 0.75 - 1 - 6 * round)})`);
    tongue.setAttribute("transform", `translate(0 ${n(low * 0.98)})`);
  }

  #draw() {
    const part = this.#parts;
    const clip = `mouth-${(drawn += 1)}`;
    part.opening = makeSvg("path", {});
    part.inside = makeSvg("path", { class: "face__mouth" });
    part.teeth = makeSvg("rect", { class: "face__teeth", x: -21, y: -5, width: 42, height: 13, rx: 5 });
    part.tongue = makeSvg("ellipse", { class: "face__tongue", cx: 0, cy: 2, rx: 16, ry: 9 });
    part.upperLip = makeSvg("path", { class: "face__lip" });
    part.lowerLip = makeSvg("path", { class: "face__lip face__lip--lower" });
    part.skull = makeSvg("path", { class: "face__skin" });
    part.leftEye = this.#eye();
    part.rightEye = this.#eye();
    part.mouth = makeSvg(
      "g",
      {},
      makeSvg("clipPath", { id: clip }, part.opening),
      part.inside,
      makeSvg("g", { "clip-path": `url(#${clip})` }, part.tongue, part.teeth),
      part.lowerLip,
      part.upperLip,
    );
    part.lids = makeSvg("g", {});
    part.eyes = makeSvg("g", {}, part.leftEye, part.rightEye);
    part.brows = makeSvg(
      "g",
      {},
      makeSvg("path", { class: "face__brow", d: "M 143 165 Q 160 153 181 161" }),
      makeSvg("path", { class: "face__brow", d: "M 219 161 Q 240 153 257 165" }),
    );
    part.face = makeSvg(
      "g",
      {},
      makeSvg("ellipse", { class: "face__cheek", cx: 143, cy: 226, rx: 16, ry: 10 }),
      makeSvg("ellipse", { class: "face__cheek", cx: 257, cy: 226, rx: 16, ry: 10 }),
      part.brows,
      part.eyes,
      makeSvg("path", { class: "face__nose", d: "M 203 196 Q 208 214 210 219 Q 207 225 196 223" }),
      part.mouth,
    );
    part.head = makeSvg(
      "g",
      {},
      makeSvg("path", { class: "face__neck", d: "M 170 262 L 170 322 Q 200 346 230 322 L 230 262 Z" }),
      makeSvg("path", { class: "face__shade", d: "M 170 282 Q 200 312 230 282 L 230 296 Q 200 324 170 296 Z" }),
      makeSvg("ellipse", { class: "face__skin", cx: 119, cy: 206, rx: 12, ry: 18 }),
      makeSvg("ellipse", { class: "face__skin", cx: 281, cy: 206, rx: 12, ry: 18 }),
      part.skull,
      part.face,
      makeSvg("path", {
        class: "face__hair",
        d:
          "M 117 206 C 104 120 148 82 204 84 C 262 84 296 124 283 206 C 276 186 270 170 262 154 " +
          "C 236 158 196 152 172 130 C 164 150 140 160 130 172 C 124 184 120 196 117 206 Z",
      }),
    );
    part.body = makeSvg(
      "g",
      {},
      makeSvg("path", {
        class: "face__jumper",
        d: "M 40 420 C 46 346 96 326 158 314 Q 200 350 242 314 C 304 326 354 346 360 420 Z",
      }),
      makeSvg("path", { class: "face__collar", d: "M 158 314 Q 200 350 242 314" }),
    );
    const back = makeSvg("path", {
      class: "face__hair face__hair--back",
      d: "M 104 210 C 94 110 150 72 202 72 C 258 72 306 112 296 210 C 294 252 300 280 284 292 C 262 304 138 304 116 292 C 100 280 106 252 104 210 Z",
    });
    part.head.prepend(back);
    return makeSvg(
      "svg",
      { viewBox: "0 0 400 400", preserveAspectRatio: "xMidYMax meet", "aria-hidden": "true" },
      room(),
      part.head,
      part.body,
    );
  }

  #eye() {
    return makeSvg(
      "g",
      {},
      makeSvg("ellipse", { class: "face__eye", rx: 7.5, ry: 9.5 }),
      makeSvg("circle", { class: "face__glint", cx: 2.6, cy: -3.4, r: 2.3 }),
    );
  }
}

/** What hangs on the wall: outside the square of the face, so that only a wide stage shows it. */
function room() {
  return makeSvg(
    "g",
    {},
    makeSvg("rect", { class: "face__frame", x: -176, y: 64, width: 112, height: 144, rx: 6 }),
    makeSvg("circle", { class: "face__print", cx: -112, cy: 116, r: 20 }),
    makeSvg("path", { class: "face__print", d: "M -164 196 Q -134 142 -108 172 Q -92 190 -76 160 L -76 196 Z" }),
    makeSvg("rect", { class: "face__frame", x: 440, y: 168, width: 184, height: 8, rx: 4 }),
    makeSvg("path", {
      class: "face__print",
      d: "M 458 168 V 108 h 16 V 168 Z M 478 168 V 96 h 20 V 168 Z M 502 168 V 116 h 14 V 168 Z",
    }),
    makeSvg("path", {
      class: "face__print",
      d: "M 566 168 l -6 -28 h 40 l -6 28 Z M 579 140 C 560 128 552 110 556 92 C 572 100 580 118 580 140 Z M 581 140 C 580 116 588 98 606 90 C 610 112 600 130 581 140 Z",
    }),
  );
}

/** @param {number} drop how far the chin stands below its place @returns {string} */
function headPath(drop) {
  const chin = 300 + drop;
  return (
    `M 118 180 C 118 120 158 94 200 94 C 242 94 282 120 282 180 C 282 ${n(240 + drop * 0.5)} 246 ${n(chin)} 200 ${n(chin)} ` +
    `C 154 ${n(chin)} 118 ${n(240 + drop * 0.5)} 118 180 Z`
  );
}

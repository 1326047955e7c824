import { makeSvg } from "../page/dom.js";

/** What hangs on the wall: outside the square of the face, so that only a wide stage shows it. */
export function drawRoom() {
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

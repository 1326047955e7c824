/**
 * What a face is drawn from. Every field has a default, so that a design may say only what is its own, and a value that
 * is not known falls back to it: data of a newer service must not leave the stage empty.
 */

/**
 * @typedef {object} Design
 * @property {"oval" | "round" | "long" | "square"} shape of the head
 * @property {string} skin a colour
 * @property {"bob" | "long" | "bun" | "curls" | "short" | "swept" | "cropped"} hair
 * @property {string} hair_colour
 * @property {string} brows a colour; that of the hair where it is empty
 * @property {string} eyes a colour, a dark one
 * @property {number} lashes 0 or 1
 * @property {"none" | "round" | "square"} glasses
 * @property {string} glasses_colour
 * @property {"none" | "stubble" | "short" | "full"} beard
 * @property {number} earrings 0 or 1
 * @property {number} lines 0 to 1: what years leave around the eyes
 * @property {"jumper" | "shirt" | "blazer" | "cardigan"} clothes
 * @property {string} clothes_colour
 * @property {string} under_colour what is worn beneath a blazer or a cardigan
 * @property {string} room the colour of the wall
 */

/** @type {Design} */
export const DEFAULT_DESIGN = {
  shape: "oval",
  skin: "#e6b593",
  hair: "bob",
  hair_colour: "#3a2b27",
  brows: "",
  eyes: "#2b211e",
  lashes: 1,
  glasses: "none",
  glasses_colour: "#3b3f45",
  beard: "none",
  earrings: 0,
  lines: 0,
  clothes: "jumper",
  clothes_colour: "#1d6f60",
  under_colour: "#f4efe6",
  room: "#d5e4dd",
};

/** The proportions of each head: half its width, half the width of its chin, and where the chin stands. */
export const SHAPES = {
  oval: { half: 82, jaw: 46, chin: 300 },
  round: { half: 85, jaw: 58, chin: 297 },
  long: { half: 77, jaw: 46, chin: 307 },
  square: { half: 82, jaw: 66, chin: 303 },
};

/** @type {Partial<Record<keyof Design, readonly string[]>>} */
const CHOICES = {
  shape: Object.keys(SHAPES),
  hair: ["bob", "long", "bun", "curls", "short", "swept", "cropped"],
  glasses: ["none", "round", "square"],
  beard: ["none", "stubble", "short", "full"],
  clothes: ["jumper", "shirt", "blazer", "cardigan"],
};

/**
 * @param {Record<string, unknown>} given
 * @returns {Design}
 */
export function design(given) {
  /** @type {Record<string, unknown>} */
  const whole = { ...DEFAULT_DESIGN };
  for (const [name, usual] of Object.entries(DEFAULT_DESIGN)) {
    const value = given[name];
    const choices = CHOICES[/** @type {keyof Design} */ (name)];
    if (typeof value === typeof usual && (!choices || choices.includes(String(value)))) whole[name] = value;
  }
  return /** @type {Design} */ (whole);
}

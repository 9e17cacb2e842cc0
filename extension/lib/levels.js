/**
 * The levels of a verdict and how they are shown: a sign and a colour, never the colour alone.
 * @module
 */

/** @typedef {"red" | "amber" | "blue" | "grey"} Colour */

/** Levels by name, each with its badge. There is no green one.
 * @type {Readonly<Record<string, {sign: string, colour: Colour}>>} */
export const LEVELS = Object.freeze({
  undisclosed_control: { sign: "!", colour: "red" },
  strong_indicators: { sign: "!?", colour: "amber" },
  agency_run: { sign: "A", colour: "amber" },
  weakly_disclosed: { sign: "~", colour: "amber" },
  undisclosed_material_link: { sign: "$", colour: "amber" },
  disclosed: { sign: "i", colour: "blue" },
  no_finding: { sign: "-", colour: "grey" },
  cannot_say: { sign: "?", colour: "grey" },
});

/** The colours of badges; white text on each has a contrast of at least 4.5.
 * @type {Readonly<Record<Colour, string>>} */
export const COLOURS = Object.freeze({ red: "#b3261e", amber: "#8a4b00", blue: "#1a56c4", grey: "#5f6368" });

/**
 * What a tab's badge says, derived from what is known about its page. Pure.
 * @module
 */

import { LEVELS } from "./levels.js";
import { standing } from "./snapshot.js";

/** @typedef {import("./snapshot.js").Entry} Entry */
/** @typedef {import("./levels.js").Colour} Colour */

/** What is known about the page of one tab. `turn` counts pages and checks: an answer to an earlier turn is dropped.
 * `check` is a running check (its id once the server gave one), `document` a verdict, `lookedUp` whether the site was asked
 * for by prefix. `loaded` tells that the page has been loaded, `asSeen` is the page's own reading.
 * @typedef {{turn: number, sight: "page" | "unsupported" | "unseen", host: string, address: string, private: boolean,
 *   loaded: boolean, entry: Entry | null, lookedUp: boolean,
 *   check: {id: string | null, since: number, unlisted: boolean} | null, document: any,
 *   error: {kind: string, detail: string, retryAt: number} | null, asSeen: any,
 *   sent: import("./api.js").Sent[]}} TabRecord */

/** What is known of the list; its serial is 0 before there is one. @typedef {{serial: number, madeAt: number, confirmedAt: number}} ListFacts */

/** `name` is the key of the state's words, `level` the level when the state is one.
 * @typedef {{name: string, sign: string, colour: Colour, level: string | null}} State */

/** @type {Readonly<Record<string, {sign: string}>>} */
const GREY = Object.freeze({
  unseen: { sign: "" },
  unsupported: { sign: "" },
  unknown: { sign: "" },
  expired: { sign: "" },
  superseded: { sign: "" },
  checking: { sign: "..." },
  limited: { sign: "||" },
  offline: { sign: "x" },
  refused: { sign: "?" },
  disputed: { sign: "><" },
  withdrawn: { sign: "--" },
});

/** A list that nobody confirmed for so long cannot tell an unknown site from one that was found since. */
export const STALE = 3 * 86_400_000;

/** The states that are no level, with their signs; all grey. */
export const STATES = GREY;

/**
 * Return the state of a tab. What was asked last comes first: a running check, what went wrong with it, its verdict;
 * then the list; then whether the list can tell at all.
 * @param {TabRecord} record
 * @param {ListFacts} list
 * @param {number} now milliseconds
 * @returns {State}
 */
export function stateOf(record, list, now) {
  if (record.sight !== "page") return grey(record.sight);
  if (record.check) return grey("checking");
  const failed = record.error && errorState(record.error, now);
  if (failed) return grey(failed);
  if (record.document) return ofDocument(record.document, list, now);
  if (record.entry) return ofStanding(standing(record.entry, now, list.madeAt), record.entry.level);
  return grey(list.serial && !isStale(list, now) ? "unknown" : "offline");
}

/**
 * Tell whether nobody confirmed the list for too long. A clock that runs behind the list tells nothing.
 * @param {ListFacts} list
 * @param {number} now
 */
export function isStale(list, now) {
  return now - list.confirmedAt > STALE;
}

/**
 * Return by how many days this computer's clock is behind the list that it holds; 0 when it is not.
 * @param {ListFacts} list
 * @param {number} now
 */
export function daysBehind(list, now) {
  return Math.max(0, Math.floor((list.madeAt - now) / 86_400_000));
}

/**
 * @param {{kind: string, retryAt: number}} error
 * @param {number} now
 */
function errorState(error, now) {
  if (error.kind === "limited") return error.retryAt > now ? "limited" : null;
  return error.kind === "refused" ? "refused" : "offline";
}

/**
 * @param {any} document
 * @param {ListFacts} list
 * @param {number} now
 */
function ofDocument(document, list, now) {
  return ofStanding(standing({ status: document.status, expires: document.expires_at }, now, list.madeAt), document.verdict);
}

/**
 * @param {import("./snapshot.js").Standing} stands
 * @param {string} level
 * @returns {State}
 */
function ofStanding(stands, level) {
  if (stands !== "current") return grey(stands);
  const known = Object.hasOwn(LEVELS, level) ? level : "cannot_say";
  return { name: "level", ...LEVELS[known], level: known };
}

/** @param {string} name
 * @returns {State} */
function grey(name) {
  return { name, sign: GREY[name].sign, colour: "grey", level: null };
}

/**
 * The badge of a tab: its sign, its colour and its title, which says in words what the sign means.
 * @module
 */

import { browser } from "./browser.js";
import { COLOURS } from "./levels.js";
import { dayInWords, hourInWords } from "./times.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").TabRecord} TabRecord */
/** @typedef {import("./state.js").ListFacts} ListFacts */
/** @typedef {import("./words.js").Words} Words */

/**
 * Return the title of a tab's button.
 * @param {TabRecord} record
 * @param {State} state
 * @param {ListFacts} list
 * @param {Words} words
 */
export function titleOf(record, state, list, words) {
  const parts = [`Masthead: ${stateInWords(record, state, list, words)}`];
  if (record.host) parts.unshift(record.host);
  return parts.join("\n");
}

/**
 * Say a state in one sentence.
 * @param {TabRecord} record
 * @param {State} state
 * @param {ListFacts} list
 * @param {Words} words
 */
export function stateInWords(record, state, list, words) {
  if (state.level) return levelInWords(record, state.level, words);
  if (state.name === "offline" && !list.serial) return words.ui("state_no_list");
  const when = record.document?.checked_at ?? record.entry?.checked_on ?? "";
  const places = {
    limited: [hourInWords(record.error?.retryAt ?? 0, words.lang)],
    offline: [dayInWords(new Date(list.confirmedAt).toISOString(), words.lang)],
    refused: [record.error?.detail ?? ""],
    expired: [when && dayInWords(when, words.lang)],
    disputed: [when && dayInWords(when, words.lang)],
    withdrawn: [when && dayInWords(when, words.lang)],
    superseded: [when && dayInWords(when, words.lang)],
  }[state.name];
  return words.ui(`state_${state.name}`, ...(places ?? []));
}

/**
 * Show a state on a tab. The text comes last: whoever waits for it finds everything else in place.
 * @param {number} tabId
 * @param {State} state
 * @param {string} title
 * @param {() => Promise<unknown>} publish stores the tab's record
 */
export async function paint(tabId, state, title, publish) {
  await browser.action.setBadgeBackgroundColor({ tabId, color: COLOURS[state.colour] });
  await browser.action.setBadgeTextColor({ tabId, color: "#ffffff" });
  await browser.action.setTitle({ tabId, title });
  await publish();
  await browser.action.setBadgeText({ tabId, text: state.sign });
}

/**
 * @param {TabRecord} record
 * @param {string} level
 * @param {Words} words
 */
function levelInWords(record, level, words) {
  if (record.document) return record.document.headline;
  const owner = record.entry?.owner ?? "";
  const name = words.say("level", level);
  return owner ? words.ui("level_and_owner", name, owner) : `${name}.`;
}

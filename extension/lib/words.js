/**
 * Words: the interface's own from `_locales`, and the words of verdicts from `words/`, which are the server's.
 *
 * A detector states its claim in English, with places for what was read; a claim is known again by its English sentence
 * and said by the same key of another language, as the server's pages do.
 * @module
 */

import { browser } from "./browser.js";

/** Tables of words, by their name and key. @typedef {Record<string, Record<string, string>>} Tables */

/** `ui` says the interface's words, `say` a verdict's ("" when it has none), `claim` a detector's claim.
 * @typedef {{lang: string, ui: (key: string, ...places: string[]) => string,
 *   say: (table: string, key: string, places?: Record<string, string>) => string,
 *   claim: (claim: string) => string}} Words */

/** @type {Promise<Words> | null} */
let loaded = null;

/** Return the words of the browser's language, else English ones.
 * @returns {Promise<Words>} */
export function loadWords() {
  loaded ??= load();
  return loaded;
}

/** The language of the interface: the one that the browser chose among ours. */
export function language() {
  return browser.i18n.getMessage("language");
}

/**
 * Make words from tables.
 * @param {string} lang
 * @param {Tables} tables of that language
 * @param {Tables} english
 * @param {(key: string, places: string[]) => string} message
 * @returns {Words}
 */
export function makeWords(lang, tables, english, message) {
  const say = (/** @type {string} */ table, /** @type {string} */ key, /** @type {Record<string, string>} */ places = {}) =>
    filled(tables[table]?.[key] ?? "", places);
  const patterns = lang === "en" ? [] : Object.entries(english.claim ?? {}).map(([key, sentence]) => [key, pattern(sentence)]);
  const account = (/** @type {string} */ label) => {
    const kind = longestFirst(english.account ?? {}).find((name) => label.endsWith(` ${name}`));
    return kind ? say("account", kind, { service: label.slice(0, -kind.length - 1) }) : label;
  };
  const claim = (/** @type {string} */ words) => {
    for (const [key, known] of patterns) {
      const found = /** @type {RegExp} */ (known).exec(words);
      if (!found) continue;
      const places = { ...found.groups };
      if (places.account) places.account = account(places.account);
      return say("claim", /** @type {string} */ (key), places) || words;
    }
    return words;
  };
  return { lang, ui: (key, ...places) => message(key, places), say, claim };
}

async function load() {
  const lang = language();
  const [english, tables] = await Promise.all([table("en"), table(lang)]);
  return makeWords(lang, tables, english, (key, places) => browser.i18n.getMessage(key, places));
}

/** @param {string} lang
 * @returns {Promise<Tables>} */
async function table(lang) {
  return (await fetch(browser.runtime.getURL(`words/${lang}.json`))).json();
}

/**
 * @param {string} sentence
 * @param {Record<string, string>} places
 */
function filled(sentence, places) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

/** @param {string} sentence */
function pattern(sentence) {
  const parts = sentence.split(/\{(\w+)\}/);
  const source = parts.map((part, index) => (index % 2 ? `(?<${part}>.+)` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  return new RegExp(`^${source.join("")}$`, "s");
}

/** @param {Record<string, string>} names */
function longestFirst(names) {
  return Object.keys(names).sort((one, other) => other.length - one.length);
}

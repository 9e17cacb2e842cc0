/**
 * The evidence of a verdict: who is behind, what the page says, its words, and what could not be read.
 * @module
 */

import { el, link } from "../lib/dom.js";
import { plain } from "../lib/text.js";
import { dayInWords } from "../lib/times.js";
import { controlRows, factsOf, missingIn, saidIn, styleInWords } from "../lib/verdict.js";

/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {import("../lib/verdict.js").Fact} Fact */

const SHOWN = 4;

/**
 * Return the sections of a verdict document.
 * @param {any} document
 * @param {Words} words
 * @returns {HTMLElement[]}
 */
export function evidenceOf(document, words) {
  return [who(document, words), says(document, words), style(document, words), coverage(document, words)];
}

/**
 * @param {any} document
 * @param {Words} words
 */
function who(document, words) {
  const facts = factsOf(document, "ownership", words);
  return section(
    "who",
    words.ui("who"),
    el("dl", {}, controlRows(document, words).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    ...some(facts, words),
    !facts.length && el("p", {}, words.say("ui", "nothing_who")),
  );
}

/**
 * @param {any} document
 * @param {Words} words
 */
function says(document, words) {
  const observations = saidIn(document, words).flatMap(({ title, level, reasons, markers }) => [
    el("h3", {}, title),
    el("p", {}, reasons ? `${level} (${reasons})` : level),
    ...markers.map(({ kind, place, quote, whole }) => quoted(quote, whole, words, `${kind}, ${place}`)),
  ]);
  return section("says", words.ui("says"), ...observations, ...some(factsOf(document, "disclosure", words), words));
}

/**
 * @param {any} document
 * @param {Words} words
 */
function style(document, words) {
  const notes = document.notes.map((/** @type {string} */ note) => el("li", {}, words.say("note", note) || plain(note)));
  return section(
    "words",
    words.ui("words"),
    el("p", {}, styleInWords(document, words)),
    ...some(factsOf(document, "style", words), words),
    notes.length > 0 && el("h3", {}, words.ui("notes")),
    notes.length > 0 && el("ul", {}, notes),
  );
}

/**
 * @param {any} document
 * @param {Words} words
 */
function coverage(document, words) {
  const { looked, of } = document.coverage;
  const missing = missingIn(document, words).map((line) => el("li", {}, line));
  const changes = document.what_would_change_this.map((/** @type {string} */ line) => el("li", {}, plain(line)));
  return section(
    "read",
    words.ui("coverage"),
    el("p", {}, words.ui("looked", String(looked), String(of))),
    missing.length > 0 && el("ul", {}, missing),
    el("h3", {}, words.ui("change")),
    el("ul", {}, changes),
    document.reply && el("h3", {}, words.ui("reply")),
    document.reply && replyOf(document.reply, words),
  );
}

/**
 * @param {any} reply
 * @param {Words} words
 */
function replyOf(reply, words) {
  return el("blockquote", {}, el("p", {}, plain(reply.text)), el("footer", {}, dayInWords(reply.at, words.lang)));
}

/**
 * Show the strongest facts, and the others one step away.
 * @param {Fact[]} facts
 * @param {Words} words
 */
function some(facts, words) {
  const shown = facts.slice(0, SHOWN).map((one) => factOf(one, words));
  const others = facts.slice(SHOWN).map((one) => factOf(one, words));
  if (!others.length) return shown;
  return [...shown, el("details", {}, el("summary", {}, words.ui("more_facts", String(others.length))), ...others)];
}

/**
 * @param {Fact} one
 * @param {Words} words
 */
function factOf({ claim, about, quote, whole, link: address, source, when, strength, against }, words) {
  const source_ = address ? link(address, source) : el("span", {}, source);
  return el(
    "div",
    { class: "fact" },
    el(
      "p",
      { class: "claim" },
      about ? `${claim}${words.ui("colon")} ` : claim,
      about && el("b", {}, about),
      against && ` (${words.ui("against")})`,
      strength && " ",
      strength && el("span", { class: "strength" }, strength),
    ),
    quoted(quote, whole, words, source_, `, ${when}`),
  );
}

/**
 * @param {string} short
 * @param {string} whole
 * @param {Words} words
 * @param {...(Node | string)} foot
 */
function quoted(short, whole, words, ...foot) {
  const shown =
    short === whole || !whole
      ? el("p", {}, short)
      : el("details", {}, el("summary", {}, el("span", { class: "short" }, short), more(words)), el("p", {}, whole));
  return el("blockquote", {}, shown, el("footer", {}, ...foot));
}

/** @param {Words} words */
function more(words) {
  return el("span", { class: "more" }, words.say("ui", "whole"));
}

/**
 * @param {string} id
 * @param {string} title
 * @param {...(Node | string | false | null)} content
 */
function section(id, title, ...content) {
  return el("section", { "aria-labelledby": id }, el("h2", { id }, title), ...content);
}

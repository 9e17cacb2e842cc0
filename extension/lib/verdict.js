/**
 * A verdict document as a reader needs it: ownership, disclosure and style apart, each fact with its quote, its source,
 * its time and its strength. Pure; nothing is inferred here.
 * @module
 */

import { excerpt, plain, quoteLink } from "./text.js";
import { momentInWords } from "./times.js";

/** @typedef {import("./words.js").Words} Words */

/** One observed fact. `strength` is "" for what was not weighed, `link` "" for what is no web page.
 * @typedef {{claim: string, about: string, quote: string, whole: string, link: string, source: string, when: string,
 *   strength: string, against: boolean, bans: number}} Fact */

/** One of the two observations about disclosure.
 * @typedef {{title: string, level: string, reasons: string, markers: Array<{kind: string, place: string, quote: string,
 *   whole: string}>}} Said */

/** A statement of a verdict: the observation it belongs to, and its number there.
 * @typedef {{of: "owner" | "material", index: number, quote: string}} Statement */

/** Bans (log10 of a likelihood ratio) from which a word is used, after the scale of the European Network of Forensic
 * Science Institutes (Guideline for evaluative reporting, 2015), its six words drawn together into four. */
const STRENGTHS = /** @type {const} */ ([[4, "very_strong"], [2, "strong"], [1, "moderate"], [0, "limited"]]);

const MOST_STATEMENTS = 20;

/**
 * Return the key of the word for a weight, or "" for none.
 * @param {number} bans
 */
export function strengthKey(bans) {
  const size = Math.abs(bans);
  return size === 0 ? "" : (STRENGTHS.find(([least]) => size >= least)?.[1] ?? "");
}

/**
 * Return what was found on one question, the strongest first; what speaks against comes last.
 * @param {any} document
 * @param {"ownership" | "disclosure" | "style"} question
 * @param {Words} words
 * @returns {Fact[]}
 */
export function factsOf(document, question, words) {
  const found = document.findings.filter((/** @type {any} */ f) => f.question === question && f.state === "found");
  return found
    .flatMap((/** @type {any} */ finding) => finding.evidence.map((/** @type {any} */ one) => fact(one, document, words)))
    .sort((/** @type {Fact} */ one, /** @type {Fact} */ other) => order(other) - order(one));
}

/**
 * Return the two observations about disclosure: the owner, then payments, gifts and paid links.
 * @param {any} document
 * @param {Words} words
 * @returns {Said[]}
 */
export function saidIn(document, words) {
  const { owner, material } = document.disclosure;
  return [said(words.ui("owner_said"), owner, words), said(words.ui("material_said"), material, words)];
}

/**
 * Return the rows of who is behind: what each is called, and what it is.
 * @param {any} document
 * @param {Words} words
 * @returns {Array<[string, string]>}
 */
export function controlRows(document, words) {
  const owner = document.control.group?.name ?? document.control.entity?.name ?? "";
  const praised = document.promotes.map((/** @type {any} */ brand) => plain(brand.name)).join(", ");
  /** @type {Array<[string, string]>} */
  const rows = [
    [words.ui("control"), words.say("control", document.control.level)],
    [words.ui("owner"), owner ? plain(owner) : ""],
    [words.ui("presents"), words.say("presentation", document.presentation)],
    [words.ui("praises"), praised],
  ];
  return rows.filter(([, value]) => value);
}

/**
 * Say what is known of the writing.
 * @param {any} document
 * @param {Words} words
 */
export function styleInWords(document, words) {
  return words.say("ui", `style_${document.style.level}`, { with: plain(document.style.compared_with ?? "") });
}

/**
 * Return what could not be looked at, each with its reason.
 * @param {any} document
 * @param {Words} words
 * @returns {string[]}
 */
export function missingIn(document, words) {
  const named = document.coverage.missing.map((/** @type {any} */ { source, reason }) => {
    const [name, why] = source.split(":");
    const source_ = words.say("source", source) || [words.say("source", name), words.say("why", why)].filter(Boolean).join(", ");
    return `${source_ || plain(source)}${words.ui("colon")} ${words.say("missing", reason) || plain(reason)}`;
  });
  return [...new Set(/** @type {string[]} */ (named))];
}

/**
 * Return the statements that stand on the page that was checked.
 * @param {any} document
 * @returns {Statement[]}
 */
export function statementsOn(document) {
  const { owner, material } = document.disclosure;
  return [...statements("owner", owner.markers), ...statements("material", material.markers)].slice(0, MOST_STATEMENTS);
}

/**
 * Say a code of the list: what found an owner, a reason of the disclosure, a note, or the code itself.
 * @param {string} code
 * @param {Words} words
 */
export function codeInWords(code, words) {
  for (const table of ["found_by", "reason", "note"]) {
    const found = words.say(table, code);
    if (found) return found;
  }
  return plain(code).replaceAll("_", " ");
}

/**
 * @param {"owner" | "material"} of
 * @param {any[]} markers
 * @returns {Statement[]}
 */
function statements(of, markers) {
  return markers
    .map(({ quote, where }, index) => ({ of, index, quote, where }))
    .filter(({ where }) => where === "checked" || where.startsWith("checked:"))
    .map(({ index, quote }) => ({ of, index, quote }));
}

/**
 * @param {any} evidence
 * @param {any} document
 * @param {Words} words
 * @returns {Fact}
 */
function fact(evidence, document, words) {
  const { where, when } = evidence.seen;
  const whole = plain(evidence.quote).trim();
  const shown = evidence.about && !evidence.claim.includes(evidence.about) && evidence.about !== document.site;
  const key = strengthKey(evidence.bans);
  return {
    claim: plain(words.claim(evidence.claim)),
    about: shown ? plain(evidence.about) : "",
    quote: excerpt(evidence.quote).text,
    whole,
    link: quoteLink(where, evidence.quote),
    source: sourceInWords(where, words),
    when: momentInWords(when, words.lang),
    strength: key && words.ui(`strength_${key}`),
    against: evidence.polarity === "against",
    bans: evidence.bans,
  };
}

/**
 * Say where something was read: registry and DNS answers and the server's own index by name, pages by their address.
 * @param {string} where
 * @param {Words} words
 */
function sourceInWords(where, words) {
  const [scheme, rest] = where.split("://");
  if (!["whois", "dns", "index"].includes(scheme)) return plain(where);
  return words.say("ui", scheme, { name: plain(rest?.split("/").pop() ?? "") });
}

/**
 * @param {string} title
 * @param {any} one
 * @param {Words} words
 * @returns {Said}
 */
function said(title, one, words) {
  return {
    title,
    level: words.say("disclosure", one.level),
    reasons: one.reasons.map((/** @type {string} */ reason) => words.say("reason", reason) || plain(reason)).join(", "),
    markers: one.markers.map((/** @type {any} */ marker) => ({
      kind: words.say("marker", marker.kind) || plain(marker.kind),
      place: placeInWords(marker.where, words),
      quote: excerpt(marker.quote).text,
      whole: plain(marker.quote).trim(),
    })),
  };
}

/**
 * @param {string} where "page:zone", or one of the two
 * @param {Words} words
 */
function placeInWords(where, words) {
  const parts = where.split(":").map((part) => words.say("place", part) || plain(part));
  return parts.join(", ");
}

/** @param {Fact} one */
function order(one) {
  return one.against ? -1 : Math.abs(one.bans);
}

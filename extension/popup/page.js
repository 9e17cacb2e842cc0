/**
 * The popup around the evidence: the answer, what can be done, the list, and what left the browser.
 * @module
 */

import { stateInWords } from "../lib/badge.js";
import { el, link } from "../lib/dom.js";
import { reads } from "../lib/settings.js";
import { daysBehind } from "../lib/state.js";
import { plain } from "../lib/text.js";
import { dayInWords, momentInWords } from "../lib/times.js";
import { codeInWords } from "../lib/verdict.js";

/** @typedef {import("../lib/state.js").TabRecord} TabRecord */
/** @typedef {import("../lib/words.js").Words} Words */

/** Everything that the popup shows, gathered once.
 * @typedef {{record: TabRecord, state: import("../lib/state.js").State, list: import("../lib/state.js").ListFacts,
 *   refresh: import("../lib/list.js").Refresh | null, settings: import("../lib/settings.js").Settings, words: Words,
 *   now: number}} Shown */

/**
 * The answer: the site, the level's badge with its word, one sentence, and when it was read.
 * @param {Shown} shown
 * @returns {HTMLElement[]}
 */
export function answerOf({ record, state, list, words }) {
  const parts = [];
  if (record.host) parts.push(el("p", { class: "site" }, plain(record.document?.site ?? record.entry?.host ?? record.host)));
  const word = state.level ? words.say("level", state.level) : words.ui(`name_${state.name}`);
  const badge = el("span", { class: `badge ${state.colour}` }, state.sign && el("b", {}, state.sign), word);
  parts.push(el("p", { class: "standing" }, badge));
  parts.push(el("h1", {}, plain(stateInWords(record, state, list, words))));
  const plate = plateOf(record, words);
  if (plate) parts.push(el("p", { class: "plate" }, plate));
  parts.push(...withdrawalOf(record, words));
  return parts;
}

/**
 * What the list says of the site, while its evidence has not been asked for.
 * @param {Shown} shown
 * @param {() => unknown} fetch
 * @returns {HTMLElement[]}
 */
export function entryOf({ record, settings, words, state }, fetch) {
  const { entry, document } = record;
  if (!entry || document) return [];
  const codes = entry.codes.map((code) => el("li", {}, codeInWords(code, words)));
  const report = link(`${settings.server.url}/checks/${encodeURIComponent(entry.id)}`, words.ui("report"));
  if (record.private) return [codesOf(codes, words)].flat();
  const sends = words.ui("evidence_sends", entry.id, hostOf(settings));
  return [
    ...codesOf(codes, words),
    el("div", { class: "actions" }, button("evidence", words.ui("evidence"), fetch, state.name === "checking"), report),
    el("p", { class: "soft" }, sends),
  ];
}

/**
 * The button of a full check, under the words of what it sends.
 * @param {Shown} shown
 * @param {() => unknown} check
 * @returns {HTMLElement[]}
 */
export function checkOf({ record, state, settings, words }, check) {
  if (record.sight === "unseen") return [el("p", {}, words.ui("unseen_help"))];
  if (record.sight !== "page") return [];
  if (record.private) return [el("p", { class: "box" }, words.ui("private_window"))];
  const busy = state.name === "checking" || state.name === "limited";
  const label = words.ui(record.document ? "check_again" : "check_page");
  return [
    el(
      "div",
      { class: "box" },
      el("p", {}, words.ui(settings.unlisted ? "check_sends_unlisted" : "check_sends", hostOf(settings))),
      el("p", {}, el("code", {}, record.address)),
      button("check", label, check, busy),
    ),
  ];
}

/**
 * Links to the whole report, to a reply and to a dispute.
 * @param {Shown} shown
 * @returns {HTMLElement[]}
 */
export function linksOf({ record: { document }, words }) {
  const report = document?.links?.report;
  if (!report) return [];
  return [
    el(
      "p",
      { class: "actions" },
      link(report, words.ui("report")),
      link(`${report}#reply`, words.ui("reply_link")),
      link(`${report}#dispute`, words.ui("dispute_link")),
    ),
  ];
}

/**
 * What is switched on, what left the browser for this page, and the list with its age.
 * @param {Shown} shown
 * @param {() => unknown} refreshNow
 * @returns {HTMLElement[]}
 */
export function footOf({ record, list, refresh, settings, words, now }, refreshNow) {
  const parts = [];
  if (reads(settings, record.host)) parts.push(el("p", { class: "note" }, words.ui("reading_on", hostOf(settings))));
  if (settings.prefixes) parts.push(el("p", { class: "note" }, words.ui("prefixes_on")));
  parts.push(el("details", { open: record.sent.length > 0 }, el("summary", {}, words.ui("sent_title")), ...sentOf(record, words)));
  parts.push(el("p", {}, listLine(list, words), " ", refreshLine(refresh, words)));
  const behind = daysBehind(list, now);
  if (behind > 0) parts.push(el("p", { class: "note" }, words.ui("clock_behind", String(behind))));
  parts.push(el("p", {}, button("refresh", words.ui("refresh"), refreshNow, false, "quiet")));
  return parts;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {() => unknown} pressed
 * @param {boolean} disabled
 * @param {string} [kind]
 */
export function button(id, label, pressed, disabled, kind) {
  return el("button", { type: "button", id, disabled, class: kind, on: { click: pressed } }, label);
}

/** @param {import("../lib/settings.js").Settings} settings */
function hostOf(settings) {
  return new URL(settings.server.url).host;
}

/**
 * @param {TabRecord} record
 * @param {Words} words
 */
function plateOf({ document, entry }, words) {
  if (document) {
    const scope = words.ui(`scope_${document.scope === "page" ? "page" : "site"}`);
    return [
      words.ui("read_at", momentInWords(document.checked_at, words.lang)),
      words.say("status", document.status),
      scope,
      words.ui("valid_until", dayInWords(document.expires_at, words.lang)),
    ].join(" · ");
  }
  if (!entry) return "";
  return [
    words.ui("read_at", dayInWords(entry.checked_on, words.lang)),
    words.say("status", entry.status),
    words.ui("valid_until", dayInWords(entry.expires, words.lang)),
  ].join(" · ");
}

/**
 * @param {TabRecord} record
 * @param {Words} words
 */
function withdrawalOf({ document }, words) {
  if (!document?.withdrawn) return [];
  const { at, reason } = document.withdrawn;
  const places = { when: momentInWords(at, words.lang), reason: plain(reason) };
  return [el("p", { class: "note" }, words.say("ui", "withdrawn_because", places))];
}

/**
 * @param {HTMLElement[]} codes
 * @param {Words} words
 */
function codesOf(codes, words) {
  return codes.length ? [el("h2", {}, words.ui("list_says")), el("ul", {}, codes)] : [];
}

/**
 * @param {TabRecord} record
 * @param {Words} words
 */
function sentOf({ sent, private: isPrivate }, words) {
  if (!sent.length) return [el("p", {}, words.ui(isPrivate ? "sent_private" : "sent_nothing"))];
  const lines = sent.map(({ at, method, url, body, status }) =>
    el(
      "li",
      {},
      el("code", {}, `${method} ${url}`),
      body && el("code", {}, body),
      words.ui("sent_answer", momentInWords(new Date(at).toISOString(), words.lang), String(status || "-")),
    ),
  );
  return [el("ul", { class: "sent" }, lines)];
}

/**
 * @param {import("../lib/state.js").ListFacts} list
 * @param {Words} words
 */
function listLine(list, words) {
  if (!list.serial) return words.ui("list_none");
  return words.ui("list_version", String(list.serial), dayInWords(new Date(list.madeAt).toISOString(), words.lang));
}

/**
 * @param {import("../lib/list.js").Refresh | null} refresh
 * @param {Words} words
 */
function refreshLine(refresh, words) {
  if (!refresh) return words.ui("refresh_never");
  const when = momentInWords(new Date(refresh.at).toISOString(), words.lang);
  return words.ui(`refresh_${refresh.outcome}`, when);
}

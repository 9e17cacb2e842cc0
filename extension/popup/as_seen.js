/**
 * The page's own reading: how this browser shows the statements that the verdict rests on.
 * @module
 */

import { el } from "../lib/dom.js";
import { plain } from "../lib/text.js";
import { statementsOn } from "../lib/verdict.js";
import { button } from "./page.js";

/**
 * The offer to look at the page's statements as this window shows them, or what came of it.
 * @param {import("./page.js").Shown} shown
 * @param {() => unknown} read
 * @returns {HTMLElement[]}
 */
export function asSeenOf({ record, words, settings }, read) {
  const { document: verdict, asSeen } = record;
  const asked = verdict && !record.private ? statementsOn(verdict) : [];
  if (!asked.length) return [];
  const title = el("h2", { id: "seen" }, words.ui("seen_title"));
  if (asSeen) return [el("section", { "aria-labelledby": "seen" }, title, ...resultOf(asSeen, words))];
  const sends = words.ui("seen_sends", String(asked.length), new URL(settings.server.url).host);
  const press = button("measure", words.ui("seen_read"), read, false, "quiet");
  return [el("section", { "aria-labelledby": "seen" }, title, el("p", {}, sends), press)];
}

/**
 * @param {any} asSeen the server's answer
 * @param {import("../lib/words.js").Words} words
 */
function resultOf(asSeen, words) {
  const statements = asSeen.statements.map((/** @type {any} */ one) =>
    el("li", {}, `“${plain(one.quote)}”${words.ui("colon")} ${words.ui(`seen_${one.shown}`)}`),
  );
  const changed = asSeen.differs ? words.ui("seen_differs", words.say("level", asSeen.verdict)) : words.ui("seen_same");
  return [
    el("ul", {}, statements),
    el("p", {}, saidLine("owner_said", asSeen.owner, words)),
    el("p", {}, saidLine("material_said", asSeen.material, words)),
    el("p", {}, changed),
  ];
}

/**
 * @param {string} title
 * @param {{level: string, reasons: string[]}} said
 * @param {import("../lib/words.js").Words} words
 */
function saidLine(title, { level, reasons }, words) {
  const why = reasons.map((reason) => words.say("reason", reason) || plain(reason)).join(", ");
  return `${words.ui(title)}${words.ui("colon")} ${words.say("disclosure", level)}${why && ` (${why})`}`;
}

/**
 * The popup: shows what is known of the tab at once, and again whenever that changes. It asks the background; it never
 * makes a request itself.
 * @module
 */

import { browser } from "../lib/browser.js";
import { el } from "../lib/dom.js";
import { drawsTheLatest } from "../lib/latest.js";
import { lastRefresh, listFacts } from "../lib/list.js";
import { sayAll } from "../lib/localize.js";
import { loadRecord, recordKey } from "../lib/records.js";
import { loadSettings } from "../lib/settings.js";
import { stateOf } from "../lib/state.js";
import { loadWords } from "../lib/words.js";
import { asSeenOf } from "./as_seen.js";
import { evidenceOf } from "./evidence.js";
import { answerOf, checkOf, entryOf, footOf, linksOf } from "./page.js";

/** The id of what has the focus, or had it last. */
let focused = "";

/** Why the last thing that was asked could not be done. */
let trouble = "";

const page = /** @type {HTMLElement} */ (document.getElementById("page"));
const foot = /** @type {HTMLElement} */ (document.getElementById("foot"));

/** The tab that the popup speaks of: the active one, or the one named in its own address (`?tab=`, for a popup that
 * was opened as a page).
 * @returns {Promise<number>} */
async function subject() {
  const named = new URLSearchParams(location.search).get("tab");
  if (named) return Number(named);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return /** @type {number} */ (tab.id);
}

/** @param {number} tabId */
async function gather(tabId) {
  const settings = await loadSettings();
  const [record, list, refresh, words] = await Promise.all([
    loadRecord(tabId),
    listFacts(settings.server),
    lastRefresh(),
    loadWords(),
  ]);
  const now = Date.now();
  return { record, list, refresh, settings, words, now, state: stateOf(record, list, now) };
}

/** Events come faster than their answers: each asks for all again, and the last that was asked for stands. */
const render = drawsTheLatest(gather, draw);

/**
 * @param {Awaited<ReturnType<typeof gather>>} shown
 * @param {number} tabId
 */
function draw(shown, tabId) {
  const ask = (/** @type {string} */ type) => () => request(type, tabId, shown.record.address);
  const verdict = shown.record.document;
  page.dataset.state = shown.state.level ?? shown.state.name;
  keepingFocus(() => {
    page.replaceChildren(
      ...(trouble ? [el("p", { class: "note", role: "alert" }, shown.words.ui("failed", trouble))] : []),
      ...answerOf(shown),
      ...entryOf(shown, ask("evidence")),
      ...(verdict ? [] : checkOf(shown, ask("check"))),
      ...(verdict ? evidenceOf(verdict, shown.words) : []),
      ...asSeenOf(shown, ask("read")),
      ...linksOf(shown),
      ...(verdict ? checkOf(shown, ask("check")) : []),
    );
    foot.replaceChildren(...footOf(shown, ask("refresh")));
  });
}

/**
 * Ask the background for something, and say so when it cannot be done.
 * @param {string} type
 * @param {number} tabId
 * @param {string} [address] the page that it is asked for
 */
async function request(type, tabId, address) {
  const message = { type, tabId, address };
  const { turn } = await loadRecord(tabId);
  let answer = await sent(message);
  if (answer === null && (await loadRecord(tabId)).turn === turn) answer = await sent(message);
  trouble = answer?.error?.detail ?? "";
  await render(tabId);
}

/**
 * Send a message to the background; null when it was stopped just then and nobody answered.
 * @param {{type: string, tabId: number, address?: string}} message
 * @returns {Promise<any>}
 */
async function sent(message) {
  try {
    return (await browser.runtime.sendMessage(message)) ?? null;
  } catch {
    return null;
  }
}

/**
 * Draw again without taking the focus from what has it; a button that is disabled for a while gets it back.
 * @param {() => void} draw
 */
function keepingFocus(draw) {
  focused = document.activeElement?.id || focused;
  draw();
  document.getElementById(focused)?.focus();
}

async function start() {
  if (location.search) document.documentElement.classList.add("page");
  const tabId = await subject();
  const words = await loadWords();
  sayAll(words);
  await render(tabId);
  performance.mark("painted");
  browser.storage.onChanged.addListener((changes, area) => {
    if ((area === "session" && changes[recordKey(tabId)]) || area === "local") void render(tabId);
  });
  await request("look", tabId);
}

await start();

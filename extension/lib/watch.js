/**
 * Looking at tabs: each page's host is looked up in the kept list, on this computer. What more happens was switched on
 * in the options: prefix look-ups of every unknown site, checks of pages while they are read.
 * @module
 */

import { browser } from "./browser.js";
import { recallVerdict, startCheck, wasAsked } from "./checks.js";
import { pageOf, suffixes } from "./host.js";
import { loadList } from "./list.js";
import { allRecords, changeRecord, EMPTY, noteSent, tabOf } from "./records.js";
import { loadSettings, reads } from "./settings.js";
import { sitesBehind } from "./prefixes.js";
import { lookUp } from "./snapshot.js";
import { openApi } from "./open.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./state.js").TabRecord} TabRecord */

/**
 * Look at the page that a tab shows now, whatever event told of it: events of a page that was left may come late. The
 * same page again only has its badge painted, which a reload takes away.
 * @param {number} tabId
 */
export async function see(tabId) {
  const record = await changeRecord(tabId, async (before) => {
    const tab = await tabOf(tabId);
    return tab && { ...(await sighted(tab, before, await loadSettings())), loaded: tab.status === "complete" };
  });
  if (record.sight === "page" && !record.private) await askFurther(tabId, record);
}

/** Look at every tab again, as after a new list or another setting. */
export async function seeAll() {
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : [see(id)])));
}

/** Forget what was looked up at another server, and every verdict that it gave. */
export async function forgetAnswers() {
  const stored = await browser.storage.session.get(null);
  const answers = Object.keys(stored).filter((key) => !key.startsWith("tab:"));
  await browser.storage.session.remove(answers);
  for (const [tabId] of await allRecords()) {
    await changeRecord(tabId, (record) => ({ ...EMPTY, turn: record.turn + 1 }));
  }
}

/**
 * Return what a look at a tab changes in its record.
 * @param {chrome.tabs.Tab} tab
 * @param {TabRecord} before
 * @param {Settings} settings
 * @returns {Promise<Partial<TabRecord>>}
 */
async function sighted(tab, before, settings) {
  const seen = await sighting(tab, settings);
  if (before.sight === seen.sight && before.address === seen.address) {
    return { entry: seen.entry ?? (before.lookedUp ? before.entry : null) };
  }
  const document = seen.address ? await recallVerdict(settings.server.url, seen.address) : null;
  return { ...EMPTY, ...seen, turn: before.turn + 1, document };
}

/**
 * @param {chrome.tabs.Tab} tab
 * @param {Settings} settings
 * @returns {Promise<Pick<TabRecord, "sight" | "host" | "address" | "private" | "entry">>}
 */
async function sighting(tab, settings) {
  const none = { host: "", address: "", private: tab.incognito, entry: null };
  if (!tab.url) return { ...none, sight: "unseen" };
  const page = pageOf(tab.url);
  if (!page) return { ...none, sight: "unsupported" };
  const snapshot = await loadList(settings.server);
  return { ...none, ...page, sight: "page", entry: lookUp(snapshot, page.host) };
}

/**
 * Do what was switched on for a page: look its site up by prefix if the list does not know it, check it if it is read.
 * The choices are read once the page is known: no page that is opened after sending was switched off is ever sent.
 * @param {number} tabId
 * @param {TabRecord} record
 */
async function askFurther(tabId, record) {
  if (!record.entry && !record.lookedUp && (await loadSettings()).prefixes) await lookUpByPrefix(tabId, record);
  await startCheck(tabId, true, isRead);
}

/**
 * Tell whether a page is one that is checked while it is read, and was not checked yet.
 * @param {TabRecord} record
 */
async function isRead({ host, address, loaded, document, error }) {
  if (!loaded || document || error || !reads(await loadSettings(), host)) return false;
  return !(await wasAsked(address));
}

/**
 * @param {number} tabId
 * @param {TabRecord} record
 */
async function lookUpByPrefix(tabId, { host, turn }) {
  const api = await openApi((sent) => noteSent(tabId, turn, sent));
  const entry = await sitesBehind(api, suffixes(host));
  await changeRecord(tabId, (now) => (now.turn === turn ? { entry: now.entry ?? entry, lookedUp: true } : null));
}

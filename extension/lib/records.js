/**
 * What is known about each tab's page, kept in `storage.session`: in memory, never on disk, gone with the browser. The
 * background may be stopped at any moment, so nothing that matters stands in its variables.
 * @module
 */

import { paint, titleOf } from "./badge.js";
import { browser } from "./browser.js";
import { listFacts } from "./list.js";
import { loadSettings } from "./settings.js";
import { stateOf } from "./state.js";
import { loadWords } from "./words.js";

/** @typedef {import("./state.js").TabRecord} TabRecord */

const KEPT_REQUESTS = 20;
const PATIENCE = 10_000; // milliseconds for one change

/** What differs in a record. @typedef {Partial<TabRecord> | null} Edit */

/** Changes of one tab's record follow each other; the order is the only thing that is kept in memory.
 * @type {Map<number, Promise<unknown>>} */
const queues = new Map();

/** @param {number} tabId */
export function recordKey(tabId) {
  return `tab:${tabId}`;
}

/** A record of which nothing is known yet.
 * @type {Readonly<TabRecord>} */
export const EMPTY = Object.freeze({
  turn: 0,
  sight: "unseen",
  host: "",
  address: "",
  private: false,
  loaded: false,
  entry: null,
  lookedUp: false,
  check: null,
  document: null,
  error: null,
  asSeen: null,
  sent: [],
});

/**
 * @param {number} tabId
 * @returns {Promise<TabRecord>}
 */
export async function loadRecord(tabId) {
  const key = recordKey(tabId);
  return /** @type {any} */ (await browser.storage.session.get(key))[key] ?? { ...EMPTY };
}

/** Every tab's record. @returns {Promise<Array<[number, TabRecord]>>} */
export async function allRecords() {
  const stored = await browser.storage.session.get(null);
  return Object.entries(stored)
    .filter(([key]) => key.startsWith("tab:"))
    .map(([key, record]) => [Number(key.slice(4)), /** @type {TabRecord} */ (record)]);
}

/**
 * Change a tab's record, and show it on the badge. `edit` returns what differs, or null to leave all as it is; no other
 * change of the tab comes in between.
 * @param {number} tabId
 * @param {(record: TabRecord) => Edit | Promise<Edit>} edit
 * @returns {Promise<TabRecord>} the record after the change
 */
export function changeRecord(tabId, edit) {
  const before = queues.get(tabId) ?? Promise.resolve();
  const next = before.then(() => bounded(applied(tabId, edit)));
  queues.set(tabId, next.catch(() => undefined));
  return next;
}

/**
 * Wait for a promise, but not for ever: a browser that does not answer one call must not hold up all that follow.
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function bounded(promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the browser does not answer")), PATIENCE);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * Write down a request that was made for a tab's page.
 * @param {number} tabId
 * @param {number} turn
 * @param {import("./api.js").Sent} sent
 */
export function noteSent(tabId, turn, sent) {
  return changeRecord(tabId, (record) =>
    record.turn === turn ? { sent: [...record.sent, sent].slice(-KEPT_REQUESTS) } : null,
  );
}

/** @param {number} tabId */
export async function dropRecord(tabId) {
  queues.delete(tabId);
  await browser.storage.session.remove(recordKey(tabId));
}

/**
 * @param {number} tabId
 * @param {(record: TabRecord) => Edit | Promise<Edit>} edit
 */
async function applied(tabId, edit) {
  const record = await loadRecord(tabId);
  const changes = await edit(record);
  if (!changes) return record;
  const changed = { ...record, ...changes };
  await show(tabId, changed);
  return changed;
}

/**
 * @param {number} tabId
 * @param {TabRecord} record
 */
async function show(tabId, record) {
  const [list, words] = await Promise.all([listFacts((await loadSettings()).server), loadWords()]);
  const state = stateOf(record, list, Date.now());
  const publish = () => browser.storage.session.set({ [recordKey(tabId)]: record });
  try {
    await paint(tabId, state, titleOf(record, state, list, words), publish);
  } catch (error) {
    if (await tabOf(tabId)) throw error; // a tab that was closed meanwhile has no badge
    await dropRecord(tabId);
  }
}

/**
 * Return a tab as it is now, or null when it was closed.
 * @param {number} tabId
 * @returns {Promise<chrome.tabs.Tab | null>}
 */
export async function tabOf(tabId) {
  try {
    return await browser.tabs.get(tabId);
  } catch {
    return null;
  }
}

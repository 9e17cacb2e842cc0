/**
 * Full checks: asked for on a click (or while reading, where that was switched on), waited for, and shown on the tab
 * only if it still shows the page that was asked about. A stopped background takes up its checks again.
 * @module
 */

import { ApiError } from "./api.js";
import { browser } from "./browser.js";
import { openApi } from "./open.js";
import { allRecords, changeRecord, loadRecord, noteSent } from "./records.js";
import { isStanding, understood } from "./snapshot.js";
import { changeStored } from "./stored.js";

/** @typedef {import("./state.js").TabRecord} TabRecord */

/** A verdict that a server (its origin) gave on an address. @typedef {{server: string, address: string, document: any}} Kept */

const PAUSE = 2000;
const PATIENCE = 180_000;
const WAITING = new Set(["queued", "running", "done"]); // "done": its verdict comes with the next answer
const KEPT_VERDICTS = 30;
const KEPT_ADDRESSES = 1000;
export const CHECKS_ALARM = "checks";

/** Checks that this life of the background waits for. @type {Set<string>} */
const pursued = new Set();

/**
 * Ask for a check of the page that a tab shows. The tab's record starts anew, so that no earlier verdict stays.
 *
 * `wanted` is asked once all earlier changes of the tab are made, and no other comes in between: what was decided
 * before them was decided on another page, and would send this one.
 * @param {number} tabId
 * @param {boolean} unlisted
 * @param {(record: TabRecord) => boolean | Promise<boolean>} wanted whether the page that is shown now is to be checked
 */
export async function startCheck(tabId, unlisted, wanted) {
  const record = await changeRecord(tabId, async (before) => {
    if (before.sight !== "page" || before.private || before.check || !(await wanted(before))) return null;
    const check = { id: null, since: Date.now(), unlisted };
    return { turn: before.turn + 1, check, document: null, error: null, asSeen: null };
  });
  if (!record.check) return;
  await rememberAsked(record.address);
  await browser.alarms.create(CHECKS_ALARM, { periodInMinutes: 0.5 });
  await pursue(tabId, record);
}

/** Take up the checks that an earlier life of the background left. */
export async function resumeChecks() {
  const waiting = (await allRecords()).filter(([, record]) => record.check);
  if (!waiting.length) await browser.alarms.clear(CHECKS_ALARM);
  await Promise.all(waiting.map(([tabId, record]) => pursue(tabId, record)));
}

/**
 * Fetch the listed reading of a page's site, with its evidence, if the tab still shows that page.
 * @param {number} tabId
 * @param {string} page its address
 */
export async function fetchEvidence(tabId, page) {
  const { entry, address, turn, private: isPrivate } = await loadRecord(tabId);
  if (!entry || isPrivate || address !== page) return;
  await answering(tabId, turn, async (api) => ({ document: verdictIn(await api.verdict(entry.id)) }));
}

/**
 * Return the verdict on an address that a server gave while this browser runs, or null.
 * @param {string} server its origin
 * @param {string} address
 * @returns {Promise<any>}
 */
export async function recallVerdict(server, address) {
  const { verdicts = [] } = await browser.storage.session.get("verdicts");
  return /** @type {Kept[]} */ (verdicts).find(isOf(server, address))?.document ?? null;
}

/**
 * Forget the verdicts that the list has withdrawn or that are disputed since.
 * @param {Iterable<unknown>} entries of the list
 */
export async function heedRetractions(entries) {
  const gone = new Set();
  for (const entry of entries) if (understood(entry) && entry.status !== "current") gone.add(entry.id);
  await changeVerdicts((verdicts) => verdicts.filter((kept) => !gone.has(kept.document.id)));
  for (const [tabId] of await allRecords()) {
    await changeRecord(tabId, (record) => (record.document && gone.has(record.document.id) ? { document: null } : null));
  }
}

/**
 * Tell whether a check of an address was asked for while this browser runs.
 * @param {string} address
 */
export async function wasAsked(address) {
  const { asked = [] } = await browser.storage.session.get("asked");
  return /** @type {string[]} */ (asked).includes(address);
}

/** @param {string} address */
function rememberAsked(address) {
  return changeStored("session", "asked", /** @type {string[]} */ ([]), (asked) => {
    const others = asked.filter((one) => one !== address);
    return [...others, address].slice(-KEPT_ADDRESSES);
  });
}

/**
 * @param {number} tabId
 * @param {TabRecord} record
 */
async function pursue(tabId, { turn, address, check }) {
  const key = `${tabId}:${turn}`;
  if (!check || pursued.has(key)) return;
  pursued.add(key);
  try {
    await answering(tabId, turn, async (api) => {
      const document = await awaited(api, address, check, (id) =>
        changeRecord(tabId, (now) => (now.turn === turn && now.check ? { check: { ...now.check, id } } : null)),
      );
      await keepVerdict({ server: api.origin, address, document });
      return { document };
    });
  } finally {
    pursued.delete(key);
  }
}

/**
 * Ask the server for a tab's page, and put what comes of it into the record, unless the tab has moved on.
 * @param {number} tabId
 * @param {number} turn
 * @param {(api: import("./api.js").Api) => Promise<Partial<TabRecord>>} ask
 */
export async function answering(tabId, turn, ask) {
  /** @type {Partial<TabRecord>} */
  let found;
  try {
    found = { error: null, ...(await ask(await openApi((sent) => noteSent(tabId, turn, sent)))) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    found = { error: { kind: error.kind, detail: error.detail, retryAt: error.retryAt } };
  }
  await changeRecord(tabId, (record) => (record.turn === turn ? { check: null, ...found } : null));
}

/**
 * @param {import("./api.js").Api} api
 * @param {string} address
 * @param {{id: string | null, since: number, unlisted: boolean}} check
 * @param {(id: string) => Promise<unknown>} begun called once the server has named the check
 * @returns {Promise<any>}
 */
async function awaited(api, address, check, begun) {
  let answer = check.id ? await api.verdict(check.id) : await api.check(address, check.unlisted);
  if (!check.id && typeof answer.id === "string") await begun(answer.id);
  while (!isVerdict(answer)) {
    if (answer.status === "failed") throw new ApiError("refused", String(answer.error?.detail ?? ""));
    if (!WAITING.has(answer.status)) throw new ApiError("malformed", "");
    if (Date.now() - check.since > PATIENCE || typeof answer.id !== "string") throw new ApiError("unreachable", "");
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    answer = await api.verdict(answer.id);
  }
  return answer;
}

/** @param {any} answer */
function verdictIn(answer) {
  if (!isVerdict(answer)) throw new ApiError("malformed", "");
  return answer;
}

/** @param {any} answer */
function isVerdict(answer) {
  return (
    typeof answer?.verdict === "string" &&
    isStanding(answer.status) &&
    typeof answer.headline === "string" &&
    Array.isArray(answer.findings)
  );
}

/** @param {Kept} kept */
function keepVerdict(kept) {
  const before = isOf(kept.server, kept.address);
  return changeVerdicts((verdicts) => [kept, ...verdicts.filter((one) => !before(one))].slice(0, KEPT_VERDICTS));
}

/**
 * @param {string} server
 * @param {string} address
 * @returns {(kept: Kept) => boolean}
 */
function isOf(server, address) {
  return (kept) => kept.server === server && kept.address === address;
}

/** @param {(verdicts: Kept[]) => Kept[]} edit */
function changeVerdicts(edit) {
  return changeStored("session", "verdicts", /** @type {Kept[]} */ ([]), edit);
}

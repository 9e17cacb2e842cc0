/**
 * The list that is kept: fetched once a day, checked against the pinned key, held as the exact bytes that were signed.
 *
 * Whatever is wrong with a list that is offered (signature, an older serial, another shape), the kept one stays, and
 * the reader is told.
 * @module
 */

import { ApiError } from "./api.js";
import { browser } from "./browser.js";
import { shippedServer } from "./settings.js";
import { verify } from "./signature.js";
import { compareSerials, parseSnapshot, SnapshotError } from "./snapshot.js";

/** @typedef {import("./api.js").Api} Api */
/** @typedef {import("./settings.js").Server} Server */
/** @typedef {import("./snapshot.js").Snapshot} Snapshot */

/** @typedef {"updated" | "unchanged" | "unreachable" | "limited" | "signature" | "older" | "malformed"} Outcome */

/** How the last refresh ended. `key` is what to pin, when a list was accepted without a pinned one.
 * @typedef {{at: number, outcome: Outcome, key: string | null}} Refresh */

/** What is stored about the list; its bytes stand in the browser's cache of this extension. `confirmedAt` is when the server last said that it is current.
 * @typedef {{server: string, serial: number, madeAt: number, confirmedAt: number, etag: string,
 *   signature: string}} Facts */

const CACHE = "list";

/** The list that this life of the background has read. @type {{key: string, snapshot: Snapshot} | null} */
let memory = null;

/** The list that came with the package. @type {{text: string, snapshot: Snapshot} | null} */
let shipped = null;

/** Before a server has answered there is no list of it. @type {Snapshot} */
const NONE = { serial: 0, madeAt: 0, sites: new Map() };

/**
 * Return the kept list of a server, else the shipped one, else an empty one.
 * @param {Server} server
 * @returns {Promise<Snapshot>}
 */
export async function loadList(server) {
  const facts = await loadFacts(server);
  const key = `${server.url} ${facts?.signature ?? ""}`;
  if (memory?.key !== key) memory = { key, snapshot: (facts && (await openKept(facts))) ?? (await firstList(server)) };
  return memory.snapshot;
}

/**
 * Return the version and the age of a server's list, without reading the list itself.
 * @param {Server} server
 * @returns {Promise<{serial: number, madeAt: number, confirmedAt: number}>}
 */
export async function listFacts(server) {
  const facts = await loadFacts(server);
  if (facts) return facts;
  const { serial, madeAt } = await firstList(server);
  return { serial, madeAt, confirmedAt: madeAt };
}

/**
 * Read the kept list. The browser may have dropped its bytes for want of room, or been ended between two writes: then
 * nothing is known of a list, and the next refresh fetches it whole.
 * @param {Facts} facts
 * @returns {Promise<Snapshot | null>}
 */
async function openKept(facts) {
  const text = await keptText(facts.server);
  const snapshot = text === null ? null : parseSnapshot(text);
  if (snapshot?.serial === facts.serial) return snapshot;
  await browser.storage.local.remove("facts");
  return null;
}

/**
 * Ask the server for a newer list and keep it if it is in order.
 * @param {Api} api
 * @param {Server} server
 * @returns {Promise<Refresh>}
 */
export async function refreshList(api, server) {
  const refresh = await attempt(api, server);
  await browser.storage.local.set({ refresh });
  return refresh;
}

/** Forget the kept list, as when another server is chosen. */
export async function forgetList() {
  memory = null;
  await browser.storage.local.remove(["facts", "refresh"]);
  await caches.delete(CACHE);
}

/** @returns {Promise<Refresh | null>} how the last refresh ended */
export async function lastRefresh() {
  const { refresh = null } = await browser.storage.local.get("refresh");
  return /** @type {Refresh | null} */ (refresh);
}

/**
 * @param {Api} api
 * @param {Server} server
 * @returns {Promise<Refresh>}
 */
async function attempt(api, server) {
  const at = Date.now();
  try {
    await loadList(server);
    const facts = await loadFacts(server);
    const answer = await api.snapshot(facts?.etag ?? "");
    if (answer.status === 304 && facts) {
      await browser.storage.local.set({ facts: { ...facts, confirmedAt: at } });
      return { at, outcome: "unchanged", key: null };
    }
    const key = server.key ?? (await api.key());
    const offered = parseSnapshot(decoded(answer.bytes));
    const signature = await api.signature(offered.serial);
    if (!(await verify(key, signature, answer.bytes))) return { at, outcome: "signature", key: null };
    return { at, outcome: await accept(server, { answer, offered, signature }, at), key: server.key ? null : key };
  } catch (error) {
    return { at, outcome: outcomeOf(error), key: null };
  }
}

/**
 * Keep a list whose signature is in order, unless it is older than the kept one.
 * @param {Server} server
 * @param {{answer: import("./api.js").Answer, offered: Snapshot, signature: string}} signed
 * @param {number} at
 * @returns {Promise<Outcome>}
 */
async function accept(server, { answer, offered, signature }, at) {
  const order = compareSerials(await loadList(server), offered);
  if (order === "older") return "older";
  if (order === "same" && (await heldText(server)) !== decoded(answer.bytes)) return "older"; // one serial, one list
  const { serial, madeAt } = offered;
  const etag = answer.headers.get("ETag") ?? "";
  /** @type {Facts} */
  const facts = { server: server.url, serial, madeAt, confirmedAt: at, etag, signature };
  await (await caches.open(CACHE)).put(keptAt(server.url), new Response(answer.bytes));
  await browser.storage.local.set({ facts });
  return order === "same" ? "unchanged" : "updated";
}

/**
 * @param {Server} server
 * @returns {Promise<Facts | null>}
 */
async function loadFacts(server) {
  const { facts = null } = await browser.storage.local.get("facts");
  const kept = /** @type {Facts | null} */ (facts);
  return kept?.server === server.url ? kept : null;
}

/**
 * Return the kept list as it was signed, or null.
 * @param {string} server
 */
async function keptText(server) {
  const found = await (await caches.open(CACHE)).match(keptAt(server));
  return found ? found.text() : null;
}

/**
 * Return the list in use as it was signed: the kept one, else the one that came with the package.
 * @param {Server} server
 */
async function heldText(server) {
  return (await keptText(server.url)) ?? (await shippedList(server))?.text;
}

/** @param {string} server */
function keptAt(server) {
  return `${server}/v1/snapshot`;
}

/**
 * Return what is known of a server's sites before it has answered.
 * @param {Server} server
 * @returns {Promise<Snapshot>}
 */
async function firstList(server) {
  return (await shippedList(server))?.snapshot ?? NONE;
}

/**
 * Return the list that came with the package, which is of one server only.
 * @param {Server} server
 */
async function shippedList(server) {
  if (server.url !== (await shippedServer()).url) return null;
  if (shipped) return shipped;
  const text = await (await fetch(browser.runtime.getURL("data/snapshot.json"))).text();
  shipped = { text, snapshot: parseSnapshot(text) };
  return shipped;
}

/** @param {unknown} error
 * @returns {Outcome} */
function outcomeOf(error) {
  if (error instanceof SnapshotError) return "malformed";
  if (error instanceof ApiError) return error.kind === "refused" ? "unreachable" : error.kind;
  throw error;
}

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  return new TextDecoder().decode(bytes);
}

/**
 * The list that is kept: fetched once a day, checked against the pinned key, held as the exact bytes that were signed.
 *
 * Whatever is wrong with a list that is offered (signature, an older serial, another shape), the kept one stays, and
 * the reader is told.
 * @module
 */

import { ApiError } from "./api.js";
import { browser } from "./browser.js";
import { fromBase64, gunzip, gzip, toBase64 } from "./bytes.js";
import { shippedServer } from "./settings.js";
import { verify } from "./signature.js";
import { compareSerials, parseSnapshot, SnapshotError } from "./snapshot.js";

/** @typedef {import("./api.js").Api} Api */
/** @typedef {import("./settings.js").Server} Server */
/** @typedef {import("./snapshot.js").Snapshot} Snapshot */

/** @typedef {"updated" | "unchanged" | "unreachable" | "limited" | "signature" | "older" | "malformed"} Outcome */

/** How the last refresh ended. `key` is what to pin, when a list was accepted without a pinned one.
 * @typedef {{at: number, outcome: Outcome, key: string | null}} Refresh */

/** What is stored: `gzip` is base64 of the packed bytes, `confirmedAt` when the server last said that it is current.
 * @typedef {{server: string, etag: string, signature: string, gzip: string, confirmedAt: number}} Kept */

/** The list as it is used.
 * @typedef {{snapshot: Snapshot, confirmedAt: number, shipped: boolean}} List */

/** @type {{key: string, list: List} | null} */
let memory = null;

/**
 * Return the kept list of a server, else the shipped one, else an empty one.
 * @param {Server} server
 * @returns {Promise<List>}
 */
export async function loadList(server) {
  const kept = await loadKept(server);
  const key = `${server.url} ${kept?.etag ?? ""} ${kept?.signature ?? ""}`;
  if (memory?.key === key) return { ...memory.list, confirmedAt: kept?.confirmedAt ?? memory.list.confirmedAt };
  const list = kept ? await openKept(kept) : await shippedList(server);
  memory = { key, list };
  return list;
}

/**
 * Unpack and read a kept list.
 * @param {Kept} kept
 * @returns {Promise<List>}
 */
export async function openKept(kept) {
  const snapshot = parseSnapshot(decoded(await gunzip(fromBase64(kept.gzip))));
  return { snapshot, confirmedAt: kept.confirmedAt, shipped: false };
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
  await browser.storage.local.remove(["list", "refresh"]);
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
    const kept = await loadKept(server);
    const answer = await api.snapshot(kept?.etag ?? "");
    if (answer.status === 304 && kept) {
      await keep({ ...kept, confirmedAt: at });
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
  const order = compareSerials((await loadList(server)).snapshot, offered);
  if (order === "older") return "older";
  if (order === "same" && !(await sameBytes(server, answer.bytes))) return "older";
  const packed = toBase64(await gzip(answer.bytes));
  const etag = answer.headers.get("ETag") ?? "";
  await keep({ server: server.url, etag, signature, gzip: packed, confirmedAt: at });
  return order === "same" ? "unchanged" : "updated";
}

/**
 * Tell whether the kept list has exactly these bytes; one serial stands for one list.
 * @param {Server} server
 * @param {Uint8Array} bytes
 */
async function sameBytes(server, bytes) {
  const kept = await loadKept(server);
  if (!kept) return true;
  const held = await gunzip(fromBase64(kept.gzip));
  return held.length === bytes.length && held.every((byte, index) => byte === bytes[index]);
}

/**
 * @param {Server} server
 * @returns {Promise<Kept | null>}
 */
async function loadKept(server) {
  const { list = null } = await browser.storage.local.get("list");
  const kept = /** @type {Kept | null} */ (list);
  return kept?.server === server.url ? kept : null;
}

/** @param {Kept} list */
async function keep(list) {
  await browser.storage.local.set({ list });
}

/**
 * @param {Server} server
 * @returns {Promise<List>}
 */
async function shippedList(server) {
  if (server.url !== (await shippedServer()).url) {
    return { snapshot: { serial: 0, madeAt: 0, sites: new Map() }, confirmedAt: 0, shipped: true };
  }
  const snapshot = parseSnapshot(await (await fetch(browser.runtime.getURL("data/snapshot.json"))).text());
  return { snapshot, confirmedAt: snapshot.madeAt, shipped: true };
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

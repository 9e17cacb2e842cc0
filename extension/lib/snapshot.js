/**
 * The list that everybody gets: which sites have a verdict, and what it is. Pure: bytes in, answers out.
 * @module
 */

import { suffixes } from "./host.js";
import { LEVELS } from "./levels.js";

/** One site of the list, as the server's contract names its fields.
 * @typedef {{host: string, level: string, owner: string | null, codes: string[], checked_on: string, expires: string,
 *   status: string, id: string}} Entry */

/** @typedef {{serial: number, madeAt: number, sites: Map<string, any>}} Snapshot */

/** Where an entry stands now; only a `current` one is shown in its level's colour.
 * @typedef {"current" | "superseded" | "disputed" | "withdrawn" | "expired"} Standing */

const STAMP = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/;
const STANDINGS = new Set(["current", "superseded", "disputed", "withdrawn", "expired"]);

/** A list that is not of the documented shape. */
export class SnapshotError extends Error {}

/**
 * Read a list; one of another shape is refused. Its entries are looked at when they are looked up.
 * @param {string} text
 * @returns {Snapshot}
 * @throws {SnapshotError}
 */
export function parseSnapshot(text) {
  const data = parsed(text);
  const madeAt = Date.parse(data?.made_at);
  if (!Number.isSafeInteger(data?.serial) || data.serial < 0 || Number.isNaN(madeAt) || !Array.isArray(data.sites)) {
    throw new SnapshotError("not a list of sites");
  }
  const sites = new Map();
  for (const entry of data.sites) sites.set(entry?.host, entry);
  return { serial: data.serial, madeAt, sites };
}

/**
 * Return the entry of a host or of its nearest listed parent, or null. Entries that this version does not understand
 * are as if they were not there.
 * @param {Snapshot} snapshot
 * @param {string} host
 * @returns {Entry | null}
 */
export function lookUp(snapshot, host) {
  for (const suffix of suffixes(host)) {
    const found = snapshot.sites.get(suffix);
    if (understood(found)) return found;
  }
  return null;
}

/**
 * Tell where an entry stands. The time is this computer's or the list's own, whichever is later: a clock that was set
 * back makes no expired entry valid again.
 * @param {Pick<Entry, "status" | "expires">} entry
 * @param {number} now milliseconds of this computer's clock
 * @param {number} madeAt when the list was made; 0 when unknown
 * @returns {Standing}
 */
export function standing(entry, now, madeAt) {
  if (entry.status !== "current") return /** @type {Standing} */ (entry.status);
  return Math.max(now, madeAt) >= endOf(entry.expires) ? "expired" : "current";
}

/**
 * Tell how a list that was offered relates to the one that is kept: older ones are refused.
 * @param {Snapshot} kept
 * @param {Snapshot} offered
 * @returns {"newer" | "same" | "older"}
 */
export function compareSerials(kept, offered) {
  if (offered.serial === kept.serial) return "same";
  return offered.serial > kept.serial ? "newer" : "older";
}

/**
 * Tell whether a thing is an entry of the list that can be shown.
 * @param {any} entry
 * @returns {entry is Entry}
 */
export function understood(entry) {
  return (
    typeof entry?.host === "string" &&
    Object.hasOwn(LEVELS, entry.level) &&
    STANDINGS.has(entry.status) &&
    typeof entry.id === "string" &&
    typeof entry.checked_on === "string" &&
    STAMP.test(entry.expires) &&
    Array.isArray(entry.codes) &&
    (entry.owner === null || typeof entry.owner === "string")
  );
}

/** Return the moment at which a date (its whole day counts) or a time ends.
 * @param {string} stamp */
function endOf(stamp) {
  const day = stamp.length === 10 ? 86_400_000 : 0;
  return Date.parse(stamp) + day;
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new SnapshotError("not JSON");
  }
}

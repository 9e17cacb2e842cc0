/**
 * The list that everybody gets: which sites have a verdict, and what it is. Pure: bytes in, answers out.
 * @module
 */

import { suffixes } from "./host.js";
import { LEVELS } from "./levels.js";

/** One site of the list, as the server's contract names its fields.
 * @typedef {{host: string, level: string, owner: string | null, codes: string[], checked_on: string, expires: string,
 *   status: string, id: string}} Entry */

/** The entries of a list, by host and one after the other.
 * @typedef {{get: (host: string) => any, values: () => Iterable<any>}} Sites */

/** @typedef {{serial: number, madeAt: number, sites: Sites}} Snapshot */

/** Where an entry stands now; only a `current` one is shown in its level's colour.
 * @typedef {"current" | "superseded" | "disputed" | "withdrawn" | "expired"} Standing */

const STAMP = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/;
const STANDINGS = new Set(["current", "superseded", "disputed", "withdrawn", "expired"]);

const KEY = '"host"';
const OTHER_KEY = /"[a-z_]+"\s*:/y;

/** A list that is not of the documented shape. */
export class SnapshotError extends Error {}

/**
 * Read a list; one of another shape is refused. `sites` stands last in it, and `host` first in each site.
 *
 * The text is kept, with the places of its entries; an entry is made when it is looked up. To make all of them at once
 * costs four times the time for 50,000 sites, most of it for objects that nobody asks for.
 * @param {string} text
 * @returns {Snapshot}
 * @throws {SnapshotError}
 */
export function parseSnapshot(text) {
  const places = new Places(text);
  const data = parsed(text.slice(0, places.first) + text.slice(places.last));
  const madeAt = Date.parse(data?.made_at);
  if (!Number.isSafeInteger(data?.serial) || data.serial < 0 || Number.isNaN(madeAt) || !Array.isArray(data.sites)) {
    throw new SnapshotError("not a list of sites");
  }
  return { serial: data.serial, madeAt, sites: places };
}

/** Where the entries of a list begin in its text. A quote within a string is escaped, so `{"host":` begins an entry. */
class Places {
  /** The text before it and behind `last` is the list without its entries. */
  first;
  last;
  /** @type {Map<string, number>} */
  #numbers = new Map();
  /** @type {number[]} */
  #starts = [];
  #text;

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
    const whole = text.indexOf("{");
    for (let at = text.indexOf("{", whole + 1); at >= 0; at = text.indexOf("{", at + 1)) this.#note(at);
    this.first = this.#starts[0] ?? text.length;
    this.last = this.#starts.length ? text.lastIndexOf("]") : text.length;
  }

  /**
   * Note the entry that begins at a brace, unless it is one of a text.
   * @param {number} at
   */
  #note(at) {
    const key = after(this.#text, at + 1);
    if (!this.#text.startsWith(KEY, key)) {
      OTHER_KEY.lastIndex = key;
      if (OTHER_KEY.test(this.#text)) throw new SnapshotError("an entry does not begin with its host");
      return;
    }
    const quote = after(this.#text, after(this.#text, key + KEY.length) + 1);
    const end = this.#text.indexOf('"', quote + 1);
    if (this.#text[quote] === '"') this.#numbers.set(this.#text.slice(quote + 1, end), this.#starts.length);
    this.#starts.push(at);
  }

  /**
   * Return the entry of a host, undefined when there is none or its text is none.
   * @param {string} host
   */
  get(host) {
    const number = this.#numbers.get(host);
    return number === undefined ? undefined : this.#entry(number);
  }

  /** @returns {Iterable<any>} every entry that can be read, in the order of the list */
  *values() {
    for (const number of this.#starts.keys()) yield this.#entry(number);
  }

  /** @param {number} number */
  #entry(number) {
    const [start, next] = [this.#starts[number], this.#starts[number + 1] ?? this.last];
    try {
      return JSON.parse(this.#text.slice(start, this.#text.lastIndexOf("}", next - 1) + 1));
    } catch {
      return undefined;
    }
  }
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
  return Math.max(now, madeAt) < endOf(entry.expires) ? "current" : "expired"; // so is what ends at no time
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
    isStanding(entry.status) &&
    typeof entry.id === "string" &&
    typeof entry.checked_on === "string" &&
    STAMP.test(entry.expires) &&
    Array.isArray(entry.codes) &&
    (entry.owner === null || typeof entry.owner === "string")
  );
}

/**
 * Tell whether a word is one of those that say where a verdict stands.
 * @param {unknown} status
 */
export function isStanding(status) {
  return STANDINGS.has(/** @type {string} */ (status));
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

/**
 * Return the place of the next character that is no space.
 * @param {string} text
 * @param {number} at
 */
function after(text, at) {
  while (text.charCodeAt(at) <= 32) at += 1;
  return at;
}

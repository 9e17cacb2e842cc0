/**
 * Look-ups by prefix, off unless switched on: of a site's name only the first four digits of a hash are sent, which
 * thousands of names share. Every unknown site is asked for, so that asking says nothing about an answer, and by one
 * prefix only, that of its last two labels: two prefixes of one host, sent together, would tell it from nearly all others.
 * @module
 */

import { ApiError } from "./api.js";
import { browser } from "./browser.js";
import { sha256 } from "./bytes.js";
import { understood } from "./snapshot.js";

/** @typedef {import("./snapshot.js").Entry} Entry */

/** Questions that are on their way, so that none is asked twice at once. @type {Map<string, Promise<Entry[]>>} */
const asking = new Map();
const DIGITS = 4;
const FRESH = 86_400_000;

/**
 * Return the entry of the first of these hosts that the server lists, or null; also null when it cannot be asked. The
 * last of them is asked for, and the answer holds the listed sites below it.
 * @param {import("./api.js").Api} api
 * @param {string[]} hosts a host and its parents, the longest first
 * @returns {Promise<Entry | null>}
 */
export async function sitesBehind(api, hosts) {
  try {
    const listed = await bucket(api, (await sha256(hosts[hosts.length - 1])).slice(0, DIGITS));
    const found = hosts.map((host) => listed.find((entry) => entry.host === host));
    return found.find(Boolean) ?? null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return null;
  }
}

/**
 * Return every listed site of a prefix, asked for once a day.
 * @param {import("./api.js").Api} api
 * @param {string} prefix
 * @returns {Promise<Entry[]>}
 */
function bucket(api, prefix) {
  const key = `prefix:${api.origin}:${prefix}`;
  const running = asking.get(key) ?? fetchBucket(api, prefix, key).finally(() => asking.delete(key));
  asking.set(key, running);
  return running;
}

/**
 * @param {import("./api.js").Api} api
 * @param {string} prefix
 * @param {string} key where the answer is kept
 * @returns {Promise<Entry[]>}
 */
async function fetchBucket(api, prefix, key) {
  const held = /** @type {any} */ ((await browser.storage.session.get(key))[key]);
  if (held && Date.now() - held.at < FRESH) return held.sites;
  const answer = await api.badges(prefix);
  const sites = (Array.isArray(answer?.items) ? answer.items : []).filter(understood);
  await browser.storage.session.set({ [key]: { at: Date.now(), sites } });
  return sites;
}

/**
 * Changing what is stored. A change reads before it writes, and the background and the pages of the extension all make
 * them: under one lock for each value, none is lost between another's reading and its writing.
 * @module
 */

import { browser } from "./browser.js";

/**
 * Change a stored value; no other change of it comes in between.
 * @template T
 * @param {"local" | "session"} area
 * @param {string} key
 * @param {T} first what counts as stored before anything is
 * @param {(value: T) => T} edit
 * @returns {Promise<void>}
 */
export function changeStored(area, key, first, edit) {
  return navigator.locks.request(`${area}:${key}`, async () => {
    const { [key]: value = first } = /** @type {Record<string, T>} */ (await browser.storage[area].get(key));
    await browser.storage[area].set({ [key]: edit(value) });
  });
}

/**
 * Permissions that are asked for when they are wanted, never before.
 * @module
 */

import { browser } from "./browser.js";

/** @typedef {{permissions?: string[], origins?: string[], data_collection?: string[]}} Wanted */

/** @param {Wanted} wanted */
export function has(wanted) {
  return browser.permissions.contains(/** @type {any} */ (wanted));
}

/**
 * Ask for permissions, in one question; true when all are granted. Must be called by a click: a browser that saw none
 * refuses to ask, and then what was granted before still counts.
 * @param {...Wanted} wanted
 * @returns {Promise<boolean>}
 */
export async function wants(...wanted) {
  const all = Object.assign({}, ...wanted);
  try {
    return await browser.permissions.request(/** @type {any} */ (all));
  } catch {
    return has(all);
  }
}

/**
 * Return the consent that Firefox wants asked for before addresses of pages are sent while browsing; other browsers do
 * not know it.
 * @returns {Wanted}
 */
export function consents() {
  return browser.runtime.getURL("").startsWith("moz-extension:") ? { data_collection: ["browsingActivity"] } : {};
}

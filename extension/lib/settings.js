/**
 * What the reader chose. Everything that sends is off until it is switched on here.
 * @module
 */

import { browser } from "./browser.js";
import { suffixes } from "./host.js";
import { changeStored } from "./stored.js";

/** The server that is asked. `key` is pinned: a list signed by another is refused. null until first met.
 * @typedef {{url: string, key: string | null}} Server */

/** `reading`: which pages' addresses are sent while browsing. `listed`: the hosts of "listed". `unlisted`: whether
 * checks on a click ask to be kept out of every list.
 * @typedef {{server: Server, prefixes: boolean, reading: "off" | "all" | "listed", listed: string[],
 *   unlisted: boolean}} Settings */

/** @type {Promise<Server> | null} */
let shipped = null;

/** Return the server that this package was made for.
 * @returns {Promise<Server>} */
export function shippedServer() {
  shipped ??= fetch(browser.runtime.getURL("data/server.json")).then((response) => response.json());
  return shipped;
}

/** @returns {Promise<Settings>} */
export async function loadSettings() {
  const { settings = {} } = await browser.storage.local.get("settings");
  const defaults = { server: await shippedServer(), prefixes: false, reading: "off", listed: [], unlisted: false };
  return /** @type {Settings} */ ({ ...defaults, .../** @type {object} */ (settings) });
}

/** @param {Partial<Settings>} changed */
export function saveSettings(changed) {
  return changeStored("local", "settings", {}, (settings) => ({ ...settings, ...changed }));
}

/**
 * Pin the key of a server that was met for the first time, unless another server was chosen meanwhile.
 * @param {string} url the server's
 * @param {string} key
 */
export async function pinKey(url, key) {
  const first = await shippedServer();
  await changeStored("local", "settings", /** @type {Partial<Settings>} */ ({}), (settings) => {
    const server = settings.server ?? first;
    return server.url === url ? { ...settings, server: { url, key: server.key ?? key } } : settings;
  });
}

/**
 * Tell whether the pages of a host are sent while they are read.
 * @param {Settings} settings
 * @param {string} host
 */
export function reads(settings, host) {
  if (settings.reading === "listed") return suffixes(host).some((suffix) => settings.listed.includes(suffix));
  return settings.reading === "all";
}

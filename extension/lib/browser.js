/**
 * The browser's extension interface under one name: Firefox calls it `browser`, Chromium `chrome`; both return promises.
 * @module
 */

/** @type {typeof chrome} */
export const browser = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;

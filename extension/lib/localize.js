/**
 * The words of a page's fixed parts: elements name theirs in `data-ui`.
 * @module
 */

/**
 * Fill every element that names its words, and say the page's language.
 * @param {import("./words.js").Words} words
 */
export function sayAll(words) {
  document.documentElement.lang = words.lang;
  for (const element of document.querySelectorAll("[data-ui]")) {
    element.textContent = words.ui(/** @type {HTMLElement} */ (element).dataset.ui ?? "");
  }
}

/**
 * The page's own reading: on a click, the statements that a verdict rests on are looked up in the page, and how this
 * browser shows them (visible or not, size, colours) is sent, with the window's width. Nothing else of the page leaves:
 * statements are named by their number in the verdict, not by their words.
 * @module
 */

import { browser } from "./browser.js";
import { answering } from "./checks.js";
import { pageOf } from "./host.js";
import { loadRecord } from "./records.js";
import { statementsOn } from "./verdict.js";

/** How the page shows one statement. Colours are `[red, green, blue]`, null where not known (a picture behind it).
 * @typedef {{shown: "yes" | "no" | "not_found", size: number | null, colour: number[] | null,
 *   background: number[] | null}} Look */

/**
 * Look at the statements in a tab's page and tell the server how they are shown.
 * @param {number} tabId
 */
export async function readPage(tabId) {
  const { document: verdict, turn, address, private: isPrivate } = await loadRecord(tabId);
  const tab = await browser.tabs.get(tabId);
  if (!verdict || isPrivate || pageOf(tab.url)?.address !== address) return;
  const asked = statementsOn(verdict);
  const [{ result }] = await browser.scripting.executeScript({
    target: { tabId },
    func: look,
    args: [asked.map(({ quote }) => quote)],
  });
  const { width, looks } = /** @type {{width: number, looks: Look[]}} */ (result);
  const sent = asked.map(({ of, index }, at) => ({ of, index, ...looks[at] }));
  await answering(tabId, turn, async (api) => ({ asSeen: await api.seen(verdict.id, width, sent) }));
}

/**
 * Find each quote in the page and tell how it is shown. Runs inside the page, so it stands alone.
 * @param {string[]} quotes
 * @returns {{width: number, looks: Look[]}}
 */
function look(quotes) {
  const squeezed = (/** @type {string} */ text) => text.replace(/\s+/g, " ").trim();

  const holderOf = (/** @type {string} */ quote) => {
    let holder = squeezed(document.body?.textContent ?? "").includes(quote) ? document.body : null;
    for (let next = holder; next; ) {
      holder = next;
      const inner = [...next.children].find((child) => squeezed(child.textContent ?? "").includes(quote));
      next = inner instanceof HTMLElement ? inner : null;
    }
    return holder;
  };

  const channels = (/** @type {string} */ css) => {
    const numbers = (css.match(/^rgba?\(([^)]*)\)/)?.[1] ?? "").split(/[\s,/]+/).map(Number);
    return numbers.length >= 3 && numbers.every(Number.isFinite) ? numbers : null;
  };

  const backgroundOf = (/** @type {Element} */ element) => {
    for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const colour = channels(style.backgroundColor);
      if (style.backgroundImage !== "none" || !colour) return null;
      if ((colour[3] ?? 1) === 1) return colour.slice(0, 3);
      if ((colour[3] ?? 1) > 0) return null;
    }
    return [255, 255, 255];
  };

  const isShown = (/** @type {Element} */ element) => {
    const options = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false };
    const range = document.createRange();
    range.selectNodeContents(element);
    const box = range.getBoundingClientRect();
    const onPage = box.right + scrollX > 0 && box.bottom + scrollY > 0 && box.left + scrollX < document.documentElement.scrollWidth;
    const clipped = getComputedStyle(element).clipPath.startsWith("inset(50%") || element.getBoundingClientRect().width <= 1;
    return element.checkVisibility(options) && box.width > 1 && box.height > 1 && onPage && !clipped;
  };

  const looks = quotes.map((quote) => {
    const holder = holderOf(squeezed(quote));
    if (!holder) return /** @type {Look} */ ({ shown: "not_found", size: null, colour: null, background: null });
    const style = getComputedStyle(holder);
    const colour = channels(style.color)?.slice(0, 3) ?? null;
    const size = Number.parseFloat(style.fontSize);
    return /** @type {Look} */ ({ shown: isShown(holder) ? "yes" : "no", size, colour, background: backgroundOf(holder) });
  });
  return { width: Math.round(innerWidth), looks };
}

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
 * Look at the statements in a page and tell the server how they are shown, if the tab still shows that page.
 * @param {number} tabId
 * @param {string} page its address
 */
export async function readPage(tabId, page) {
  const { document: verdict, turn, address, private: isPrivate } = await loadRecord(tabId);
  if (!verdict || isPrivate || address !== page) return;
  const asked = statementsOn(verdict);
  const [{ result }] = await browser.scripting.executeScript({
    target: { tabId },
    func: look,
    args: [asked.map(({ quote }) => quote)],
  });
  const { at, width, looks } = /** @type {ReturnType<typeof look>} */ (result);
  if (pageOf(at)?.address !== address) return;
  const sent = asked.map(({ of, index }, number) => ({ of, index, ...looks[number] }));
  await answering(tabId, turn, async (api) => ({ asSeen: await api.seen(verdict.id, width, sent) }));
}

/**
 * Find each quote in the page and tell how it is shown. Where it stands more than once, as in a menu for phones and in
 * one for desks, the place counts where a reader sees it best. Runs inside the page, so it stands alone.
 * @param {string[]} quotes
 * @returns {{at: string, width: number, looks: Look[]}} `at`: the page's own address
 */
function look(quotes) {
  const UNREAD = "script, style, noscript, template, textarea";
  const CLIPPED = /^(inset\((50|100)%|circle\(0|rect\((0px|1px)(, \3){3}\))/;

  // Words are compared without the spaces and marks between them: lines break elsewhere in a page than in a quote.
  const squeezed = (/** @type {string} */ text) => text.normalize("NFC").replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g, "");

  /** @type {Text[]} */
  const nodes = [];
  /** @type {number[]} */
  const starts = [];
  let written = "";
  for (const walk = document.createTreeWalker(document.body ?? document, NodeFilter.SHOW_TEXT); walk.nextNode(); ) {
    const node = /** @type {Text} */ (walk.currentNode);
    if (node.parentElement?.closest(UNREAD)) continue;
    nodes.push(node);
    starts.push(written.length);
    written += squeezed(node.data);
  }

  const nodeAt = (/** @type {number} */ at) => nodes[starts.findLastIndex((start) => start <= at)];

  const placesOf = (/** @type {string} */ quote) => {
    const places = [];
    for (let at = quote ? written.indexOf(quote) : -1; at >= 0 && places.length < 20; at = written.indexOf(quote, at + 1)) {
      const place = document.createRange();
      const last = nodeAt(at + quote.length - 1);
      place.setStart(nodeAt(at), 0);
      place.setEnd(last, last.length);
      places.push(place);
    }
    return places;
  };

  /** @returns {Element[]} an element and all that it stands in */
  const line = (/** @type {Element | null} */ element) => (element ? [element, ...line(element.parentElement)] : []);

  const channels = (/** @type {string} */ css) => {
    const numbers = (css.match(/^rgba?\(([^)]*)\)/)?.[1] ?? "").split(/[\s,/]+/).map(Number);
    return numbers.length >= 3 && numbers.every(Number.isFinite) ? numbers : null;
  };

  const backgroundOf = (/** @type {CSSStyleDeclaration[]} */ styles) => {
    for (const style of styles) {
      const colour = channels(style.backgroundColor);
      if (style.backgroundImage !== "none" || !colour) return null;
      if ((colour[3] ?? 1) === 1) return colour.slice(0, 3);
      if ((colour[3] ?? 1) > 0) return null;
    }
    return [255, 255, 255];
  };

  // What is half transparent is seen as its mixture with what lies behind it.
  const colourOf = (/** @type {CSSStyleDeclaration[]} */ styles, /** @type {number[] | null} */ behind) => {
    const colour = channels(styles[0].color);
    const opacity = styles.reduce((product, style) => product * Number(style.opacity), colour?.[3] ?? 1);
    if (!colour || opacity === 1) return colour?.slice(0, 3) ?? null;
    return behind && behind.map((channel, at) => Math.round(channel + (colour[at] - channel) * opacity));
  };

  const isShown = (/** @type {Element} */ holder, /** @type {DOMRect} */ box, /** @type {Element[]} */ around) => {
    const options = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false };
    const onPage = box.right + scrollX > 0 && box.bottom + scrollY > 0 && box.left + scrollX < document.documentElement.scrollWidth;
    const cut = around.some((element) => {
      const { overflowX, overflowY, clip, clipPath } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      const shut = (overflowX !== "visible" && width <= 1) || (overflowY !== "visible" && height <= 1);
      return shut || CLIPPED.test(clip) || CLIPPED.test(clipPath);
    });
    return holder.checkVisibility(options) && box.width > 1 && box.height > 1 && onPage && !cut;
  };

  /** @returns {Look} */
  const lookAt = (/** @type {Range} */ place) => {
    const at = place.commonAncestorContainer;
    const around = line(at instanceof Element ? at : at.parentElement);
    const styles = around.map((element) => getComputedStyle(element));
    const background = backgroundOf(styles);
    return {
      shown: isShown(around[0], place.getBoundingClientRect(), around.slice(0, -2)) ? "yes" : "no",
      size: Number.parseFloat(styles[0].fontSize),
      colour: colourOf(styles, background),
      background,
    };
  };

  const looks = quotes.map((quote) => {
    const best = placesOf(squeezed(quote))
      .map(lookAt)
      .sort((one, other) => other.shown.localeCompare(one.shown) || (other.size ?? 0) - (one.size ?? 0))[0];
    return best ?? /** @type {Look} */ ({ shown: "not_found", size: null, colour: null, background: null });
  });
  return { at: location.href, width: Math.round(innerWidth), looks };
}

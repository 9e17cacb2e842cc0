/**
 * Building pages from text: nothing that was read is ever parsed as HTML.
 * @module
 */

import { webLink } from "./text.js";

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Make an element. Attributes that are false, null or undefined are left out; `on` holds listeners by event.
 * @param {string} tag
 * @param {{on?: Record<string, (event: Event) => unknown>, [name: string]: unknown}} attributes
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function el(tag, { on = {}, ...attributes }, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const [event, heard] of Object.entries(on)) element.addEventListener(event, heard);
  for (const child of children.flat()) if (child) element.append(child);
  return element;
}

/**
 * Make a link that opens beside, or plain text when the address leads to no web page.
 * @param {string} address
 * @param {string} text
 * @param {Record<string, unknown>} [attributes]
 */
export function link(address, text, attributes = {}) {
  const href = webLink(address);
  if (!href) return el("span", attributes, text);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", ...attributes }, text);
}

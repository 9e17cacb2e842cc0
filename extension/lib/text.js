/**
 * Text from strangers, made harmless before it is shown, and links that may be opened.
 * @module
 */

const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const ROOM = 180;

/**
 * Return text on one line, without anything that reorders or hides what is read.
 * @param {unknown} text
 */
export function plain(text) {
  return String(text ?? "").replace(/\s+/g, " ").replace(UNSAFE, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/**
 * Return a quote and whether it was shortened, between words.
 * @param {string} quote
 * @returns {{text: string, shortened: boolean}}
 */
export function excerpt(quote) {
  const words = plain(quote).trim();
  if (words.length <= ROOM) return { text: words, shortened: false };
  const end = words.lastIndexOf(" ", ROOM);
  return { text: `${words.slice(0, end > ROOM / 2 ? end : ROOM)} […]`, shortened: true };
}

/**
 * Return the address when it may stand in a link, that is, leads to a web page; else "".
 * @param {unknown} address
 */
export function webLink(address) {
  try {
    const { protocol, href } = new URL(String(address));
    return protocol === "https:" || protocol === "http:" ? href : "";
  } catch {
    return "";
  }
}

/**
 * Return a link to the words on the page that holds them (a text fragment), or "" when it is no web page.
 * @param {string} where
 * @param {string} quote
 */
export function quoteLink(where, quote) {
  const link = webLink(where);
  const start = quote.split(/\s+/).filter(Boolean).slice(0, 8).join(" ");
  return link && start ? `${link.split("#")[0]}#:~:text=${encodeURIComponent(start).replaceAll("-", "%2D")}` : link;
}

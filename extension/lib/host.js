/**
 * What a page is called, and what of its address may ever be sent.
 *
 * Hosts match by suffix, label by label, so no list of public suffixes is shipped: the server lists a shared platform's
 * blog by its full host, and never the platform itself.
 * @module
 */

/** A page that can be looked at. `address` has no user name, query or fragment.
 * @typedef {{host: string, address: string}} Page */

const PRIVATE_SUFFIXES = new Set(["local", "localhost", "internal", "lan", "home", "onion", "invalid"]);
const LONGEST = 2048;

/**
 * Return the page at a tab's address, or null when it is none that we look at: another scheme than http and https, a
 * bare name, a number instead of a name, or a name that is private by its suffix.
 * @param {string | undefined} url
 * @returns {Page | null}
 */
export function pageOf(url) {
  const parsed = parse(url);
  if (!parsed || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) return null;
  const host = plainHost(parsed.hostname);
  const labels = host.split(".");
  const last = labels[labels.length - 1];
  if (labels.length < 2 || labels.includes("") || PRIVATE_SUFFIXES.has(last) || /^\d+$/.test(last)) return null;
  if (host.endsWith(".home.arpa") || host.startsWith("[")) return null;
  const port = parsed.port ? `:${parsed.port}` : "";
  const address = `${parsed.protocol}//${host}${port}${parsed.pathname}`;
  return address.length > LONGEST ? null : { host, address };
}

/**
 * Return a host and its parents of two labels or more, the longest first: a.b.c, then b.c.
 * @param {string} host lower-case punycode, as `pageOf` gives it
 * @returns {string[]}
 */
export function suffixes(host) {
  const labels = host.split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}

/**
 * Return the host that someone typed, as a bare host, an address or `*.` and a host, or "" when it is none.
 * @param {string} typed
 * @returns {string}
 */
export function typedHost(typed) {
  const text = typed.trim().replace(/^\*\./, "");
  return text && !text.includes("*") ? (pageOf(text.includes("://") ? text : `https://${text}`)?.host ?? "") : "";
}

/**
 * Return the origin of a server that someone typed, or "" when it cannot be one: https anywhere, http on this machine.
 * @param {string} typed
 * @returns {string}
 */
export function serverOrigin(typed) {
  const text = typed.trim();
  const parsed = parse(text.includes("://") ? text : `https://${text}`);
  if (!text || !parsed || parsed.username || parsed.password) return "";
  const here = parsed.hostname === "localhost" || parsed.hostname === "127.0.0.1";
  return parsed.protocol === "https:" || (here && parsed.protocol === "http:") ? parsed.origin : "";
}

/** @param {string} hostname */
function plainHost(hostname) {
  return hostname.toLowerCase().replace(/\.$/, "");
}

/** @param {string | undefined} text */
function parse(text) {
  try {
    return new URL(text ?? "");
  } catch {
    return null;
  }
}

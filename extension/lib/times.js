/**
 * Times as people read them. Days and hours of readings are in UTC and say so.
 * @module
 */

/**
 * Return a day: "28 November 2026". Text that is no time comes back as it is.
 * @param {string} stamp ISO 8601
 * @param {string} lang
 */
export function dayInWords(stamp, lang) {
  return formatted(stamp, lang, { day: "numeric", month: "long", year: "numeric" });
}

/**
 * Return a moment to the minute: "28 November 2026, 14:02 UTC"; a bare day stays a day.
 * @param {string} stamp ISO 8601
 * @param {string} lang
 */
export function momentInWords(stamp, lang) {
  if (!stamp.includes("T")) return dayInWords(stamp, lang);
  const day = dayInWords(stamp, lang);
  return day === stamp ? stamp : `${day}, ${stamp.slice(11, 16)} UTC`;
}

/**
 * Return the hour of this computer's clock: "14:02".
 * @param {number} at milliseconds
 * @param {string} lang
 */
export function hourInWords(at, lang) {
  return new Intl.DateTimeFormat(locale(lang), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/**
 * @param {string} stamp
 * @param {string} lang
 * @param {Intl.DateTimeFormatOptions} options
 */
function formatted(stamp, lang, options) {
  const at = Date.parse(stamp);
  return Number.isNaN(at) ? stamp : new Intl.DateTimeFormat(locale(lang), { ...options, timeZone: "UTC" }).format(at);
}

/** @param {string} lang */
function locale(lang) {
  return lang === "en" ? "en-GB" : lang;
}

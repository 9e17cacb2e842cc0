/**
 * When the list is fetched: at the first start, then once a day, whatever is browsed. Pure.
 * @module
 */

export const LIST_ALARM = "list";
const DAY = 86_400_000;
const RETRY = 3_600_000;
const SOON = 1000;

/**
 * Return when to ask next: a day after the server last answered, an hour after it did not.
 * @param {import("./list.js").Refresh | null} last
 * @param {number} now milliseconds
 */
export function nextRefresh(last, now) {
  if (!last) return now + SOON;
  const unanswered = last.outcome === "unreachable" || last.outcome === "limited";
  const due = last.at + (unanswered ? RETRY : DAY);
  return Math.min(Math.max(due, now + SOON), now + DAY); // a clock that was set back must not put it off for ever
}

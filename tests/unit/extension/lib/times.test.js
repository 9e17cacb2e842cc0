import assert from "node:assert/strict";
import { test } from "node:test";
import { dayInWords, hourInWords, momentInWords } from "../../../../extension/lib/times.js";

test("days and moments are said in UTC, in the reader's language", () => {
  assert.equal(dayInWords("2026-11-28", "en"), "28 November 2026");
  assert.equal(momentInWords("2026-11-28T23:59:59Z", "en"), "28 November 2026, 23:59 UTC");
  assert.equal(momentInWords("2026-11-28T23:59:59Z", "fr"), "28 novembre 2026, 23:59 UTC");
  assert.equal(momentInWords("2026-11-28", "fr"), "28 novembre 2026");
  assert.equal(dayInWords("once", "en"), "once");
  assert.equal(hourInWords(new Date(2026, 10, 28, 0, 5).getTime(), "en"), "00:05");
  assert.match(hourInWords(Date.now(), "fr"), /^\d\d:\d\d$/);
});

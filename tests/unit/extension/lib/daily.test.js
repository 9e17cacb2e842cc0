import assert from "node:assert/strict";
import { test } from "node:test";
import { nextRefresh } from "../../../../extension/lib/daily.js";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const HOUR = 3_600_000;

test("the list is asked for at the first start, then once a day", () => {
  assert.ok(nextRefresh(null, NOW) - NOW <= 5000);
  assert.equal(nextRefresh({ at: NOW, outcome: "updated", key: null }, NOW), NOW + 24 * HOUR);
  assert.equal(nextRefresh({ at: NOW - 5 * HOUR, outcome: "unchanged", key: null }, NOW), NOW + 19 * HOUR);
  assert.equal(nextRefresh({ at: NOW, outcome: "signature", key: null }, NOW), NOW + 24 * HOUR);
});

test("a server that did not answer is asked again in an hour, one that is overdue soon", () => {
  assert.equal(nextRefresh({ at: NOW, outcome: "unreachable", key: null }, NOW), NOW + HOUR);
  assert.ok(nextRefresh({ at: NOW - 99 * HOUR, outcome: "updated", key: null }, NOW) - NOW <= 5000);
});

test("a clock that was set back does not put it off for ever", () => {
  assert.equal(nextRefresh({ at: NOW + 999 * HOUR, outcome: "updated", key: null }, NOW), NOW + 24 * HOUR);
});

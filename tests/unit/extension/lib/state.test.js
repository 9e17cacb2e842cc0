import assert from "node:assert/strict";
import { test } from "node:test";
import { COLOURS, LEVELS } from "../../../../extension/lib/levels.js";
import { daysBehind, isStale, STATES, stateOf } from "../../../../extension/lib/state.js";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const DAY = 86_400_000;
const LIST = { serial: 3, madeAt: NOW - DAY, confirmedAt: NOW - DAY };
const ENTRY = { level: "weakly_disclosed", status: "current", expires: "2026-12-01" };
const RECORD = { sight: "page", check: null, error: null, document: null, entry: null };
const state = (changed, list = LIST, now = NOW) => stateOf({ ...RECORD, ...changed }, list, now);

test("what was asked last comes first", () => {
  const document = { verdict: "disclosed", status: "current", expires_at: "2026-12-20T00:00:00Z" };
  assert.equal(state({ entry: ENTRY }).level, "weakly_disclosed");
  assert.equal(state({ entry: ENTRY, document }).level, "disclosed");
  assert.equal(state({ entry: ENTRY, document, error: { kind: "unreachable", retryAt: 0 } }).name, "offline");
  assert.equal(state({ entry: ENTRY, document, check: { id: "x" } }).name, "checking");
  assert.equal(state({ sight: "unsupported", entry: ENTRY }).name, "unsupported");
});

test("being asked to wait ends when the time has come", () => {
  const error = { kind: "limited", retryAt: NOW + 5000 };
  assert.equal(state({ error, entry: ENTRY }).name, "limited");
  assert.equal(state({ error, entry: ENTRY }, LIST, NOW + 6000).level, "weakly_disclosed");
});

test("only what stands has a colour", () => {
  for (const status of ["disputed", "withdrawn", "expired", "superseded"]) {
    const shown = state({ document: { verdict: "undisclosed_control", status, expires_at: "2027-01-01T00:00:00Z" } });
    assert.deepEqual([shown.name, shown.colour, shown.level], [status, "grey", null]);
  }
  assert.equal(state({ entry: { ...ENTRY, expires: "2026-11-27" } }).name, "expired");
  assert.equal(state({ document: { verdict: "of_the_future", status: "current", expires_at: "2027-01-01" } }).level, "cannot_say");
});

test("a list that nobody confirmed does not call a site unknown, and says nothing less of the listed", () => {
  const old = { ...LIST, confirmedAt: NOW - 4 * DAY };
  assert.equal(state({}, old).name, "offline");
  assert.equal(state({ entry: ENTRY }, old).level, "weakly_disclosed");
  assert.equal(state({}).name, "unknown");
  assert.equal(isStale(LIST, NOW - 30 * DAY), false, "a clock that runs behind makes no list old");
});

test("before there is a list no site is called unknown to it", () => {
  const none = { serial: 0, madeAt: NOW, confirmedAt: NOW };
  assert.equal(state({}, none).name, "offline");
  assert.equal(state({ entry: ENTRY }, none).level, "weakly_disclosed", "what was looked up by prefix stands");
});

test("a clock that is behind the list is noticed", () => {
  assert.equal(daysBehind(LIST, NOW), 0);
  assert.equal(daysBehind(LIST, NOW - 10 * DAY), 9);
});

test("every state has its own sign, and white is readable on every colour", () => {
  const signs = [...Object.values(LEVELS), ...Object.values(STATES)].map(({ sign }) => sign).filter(Boolean);
  const twice = signs.filter((sign, index) => signs.indexOf(sign) !== index);
  assert.deepEqual(twice, ["?"], "a page that was refused is one of which nothing can be said");
  for (const colour of Object.values(COLOURS)) {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    const contrast = 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
    assert.ok(contrast >= 4.5, `${colour}: ${contrast}`);
    assert.ok(!(green > red && green > blue), "no green");
  }
});

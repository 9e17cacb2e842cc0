import assert from "node:assert/strict";
import { test } from "node:test";
import { compareSerials, lookUp, parseSnapshot, SnapshotError, standing, understood } from "../../../../extension/lib/snapshot.js";

const ENTRY = {
  host: "blog.example", level: "undisclosed_control", owner: "Acme", codes: ["ownership/registrant"],
  checked_on: "2026-11-23", expires: "2026-11-30", status: "current", id: "abc",
};
const list = (...sites) => JSON.stringify({ serial: 7, made_at: "2026-11-24T00:00:00Z", sites });

test("a host is found by itself and below its listed parent", () => {
  const snapshot = parseSnapshot(list(ENTRY, { ...ENTRY, host: "me.platform.example" }));
  assert.equal(lookUp(snapshot, "blog.example")?.id, "abc");
  assert.equal(lookUp(snapshot, "www1.blog.example")?.host, "blog.example");
  assert.equal(lookUp(snapshot, "you.platform.example"), null, "a platform counts as the full host only");
  assert.equal(lookUp(snapshot, "otherblog.example"), null, "a label is matched whole");
  assert.equal(lookUp(snapshot, "example"), null);
});

test("lists of another shape are refused", () => {
  for (const text of ["", "null", "[]", "{}", '{"serial":"7","made_at":"2026-11-24T00:00:00Z","sites":[]}',
    '{"serial":-1,"made_at":"2026-11-24T00:00:00Z","sites":[]}', '{"serial":1,"made_at":"soon","sites":[]}',
    '{"serial":1.5,"made_at":"2026-11-24T00:00:00Z","sites":[]}', '{"serial":1,"made_at":"2026-11-24T00:00:00Z"}']) {
    assert.throws(() => parseSnapshot(text), SnapshotError, text);
  }
});

test("an entry that is not understood is left out, the others stay", () => {
  for (const odd of [{ level: "green" }, { level: "__proto__" }, { status: "new" }, { host: 3 }, { expires: "never" },
    { codes: null }, { owner: 5 }, { id: undefined }]) {
    assert.equal(understood({ ...ENTRY, ...odd }), false, JSON.stringify(odd));
    const snapshot = parseSnapshot(list({ ...ENTRY, ...odd }, { ...ENTRY, host: "b.example" }, null));
    assert.equal(lookUp(snapshot, "blog.example"), null, JSON.stringify(odd));
    assert.ok(lookUp(snapshot, "b.example"));
  }
  assert.equal(understood(null), false);
});

test("an entry counts to the end of its last day, and no clock makes it younger", () => {
  const day = Date.parse("2026-11-30T23:59:59Z");
  assert.equal(standing(ENTRY, day, 0), "current");
  assert.equal(standing(ENTRY, day + 1000, 0), "expired");
  const backThen = Date.parse("2020-01-01T00:00:00Z");
  assert.equal(standing(ENTRY, backThen, Date.parse("2026-12-01T00:00:00Z")), "expired", "the list's date counts");
  assert.equal(standing({ ...ENTRY, status: "withdrawn" }, day, 0), "withdrawn");
  assert.equal(standing({ ...ENTRY, status: "disputed" }, day + 1e12, 0), "disputed");
});

test("serials only grow", () => {
  const at = (serial) => ({ serial, madeAt: 0, sites: new Map() });
  assert.deepEqual([6, 7, 8].map((offered) => compareSerials(at(7), at(offered))), ["older", "same", "newer"]);
});

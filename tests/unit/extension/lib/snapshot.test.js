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

test("entries are those that JSON has, however the list is written", () => {
  const odd = { ...ENTRY, host: "b.example", owner: 'a "host": {"host":"evil.example"}', codes: ["host", "host"], id: "]}" };
  const sites = [ENTRY, odd, { ...ENTRY, host: "c.example", owner: "\\\"}]" }, { host: "host" }];
  const whole = { serial: 7, made_at: "2026-11-24T00:00:00Z", sites };
  for (const text of [JSON.stringify(whole), JSON.stringify(whole, null, 2), JSON.stringify(whole, null, "\t\r\n ")]) {
    const snapshot = parseSnapshot(text);
    assert.deepEqual([...snapshot.sites.values()], sites);
    for (const site of sites) assert.deepEqual(snapshot.sites.get(site.host), site);
    assert.equal(snapshot.sites.get("evil.example"), undefined);
    assert.equal(snapshot.serial, 7);
  }
  assert.deepEqual([...parseSnapshot(list()).sites.values()], []);
  const { host, ...rest } = ENTRY;
  assert.throws(() => parseSnapshot(list({ ...rest, host })), SnapshotError, "the host stands first");
});

test("what is cut off or is no JSON around its entries is refused", () => {
  const text = list(ENTRY, { ...ENTRY, host: "b.example" });
  for (const broken of [text.slice(0, -1), text.slice(1), `${text}x`, text.replace('"sites":', '"sites"'), text.slice(0, 60)]) {
    assert.throws(() => parseSnapshot(broken), SnapshotError, broken);
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
  assert.equal(standing({ ...ENTRY, expires: "one day" }, day, 0), "expired", "nothing stands for ever");
  assert.equal(standing({ ...ENTRY, status: "withdrawn" }, day, 0), "withdrawn");
  assert.equal(standing({ ...ENTRY, status: "disputed" }, day + 1e12, 0), "disputed");
});

test("serials only grow", () => {
  const at = (serial) => ({ serial, madeAt: 0, sites: new Map() });
  assert.deepEqual([6, 7, 8].map((offered) => compareSerials(at(7), at(offered))), ["older", "same", "newer"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, gunzip, gzip, sha256, toBase64 } from "../../../../extension/lib/bytes.js";

test("bytes come back as they were", async () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256);
  assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
  assert.deepEqual(await gunzip(await gzip(bytes)), bytes);
  assert.equal(toBase64(new Uint8Array()), "");
});

test("a host's hash is that of its name (FIPS 180-4, SHA-256 of \"abc\")", async () => {
  assert.equal(await sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

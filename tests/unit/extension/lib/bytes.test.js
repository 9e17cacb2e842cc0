import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, sha256 } from "../../../../extension/lib/bytes.js";

test("bytes are read from base64", () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => (index * 7919) % 256);
  assert.deepEqual(fromBase64(Buffer.from(bytes).toString("base64")), bytes);
  assert.equal(fromBase64("").length, 0);
  assert.throws(() => fromBase64("no base64!"));
});

test("a host's hash is that of its name (FIPS 180-4, SHA-256 of \"abc\")", async () => {
  assert.equal(await sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

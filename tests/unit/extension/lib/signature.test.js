import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";
import { verify } from "../../../../extension/lib/signature.js";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
const data = new TextEncoder().encode('{"serial":1}');
const signature = sign(null, data, privateKey).toString("base64");
const unable = { importKey: async () => { throw new DOMException("no such algorithm", "NotSupportedError"); } };
const zeros = (length) => Buffer.alloc(length).toString("base64");

for (const [name, subtle] of [["the browser's own", crypto.subtle], ["the fallback", unable]]) {
  test(`${name}: a signature is of exactly these bytes, by this key`, async () => {
    assert.equal(await verify(key, signature, data, subtle), true);
    assert.equal(await verify(key, `${signature}\n`, data, subtle), true);
    assert.equal(await verify(key, signature, new TextEncoder().encode('{"serial":2}'), subtle), false);
    const other = generateKeyPairSync("ed25519").publicKey.export({ format: "der", type: "spki" }).subarray(-32);
    assert.equal(await verify(other.toString("base64"), signature, data, subtle), false);
  });

  test(`${name}: what is no key and no signature is not valid`, async () => {
    for (const odd of ["", "no base64!", zeros(31), zeros(64)]) assert.equal(await verify(odd, signature, data, subtle), false, odd);
    for (const odd of ["", "no base64!", zeros(63), zeros(64)]) assert.equal(await verify(key, odd, data, subtle), false, odd);
  });
}

test("the published vectors of RFC 8032 hold in both", async () => {
  const hex = (text) => Buffer.from(text, "hex");
  const vector = { // section 7.1, test 3
    key: hex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025").toString("base64"),
    message: new Uint8Array(hex("af82")),
    signature: hex("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a").toString("base64"),
  };
  assert.equal(await verify(vector.key, vector.signature, vector.message), true);
  assert.equal(await verify(vector.key, vector.signature, vector.message, unable), true);
});

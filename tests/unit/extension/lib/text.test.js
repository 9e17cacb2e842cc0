import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt, plain, quoteLink, webLink } from "../../../../extension/lib/text.js";

test("nothing reorders or hides what is read", () => {
  assert.equal(plain("a\u202Eb\u0007c\nd\u2028e"), "a\\u{202e}b\\u{7}c d e");
  assert.equal(plain(undefined), "");
});

test("a long quote is cut between words, a short one is whole", () => {
  assert.deepEqual(excerpt("  one   two "), { text: "one two", shortened: false });
  const cut = excerpt("word ".repeat(100));
  assert.ok(cut.shortened && cut.text.endsWith("word […]") && cut.text.length < 190);
  assert.ok(excerpt("x".repeat(500)).text.length < 190);
});

test("only web pages are linked", () => {
  for (const address of ["javascript:alert(1)", "data:text/html,x", "whois://a/b", "no address", ""]) {
    assert.equal(webLink(address), "", address);
    assert.equal(quoteLink(address, "words"), "");
  }
});

test("a link leads to the words, whatever stands in them", () => {
  assert.equal(quoteLink("https://a.example/x#y", "one-two & three"), "https://a.example/x#:~:text=one%2Dtwo%20%26%20three");
  assert.equal(quoteLink("https://a.example/", ""), "https://a.example/");
});

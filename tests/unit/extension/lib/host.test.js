import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf, serverOrigin, suffixes, typedHost } from "../../../../extension/lib/host.js";

test("an address loses its user name, query and fragment", () => {
  const page = pageOf("https://me:secret@www.Example.org/2005/04/day-1.html?utm_source=x&id=3#comments");
  assert.deepEqual(page, { host: "www.example.org", address: "https://www.example.org/2005/04/day-1.html" });
});

test("names are lower-case punycode, without the root's dot, with another port kept", () => {
  assert.equal(pageOf("https://Bücher.example./")?.host, "xn--bcher-kva.example");
  assert.equal(pageOf("http://blog.example:8080/a")?.address, "http://blog.example:8080/a");
});

test("what is no public page is not looked at", () => {
  for (const url of [
    undefined, "", "about:blank", "chrome://settings", "file:///etc/hosts", "ftp://a.example/", "data:text/html,x",
    "https://localhost/", "https://intranet/", "http://192.168.1.1/", "http://[::1]/", "https://printer.local/",
    "https://wiki.corp.internal/", "https://router.home.arpa/", "http://abc.onion/", "https://a..example/",
    `https://a.example/${"x".repeat(3000)}`,
  ]) assert.equal(pageOf(url), null, String(url));
});

test("a host is matched label by label, and never by a single label", () => {
  assert.deepEqual(suffixes("a.b.c.example"), ["a.b.c.example", "b.c.example", "c.example"]);
  assert.deepEqual(suffixes("example.org"), ["example.org"]);
});

test("typed hosts and servers", () => {
  assert.equal(typedHost("  https://blog.example/x?y "), "blog.example");
  assert.equal(typedHost("Blog.example"), "blog.example");
  assert.equal(typedHost("*.blog.example"), "blog.example");
  assert.equal(typedHost("nonsense"), "");
  assert.equal(typedHost("blog*.example"), "");
  assert.equal(serverOrigin("desk.example/path"), "https://desk.example");
  assert.equal(serverOrigin("http://127.0.0.1:8000/"), "http://127.0.0.1:8000");
  for (const typed of ["", "http://desk.example", "https://me@desk.example", "ftp://desk.example", "ht tp://"]) {
    assert.equal(serverOrigin(typed), "", typed);
  }
});

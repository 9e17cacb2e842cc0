import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { wordsOf } from "../words.js";

const root = new URL("../../../../extension/", import.meta.url);
const messages = Object.fromEntries(
  ["en", "fr"].map((lang) => [lang, JSON.parse(readFileSync(new URL(`_locales/${lang}/messages.json`, root), "utf8"))]),
);
const NEUTRAL = {
  en: /\b(fakes?|frauds?|lies?|liars?|illegal|astroturf\w*|guilty|scams?|independent)\b/i,
  fr: /\b(faux|fausse|fraudes?|menteurs?|mensonges?|illégal\w*|coupables?|arnaques?|indépendants?)\b/i,
};

test("both languages have the same messages with the same places", () => {
  assert.deepEqual(Object.keys(messages.fr), Object.keys(messages.en));
  const places = (text) => [...new Set(text.match(/\$\d/g))].sort();
  for (const [key, { message }] of Object.entries(messages.en)) {
    assert.deepEqual(places(messages.fr[key].message), places(message), key);
  }
});

test("every message that the code asks for exists, and every one that exists is asked for", () => {
  const files = readdirSync(root, { recursive: true }).filter((file) => /\.(js|html|json)$/.test(file) && !/^(vendor|words|_locales)/.test(file));
  const code = files.map((file) => readFileSync(new URL(file, root), "utf8")).join("\n");
  const asked = new Set([...code.matchAll(/(?:ui\(|say\(|data-ui=|__MSG_|\? |: |getMessage\()"?([a-z]+(?:_[a-z]+)*)(?:__|")/g)].map((found) => found[1]));
  const families = [...code.matchAll(/ui\(`([a-z]+_)\$\{/g)].map((found) => found[1]);
  for (const key of Object.keys(messages.en)) {
    assert.ok(asked.has(key) || families.some((family) => key.startsWith(family)), `nobody says ${key}`);
  }
  for (const [, key] of code.matchAll(/(?:\bui\(|data-ui=)"([a-z_]+)"/g)) assert.ok(messages.en[key], `no message ${key}`);
});

test("our own sentences accuse nobody and clear nobody", () => {
  for (const [lang, forbidden] of Object.entries(NEUTRAL)) {
    for (const [key, { message }] of Object.entries(messages[lang])) assert.doesNotMatch(message, forbidden, key);
  }
});

test("claims are said in the reader's language, with what was read in them", () => {
  const french = wordsOf("fr");
  assert.equal(
    french.claim("The site carries the same Google Analytics measurement id as www.brand.example"),
    french.say("claim", "shared_ids", { account: french.say("account", "measurement id", { service: "Google Analytics" }), site: "www.brand.example" }),
  );
  assert.equal(french.claim("A claim of a later version"), "A claim of a later version");
  assert.equal(wordsOf("en").claim("The site carries the same X as y"), "The site carries the same X as y");
});

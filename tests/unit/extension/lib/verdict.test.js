import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { codeInWords, controlRows, factsOf, missingIn, saidIn, statementsOn, strengthKey, styleInWords } from "../../../../extension/lib/verdict.js";
import { wordsOf } from "../words.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../../../cases/${name}/expected.json`, import.meta.url), "utf8"));
const persona = read("a01-persona-group-mail-domain");
const hidden = read("a16-hidden-on-mobile");

test("every fact has its quote, source, time and strength, the strongest first", () => {
  const facts = factsOf(persona, "ownership", wordsOf("en"));
  assert.ok(facts.length >= 2);
  const weights = facts.filter((fact) => !fact.against).map((fact) => Math.abs(fact.bans));
  assert.deepEqual(weights, weights.toSorted((one, other) => other - one));
  const registrant = facts.find((fact) => fact.claim === "The domain is registered to this organisation");
  assert.equal(registrant.about, "L'OREAL");
  assert.match(registrant.quote, /L'OREAL/);
  assert.match(registrant.source, /WHOIS/);
  assert.match(registrant.when, /^\d+ \w+ \d{4}, \d\d:\d\d UTC$/);
  assert.ok(registrant.strength);
  assert.ok(facts.every((fact) => fact.quote || !fact.link || fact.source));
});

test("what stands in the index of the server is told by its name, in both languages", () => {
  const seen = { where: "index://hands/blog.example", when: "2026-11-29T10:00:00Z" };
  const evidence = [{ claim: "", about: "", quote: "", polarity: "for", bans: 0, seen }];
  const document = { site: "blog.example", findings: [{ question: "style", state: "found", evidence }] };
  const sources = ["en", "fr"].map((lang) => factsOf(document, "style", wordsOf(lang))[0].source);
  assert.deepEqual(sources, ["index of this service, for blog.example", "index de ce service, pour blog.example"]);
});

test("the three questions stay apart", () => {
  const english = wordsOf("en");
  const all = ["ownership", "disclosure", "style"].flatMap((question) => factsOf(persona, question, english));
  const found = persona.findings.filter((finding) => finding.state === "found").flatMap((finding) => finding.evidence);
  assert.equal(all.length, found.length);
});

test("French says the claims of detectors in French", () => {
  const french = wordsOf("fr");
  const claims = factsOf(persona, "ownership", french).map((fact) => fact.claim);
  assert.ok(claims.includes("Le domaine est enregistré au nom de cette organisation"), claims.join("\n"));
  for (const claim of claims) assert.doesNotMatch(claim, /\b(The|This|is)\b/);
});

test("what the page says is graded with its reasons and places", () => {
  const [owner, material] = saidIn(hidden, wordsOf("en"));
  assert.equal(owner.level, "said, but weakly");
  assert.match(owner.reasons, /hidden on a phone/);
  assert.equal(owner.markers[0].place, "on the page, top");
  assert.equal(material.level, "not found on the pages we read");
});

test("only statements of the checked page are looked at in the page", () => {
  const asked = statementsOn(hidden);
  assert.deepEqual(asked.map(({ of, index }) => [of, index]), [["owner", 0]]);
  assert.match(asked[0].quote, /^Ce blog est édité/);
});

test("strength has words for weights, and none for what was not weighed", () => {
  assert.deepEqual([0, 0.3, 1, -1.5, 2, 3.9, 4].map(strengthKey), ["", "limited", "moderate", "moderate", "strong", "strong", "very_strong"]);
});

test("rows, writing, missing sources and codes have words", () => {
  const english = wordsOf("en");
  assert.deepEqual(controlRows(persona, english)[0], ["Control", "established"]);
  assert.match(styleInWords(persona, english), /not compared/);
  const refused = read("a19-everything-refuses");
  const missing = missingIn(refused, english);
  assert.ok(missing.length > 0);
  for (const line of missing) assert.match(line, /^[^:]+: .+/);
  assert.equal(codeInWords("ownership/registrant", english), "The domain is registered to this organisation");
  assert.equal(codeInWords("hidden_mobile", english), "hidden on a phone");
  assert.equal(codeInWords("some_new_code", english), "some new code");
});

test("every recorded verdict can be shown, in both languages", async () => {
  const { readdirSync } = await import("node:fs");
  const folder = new URL("../../../cases/", import.meta.url);
  const names = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory() && !one.name.startsWith("_")).map((one) => one.name);
  assert.ok(names.length > 50);
  for (const name of names) {
    for (const lang of ["en", "fr"]) {
      const words = wordsOf(lang);
      const document = read(name);
      for (const question of ["ownership", "disclosure", "style"]) {
        for (const fact of factsOf(document, question, words)) assert.ok(fact.claim && fact.source && fact.when, name);
      }
      for (const said of saidIn(document, words)) {
        assert.ok(said.level && said.title, name);
        for (const marker of said.markers) assert.ok(marker.kind && marker.place, name);
      }
      for (const [, value] of controlRows(document, words)) assert.ok(value, name);
      assert.ok(styleInWords(document, words), name);
      for (const line of missingIn(document, words)) assert.doesNotMatch(line, /[_{}]|undefined/, name);
    }
  }
});

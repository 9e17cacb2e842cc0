import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { Api, ApiError, retryTime } from "../../../../extension/lib/api.js";

let server, origin, answer, seen;
const sent = [];
const api = () => new Api(origin, "en", (one) => sent.push(one));

before(async () => {
  server = createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part)).on("end", () => {
      seen = { method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(parts).toString() };
      answer(request, response);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

const giving = (status, body, headers = {}) => (_, response) => response.writeHead(status, headers).end(body);
const failing = async (promise) => promise.then(() => assert.fail("it answered"), (error) => {
  assert.ok(error instanceof ApiError, error.stack);
  return error;
});

test("a check sends the address and nothing else", async () => {
  answer = giving(200, '{"id": "x", "status": "queued"}');
  await api().check("https://blog.example/a", false);
  assert.deepEqual(JSON.parse(seen.body), { url: "https://blog.example/a" });
  assert.equal(seen.url, "/v1/checks?lang=en");
  await api().check("https://blog.example/a", true);
  assert.deepEqual(JSON.parse(seen.body), { url: "https://blog.example/a", private: true });
  for (const header of ["cookie", "referer", "authorization", "origin"]) assert.equal(seen.headers[header], undefined);
});

test("every request is written down with its answer's status", async () => {
  sent.length = 0;
  answer = giving(404, "{}");
  await failing(api().badges("ab12"));
  assert.deepEqual(sent.map(({ method, url, body, status }) => [method, url, body, status]), [["GET", `${origin}/v1/badges/ab12`, "", 404]]);
});

test("what went wrong is told apart", async () => {
  answer = giving(429, "{}", { "Retry-After": "90" });
  const before = Date.now();
  const limited = await failing(api().verdict("x"));
  assert.equal(limited.kind, "limited");
  assert.ok(limited.retryAt >= before + 90_000 && limited.retryAt <= Date.now() + 90_000);
  answer = giving(422, '{"detail": "that is a person"}');
  assert.deepEqual([(await failing(api().check("x", false))).kind, (await failing(api().check("x", false))).detail], ["refused", "that is a person"]);
  answer = giving(500, "no");
  assert.equal((await failing(api().verdict("x"))).kind, "unreachable");
  answer = giving(200, "<html>");
  assert.equal((await failing(api().verdict("x"))).kind, "malformed");
  answer = giving(200, "too short");
  assert.equal((await failing(api().key())).kind, "malformed");
  answer = (request) => request.socket.destroy();
  assert.equal((await failing(api().snapshot(""))).kind, "unreachable");
});

test("a server cannot send the request elsewhere", async () => {
  answer = giving(302, "", { Location: "http://127.0.0.1:1/" });
  assert.equal((await failing(api().snapshot(""))).kind, "unreachable");
});

test("the tag that is held is sent, and an unchanged list is no error", async () => {
  answer = giving(304, "");
  assert.equal((await api().snapshot('"7"')).status, 304);
  assert.equal(seen.headers["if-none-match"], '"7"');
});

test("identifiers cannot leave their place in the path", async () => {
  answer = giving(200, "{}");
  await api().verdict("../../x?y#z");
  assert.equal(seen.url, "/v1/checks/..%2F..%2Fx%3Fy%23z?lang=en");
});

test("the time to ask again is read as seconds or as a date, and never in the past", () => {
  const now = Date.parse("2026-11-28T12:00:00Z");
  assert.equal(retryTime("30", now), now + 30_000);
  assert.equal(retryTime("Sat, 28 Nov 2026 12:05:00 GMT", now), now + 300_000);
  assert.equal(retryTime(null, now), now + 60_000);
  assert.equal(retryTime("soon", now), now + 60_000);
  assert.equal(retryTime("-5", now), now + 1000);
});

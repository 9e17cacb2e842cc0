import assert from "node:assert/strict";
import { test } from "node:test";
import { drawsTheLatest } from "../../../../extension/lib/latest.js";

/** Ask for each of these, let them come in the given order, and return what was drawn. */
async function drawnWhen(order) {
  const waiting = new Map();
  const drawn = [];
  const ask = drawsTheLatest(
    (name) => new Promise((resolve) => waiting.set(name, () => resolve(name))),
    (gathered) => drawn.push(gathered),
  );
  const asked = [...order].sort().map((name) => ask(name));
  for (const name of order) {
    waiting.get(name)();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(asked);
  return drawn;
}

test("what is gathered in order is drawn in order", async () => {
  assert.deepEqual(await drawnWhen(["a", "b", "c"]), ["a", "b", "c"]);
});

test("the past is never drawn over the present", async () => {
  assert.deepEqual(await drawnWhen(["b", "a", "c"]), ["b", "c"]);
  assert.deepEqual(await drawnWhen(["c", "b", "a"]), ["c"]);
});

test("what could not be gathered keeps nothing else from being drawn", async () => {
  const drawn = [];
  const ask = drawsTheLatest(
    async (name) => {
      if (name === "bad") throw new Error("gone");
      return name;
    },
    (gathered) => drawn.push(gathered),
  );
  await assert.rejects(ask("bad"), /gone/);
  await ask("good");
  assert.deepEqual(drawn, ["good"]);
});

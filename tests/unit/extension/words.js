/** Words for tests: the shipped tables and messages, without a browser. */

import { readFileSync } from "node:fs";
import { makeWords } from "../../../extension/lib/words.js";

const read = (path) => JSON.parse(readFileSync(new URL(`../../../extension/${path}`, import.meta.url), "utf8"));

export function wordsOf(lang) {
  const messages = read(`_locales/${lang}/messages.json`);
  return makeWords(lang, read(`words/${lang}.json`), read("words/en.json"), (key, places) => {
    if (!messages[key]) throw new Error(`no message ${key}`);
    return messages[key].message.replace(/\$(\d)/g, (_, number) => places[Number(number) - 1] ?? "");
  });
}

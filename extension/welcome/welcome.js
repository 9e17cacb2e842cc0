/**
 * The first page: what the extension does, what it never sends, and one button for the badge on every page.
 * @module
 */

import { el } from "../lib/dom.js";
import { LEVELS } from "../lib/levels.js";
import { sayAll } from "../lib/localize.js";
import { has, wants } from "../lib/permissions.js";
import { loadWords } from "../lib/words.js";

const words = await loadWords();
const tabs = /** @type {HTMLButtonElement} */ (document.getElementById("tabs"));
const state = /** @type {HTMLElement} */ (document.getElementById("tabs-state"));
const signs = /** @type {HTMLElement} */ (document.getElementById("signs"));

/** Show whether the badge may light on every page. */
async function show() {
  tabs.disabled = await has({ permissions: ["tabs"] });
  state.textContent = tabs.disabled ? words.ui("badge_allowed") : "";
}

sayAll(words);
for (const [level, { sign, colour }] of Object.entries(LEVELS)) {
  signs.append(
    el("dt", {}, el("span", { class: `badge ${colour}` }, el("b", {}, sign), words.say("level", level))),
    el("dd", {}, words.ui(`means_${level}`)),
  );
}
tabs.addEventListener("click", async () => {
  await wants({ permissions: ["tabs"] });
  await show();
});
await show();

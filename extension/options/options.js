/**
 * The options: what may be sent, and to whom. Every choice is kept at once.
 * @module
 */

import { browser } from "../lib/browser.js";
import { serverOrigin, typedHost } from "../lib/host.js";
import { forgetList, lastRefresh, listFacts } from "../lib/list.js";
import { sayAll } from "../lib/localize.js";
import { consents, has, wants } from "../lib/permissions.js";
import { loadSettings, saveSettings, shippedServer } from "../lib/settings.js";
import { momentInWords } from "../lib/times.js";
import { loadWords } from "../lib/words.js";

/** @typedef {import("../lib/settings.js").Settings} Settings */

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const input = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
const words = await loadWords();

/** Show what is chosen. */
async function show() {
  const settings = await loadSettings();
  const tabs = await has({ permissions: ["tabs"] });
  input("tabs").disabled = tabs;
  byId("tabs-state").textContent = tabs ? words.ui("badge_allowed") : "";
  input("unlisted").checked = settings.unlisted;
  input("prefixes").checked = settings.prefixes;
  for (const choice of radios()) choice.checked = choice.value === settings.reading;
  input("listed").value = settings.listed.join("\n");
  byId("now").textContent = settings.server.url;
  byId("pinned").textContent = settings.server.key ?? words.ui("server_no_key");
  await showList();
}

/** Show the list's version and how its last refresh ended. */
async function showList() {
  const [list, refresh] = await Promise.all([listFacts((await loadSettings()).server), lastRefresh()]);
  const version = list.serial
    ? words.ui("list_version", String(list.serial), momentInWords(new Date(list.madeAt).toISOString(), words.lang))
    : words.ui("list_none");
  const ended = refresh ? words.ui(`refresh_${refresh.outcome}`, momentInWords(new Date(refresh.at).toISOString(), words.lang)) : "";
  byId("list-state").textContent = `${version} ${ended}`;
}

/** @param {Partial<Settings>} changed */
async function choose(changed) {
  await saveSettings(changed);
  byId("saved").textContent = words.ui("saved");
}

/**
 * Switch on what sends something about pages, once the browser and the reader agree.
 * @param {Partial<Settings>} on
 * @param {Partial<Settings>} off
 * @param {boolean} wanted
 */
async function chooseSending(on, off, wanted) {
  const agreed = !wanted || (await wants({ permissions: ["tabs"] }, consents()));
  await choose(agreed ? (wanted ? on : off) : off);
  await show();
}

/** Keep the sites that were typed; what is none stays where it was typed, and is named. */
async function chooseListed() {
  const typed = input("listed").value.split(/[\s,]+/).filter(Boolean);
  const wrong = typed.filter((one) => !typedHost(one));
  const listed = [...new Set(typed.map(typedHost).filter(Boolean))];
  await choose({ listed });
  input("listed").value = [...listed, ...wrong].join("\n");
  byId("listed-state").textContent = wrong.length ? words.ui("listed_wrong", wrong.join(", ")) : "";
}

function radios() {
  return /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=reading]"));
}

/** Ask another server for its key, and offer to pin it. */
async function askServer() {
  const url = serverOrigin(input("url").value);
  if (!url) return say("server_wrong");
  if (!(await wants({ origins: [`${url}/*`] }))) return say("server_not_allowed");
  say("server_asking");
  const answer = await browser.runtime.sendMessage({ type: "key", url });
  if (answer.error) return say("server_no_answer");
  say("");
  byId("offered").textContent = answer.value;
  byId("pin").hidden = false;
  byId("accept").onclick = () => changeServer({ url, key: answer.value });
}

/** @param {import("../lib/settings.js").Server} server */
async function changeServer(server) {
  byId("pin").hidden = true;
  await forgetList();
  await saveSettings({ server });
  await browser.runtime.sendMessage({ type: "refresh" });
  say("server_changed");
  await show();
}

/** @param {string} key */
function say(key) {
  byId("server-state").textContent = key && words.ui(key);
}

function listen() {
  byId("tabs").onclick = async () => {
    await wants({ permissions: ["tabs"] });
    await show();
  };
  input("unlisted").onchange = () => choose({ unlisted: input("unlisted").checked });
  input("prefixes").onchange = () => chooseSending({ prefixes: true }, { prefixes: false }, input("prefixes").checked);
  for (const choice of radios()) {
    const reading = /** @type {Settings["reading"]} */ (choice.value);
    choice.onchange = () => chooseSending({ reading }, { reading: "off" }, reading !== "off");
  }
  input("listed").onchange = chooseListed;
  byId("server").onsubmit = (event) => {
    event.preventDefault();
    void askServer();
  };
  byId("default").onclick = async () => changeServer(await shippedServer());
  byId("refresh").onclick = async () => {
    await browser.runtime.sendMessage({ type: "refresh" });
    await showList();
  };
}

sayAll(words);
document.title = words.ui("options_title");
listen();
await show();

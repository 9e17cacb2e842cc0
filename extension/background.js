/**
 * The background: hears the browser's events and hands them on. It may be stopped after any of them, so it keeps
 * nothing, and every listener is registered before anything is awaited.
 * @module
 */

import { browser } from "./lib/browser.js";
import { CHECKS_ALARM, fetchEvidence, heedRetractions, resumeChecks, startCheck } from "./lib/checks.js";
import { LIST_ALARM, nextRefresh } from "./lib/daily.js";
import { lastRefresh, loadList, refreshList } from "./lib/list.js";
import { openApi } from "./lib/open.js";
import { readPage } from "./lib/reading.js";
import { dropRecord } from "./lib/records.js";
import { loadSettings, pinKey, shippedServer } from "./lib/settings.js";
import { forgetAnswers, see, seeAll } from "./lib/watch.js";

/** What the extension's own pages may ask for. What sends something of a page names the page that its button spoke of:
 * a tab that has moved on meanwhile is left alone.
 * @type {Record<string, (message: any) => Promise<unknown>>} */
const REQUESTS = {
  look: ({ tabId }) => see(tabId),
  check: async ({ tabId, address }) =>
    startCheck(tabId, (await loadSettings()).unlisted, (shown) => shown.address === address),
  evidence: ({ tabId, address }) => fetchEvidence(tabId, address),
  read: ({ tabId, address }) => readPage(tabId, address),
  refresh: () => refresh(),
  key: async ({ url }) => (await openApi(undefined, url)).key(),
};

browser.runtime.onInstalled.addListener(async ({ reason }) => {
  if (reason === "install") await browser.tabs.create({ url: browser.runtime.getURL("welcome/welcome.html") });
  await seeAll();
});
browser.runtime.onMessage.addListener((message, _sender, answer) => {
  const request = Object.hasOwn(REQUESTS, message?.type) ? REQUESTS[message.type] : null;
  if (!request) return false;
  request(message).then(
    (value) => answer({ value }),
    (error) => answer({ error: { kind: error.kind ?? "failed", detail: String(error.message ?? "") } }),
  );
  return true; // the answer follows
});
browser.tabs.onUpdated.addListener(async (tabId, change) => {
  if (change.url !== undefined || change.status !== undefined) await see(tabId);
});
browser.tabs.onActivated.addListener(({ tabId }) => see(tabId));
browser.tabs.onReplaced.addListener(async (added, removed) => {
  await dropRecord(removed);
  await see(added);
});
browser.tabs.onRemoved.addListener((tabId) => dropRecord(tabId));
browser.permissions.onAdded.addListener(() => seeAll());
browser.storage.onChanged.addListener(async (changes, area) => {
  if (area === "local" && changes.settings) await settingsChanged(changes.settings);
});
browser.alarms.onAlarm.addListener(async ({ name }) => {
  if (name === CHECKS_ALARM) await resumeChecks();
  if (name === LIST_ALARM) await refresh();
});

/** Fetch the list, and look at every tab again when it is a new one; one fetch at a time, each from the server that is
 * chosen when it begins. */
function refresh() {
  return navigator.locks.request("refresh", async () => {
    const { server } = await loadSettings();
    const done = await refreshList(await openApi(undefined, server.url), server);
    if (done.key) await pinKey(server.url, done.key);
    if (done.outcome === "updated") await heedRetractions((await loadList(server)).sites.values());
    await seeAll();
    await planRefresh();
    return done;
  });
}

/** See that the alarm is set that fetches the list once a day, wherever the last refresh has left it. */
async function planRefresh() {
  const when = nextRefresh(await lastRefresh(), Date.now());
  const alarm = await browser.alarms.get(LIST_ALARM);
  if (!alarm || Math.abs(alarm.scheduledTime - when) > 60_000) await browser.alarms.create(LIST_ALARM, { when });
}

/** @param {{oldValue?: any, newValue?: any}} change */
async function settingsChanged({ oldValue, newValue }) {
  const first = (await shippedServer()).url;
  if ((oldValue?.server?.url ?? first) !== (newValue?.server?.url ?? first)) await forgetAnswers();
  await seeAll();
}

void planRefresh();
void resumeChecks();

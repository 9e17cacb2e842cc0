/**
 * The server of the settings, ready to be asked.
 * @module
 */

import { Api } from "./api.js";
import { browser } from "./browser.js";
import { loadSettings } from "./settings.js";
import { language } from "./words.js";

const RULE = 1;

/**
 * @param {(sent: import("./api.js").Sent) => unknown} [note] called for each request made
 * @param {string} [url] another server, as when it is about to be chosen
 * @returns {Promise<Api>}
 */
export async function openApi(note = () => undefined, url = "") {
  const origin = url || (await loadSettings()).server.url;
  await hideOrigin(origin);
  return new Api(origin, language(), note);
}

/**
 * Take the Origin header off our own requests: Firefox puts an address in it that is unique to this installation. Only
 * requests that belong to no tab are touched, so no page's are. Servers that were asked before stay under the rule: a
 * request to one of them may be about to leave.
 * @param {string} origin
 */
function hideOrigin(origin) {
  return navigator.locks.request("origin", async () => {
    const { hostname } = new URL(origin);
    const [rule] = await browser.declarativeNetRequest.getSessionRules();
    const asked = rule?.condition.requestDomains ?? [];
    if (!asked.includes(hostname)) await hideFrom([...asked, hostname]);
  });
}

/** @param {string[]} requestDomains */
function hideFrom(requestDomains) {
  return browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [RULE],
    addRules: [
      {
        id: RULE,
        action: {
          type: /** @type {any} */ ("modifyHeaders"),
          requestHeaders: [{ header: "Origin", operation: /** @type {any} */ ("remove") }],
        },
        condition: { requestDomains, tabIds: [-1] },
      },
    ],
  });
}

/**
 * The one door to the server. Nothing else in the extension makes a request, and each one is written down, so that the
 * popup can show exactly what left the browser.
 * @module
 */

/** @typedef {"unreachable" | "limited" | "refused" | "malformed"} Failure */

/** One request that was made: what was asked, what was sent with it, and the answer's status (0: none came).
 * @typedef {{at: number, method: string, url: string, body: string, status: number}} Sent */

/** @typedef {{status: number, bytes: Uint8Array<ArrayBuffer>, headers: Headers}} Answer */

const PATIENCE = 40_000;
const LARGEST = 32 * 1024 * 1024;
const ONE_MINUTE = 60_000;

/** A request that brought no usable answer. `retryAt` (milliseconds) is 0 unless the server named a time. */
export class ApiError extends Error {
  /**
   * @param {Failure} kind
   * @param {string} detail the server's own words, if any
   * @param {number} [retryAt]
   */
  constructor(kind, detail, retryAt = 0) {
    super(detail || kind);
    this.kind = kind;
    this.detail = detail;
    this.retryAt = retryAt;
  }
}

/** A server's interface, as its contract names it. */
export class Api {
  /**
   * @param {string} origin
   * @param {string} lang the language of the server's sentences
   * @param {(sent: Sent) => unknown} note called for each request made
   */
  constructor(origin, lang, note) {
    this.origin = origin;
    this.lang = lang;
    this.note = note;
  }

  /** The public key, base64. */
  async key() {
    return keyOf(await this.#get("/v1/key"));
  }

  /**
   * The list, or status 304 when it is still the one with that tag.
   * @param {string} etag
   */
  snapshot(etag) {
    return this.#ask("GET", "/v1/snapshot", null, etag ? { "If-None-Match": etag } : {});
  }

  /**
   * The signature of the list of that serial, base64.
   * @param {number} serial
   */
  async signature(serial) {
    return textOf(await this.#get(`/v1/snapshot.sig?serial=${serial}`)).trim();
  }

  /**
   * Every listed site whose SHA-256 begins with these four hexadecimal digits.
   * @param {string} prefix
   * @returns {Promise<any>}
   */
  async badges(prefix) {
    return jsonOf(await this.#get(`/v1/badges/${prefix}`));
  }

  /**
   * Ask for a check: the verdict document, or how far the check is.
   * @param {string} address
   * @param {boolean} unlisted
   * @returns {Promise<any>}
   */
  async check(address, unlisted) {
    const body = { url: address, ...(unlisted ? { private: true } : {}) };
    return jsonOf(await this.#ask("POST", `/v1/checks?lang=${this.lang}`, body, { Prefer: "wait=10" }));
  }

  /**
   * A check: the verdict document, or how far it is.
   * @param {string} id
   * @returns {Promise<any>}
   */
  async verdict(id) {
    return jsonOf(await this.#get(`/v1/checks/${encodeURIComponent(id)}?lang=${this.lang}`));
  }

  /**
   * Tell how the page shows the statements of a verdict; the answer judges them so.
   * @param {string} id
   * @param {number} width of the window, CSS pixels
   * @param {object[]} statements
   * @returns {Promise<any>}
   */
  async seen(id, width, statements) {
    const path = `/v1/checks/${encodeURIComponent(id)}/seen?lang=${this.lang}`;
    return jsonOf(await this.#ask("POST", path, { width, statements }, {}));
  }

  /** @param {string} path */
  #get(path) {
    return this.#ask("GET", path, null, {});
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object | null} body
   * @param {Record<string, string>} headers
   * @returns {Promise<Answer>}
   */
  async #ask(method, path, body, headers) {
    const url = this.origin + path;
    const text = body ? JSON.stringify(body) : "";
    /** @type {Sent} */
    const sent = { at: Date.now(), method, url, body: text, status: 0 };
    try {
      const response = await fetch(url, {
        method,
        headers: { Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}), ...headers },
        ...(body ? { body: text } : {}),
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(PATIENCE),
      });
      sent.status = response.status;
      const answer = { status: response.status, bytes: await bounded(response), headers: response.headers };
      if (response.ok || response.status === 304) return answer;
      throw refusal(answer);
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError("unreachable", "");
    } finally {
      await this.note(sent);
    }
  }
}

/**
 * Return when to ask again, by the header: seconds, or a date.
 * @param {string | null} value
 * @param {number} now
 */
export function retryTime(value, now) {
  const seconds = Number(value);
  const asked = value === null || value === "" ? NaN : Number.isFinite(seconds) ? now + seconds * 1000 : Date.parse(value);
  return Number.isNaN(asked) ? now + ONE_MINUTE : Math.max(asked, now + 1000);
}

/** @param {Answer} answer */
function refusal(answer) {
  if (answer.status === 429 || answer.status === 503) {
    return new ApiError("limited", "", retryTime(answer.headers.get("Retry-After"), Date.now()));
  }
  if (answer.status >= 500) return new ApiError("unreachable", "");
  return new ApiError("refused", detailOf(answer));
}

/** @param {Answer} answer */
function detailOf(answer) {
  try {
    const problem = JSON.parse(textOf(answer));
    return String(problem.detail ?? problem.title ?? answer.status).slice(0, 300);
  } catch {
    return String(answer.status);
  }
}

/** @param {Response} response */
async function bounded(response) {
  const pieces = [];
  let size = 0;
  for (const reader = response.body?.getReader(); reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new ApiError("malformed", "");
    }
    pieces.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** @param {Answer} answer */
function textOf(answer) {
  return new TextDecoder().decode(answer.bytes);
}

/** @param {Answer} answer */
function jsonOf(answer) {
  try {
    return JSON.parse(textOf(answer));
  } catch {
    throw new ApiError("malformed", "");
  }
}

/** @param {Answer} answer */
function keyOf(answer) {
  const key = textOf(answer).trim();
  if (!/^[A-Za-z0-9+/]{43}=$/.test(key)) throw new ApiError("malformed", "");
  return key;
}

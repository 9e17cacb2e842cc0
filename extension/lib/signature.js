/**
 * Ed25519 signatures: by the browser where it can (Chromium 137, Firefox 130 and later), else by noble-ed25519, which is
 * shipped unchanged in `vendor/` under its MIT licence.
 * @module
 */

import { verifyAsync } from "../vendor/noble-ed25519.js";
import { fromBase64 } from "./bytes.js";

/**
 * Tell whether a signature over exactly these bytes was made with the key. Malformed ones were not.
 * @param {string} key base64 of the 32 bytes of the public key
 * @param {string} signature base64 of the 64 bytes of the signature
 * @param {Uint8Array<ArrayBuffer>} data
 * @param {SubtleCrypto} [subtle] the browser's own cryptography; tests give one that cannot
 * @returns {Promise<boolean>}
 */
export async function verify(key, signature, data, subtle = crypto.subtle) {
  const keyBytes = bytesOf(key, 32);
  const signatureBytes = bytesOf(signature, 64);
  if (!keyBytes || !signatureBytes) return false;
  const imported = await importKey(subtle, keyBytes);
  if (imported === "unsupported") return verifyAsync(signatureBytes, data, keyBytes, { zip215: false });
  return imported !== null && subtle.verify("Ed25519", imported, signatureBytes, data);
}

/**
 * Return the key, null when these bytes are none, or "unsupported" when the browser does not know the algorithm.
 * @param {SubtleCrypto} subtle
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<CryptoKey | "unsupported" | null>}
 */
async function importKey(subtle, bytes) {
  try {
    return await subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
  } catch (error) {
    return error instanceof Error && error.name === "NotSupportedError" ? "unsupported" : null;
  }
}

/**
 * @param {string} text
 * @param {number} length
 */
function bytesOf(text, length) {
  try {
    const bytes = fromBase64(text.trim());
    return bytes.length === length ? bytes : null;
  } catch {
    return null;
  }
}

/** What the extension uses of noble-ed25519. */
export function verifyAsync(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
  options?: { zip215?: boolean },
): Promise<boolean>;

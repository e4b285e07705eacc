import type { PasskeyView } from "./passkey-contract.ts";
import { findPasskeysOf } from "./passkey-store.ts";

/** The person's passkeys, newest first. */
export async function listPasskeys(userId: string): Promise<PasskeyView[]> {
  const passkeys = await findPasskeysOf(userId);
  return passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt }));
}

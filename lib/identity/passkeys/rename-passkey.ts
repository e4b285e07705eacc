import { setPasskeyName } from "./passkey-store.ts";

/** Renames one of the person's passkeys. False when they have no such key. */
export async function renamePasskey(userId: string, id: string, name: string): Promise<boolean> {
  return setPasskeyName(userId, id, name);
}

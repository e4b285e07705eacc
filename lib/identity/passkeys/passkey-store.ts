import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendAccountFact } from "../account-fact-store.ts";
import type { PasskeyView } from "./passkey-contract.ts";

/** The public halves of passkeys, and the challenges that were used. */
export type KnownPasskey = {
  readonly id: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly userId: string;
  readonly isDisabled: boolean;
};

export async function findPasskey(id: string): Promise<KnownPasskey | undefined> {
  const found = await globalDb().passkey.findUnique({
    where: { id },
    select: { id: true, publicKey: true, counter: true, userId: true, user: { select: { disabledAt: true } } },
  });
  if (!found) return undefined;
  const { user, counter, publicKey, ...rest } = found;
  return {
    ...rest,
    publicKey: new Uint8Array(publicKey),
    counter: Number(counter),
    isDisabled: user.disabledAt !== null,
  };
}

/** A person's passkeys with their transports, newest first. */
export async function findPasskeysOf(userId: string): Promise<(PasskeyView & { transports: string[] })[]> {
  return globalDb().passkey.findMany({
    where: { userId },
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true, transports: true },
  });
}

/** Stores a passkey and appends its fact. Loses (false) when the id is taken, which honest authenticators never repeat. */
export async function appendPasskey(passkey: {
  id: string;
  userId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string[];
  name: string;
}): Promise<boolean> {
  return inTransaction(globalDb(), async (tx) => {
    const { count } = await tx.passkey.createMany({ data: [passkey], skipDuplicates: true });
    if (count === 1) await appendAccountFact(tx, { type: "account.passkey_added", userId: passkey.userId });
    return count === 1;
  });
}

/**
 * Stores the authenticator's new count. Loses (false) when the count has not grown: then the key was copied (WebAuthn, level
 * 3, section 6.1.1). Authenticators without a counter always send zero.
 */
export async function advanceCounter(id: string, counter: number): Promise<boolean> {
  const { count } = await globalDb().passkey.updateMany({
    where: { id, ...(counter === 0 ? { counter: 0 } : { counter: { lt: counter } }) },
    data: { counter, lastUsedAt: new Date() },
  });
  return count === 1;
}

/** Deletes a passkey of the person's and appends its fact. False when they have no such key. */
export async function deletePasskey(userId: string, id: string): Promise<boolean> {
  return inTransaction(globalDb(), async (tx) => {
    const { count } = await tx.passkey.deleteMany({ where: { id, userId } });
    if (count === 1) await appendAccountFact(tx, { type: "account.passkey_removed", userId });
    return count === 1;
  });
}

/**
 * Marks a challenge as used: true for the first answer only. It is stored until it would be refused as too old anyway; lapsed
 * ones are deleted here.
 */
export async function claimChallenge(challenge: string, until: Date): Promise<boolean> {
  const [, { count }] = await globalDb().$transaction([
    globalDb().usedChallenge.deleteMany({ where: { expires: { lt: new Date() } } }),
    globalDb().usedChallenge.createMany({ data: [{ challenge, expires: until }], skipDuplicates: true }),
  ]);
  return count === 1;
}

import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendAccountFact } from "../account-fact-store.ts";
import { type Factors, lockFactors } from "../second-factor/second-factor-store.ts";
import { endOthersIn } from "../sign-in/session-store.ts";
import { PASSKEYS_MAX, type PasskeyView } from "./passkey-contract.ts";

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

/**
 * Stores a passkey, appends its fact and ends the person's other sessions, because the passkey is a second factor that none of them showed.
 * `refused` or `full` when the factors now present do not allow another; `taken` when the id exists, which honest
 * authenticators never repeat. These write nothing.
 */
export async function appendPasskey(
  passkey: {
    id: string;
    userId: string;
    publicKey: Uint8Array<ArrayBuffer>;
    counter: number;
    transports: string[];
    name: string;
  },
  { sessionToken, may }: { sessionToken: string; may: (factors: Factors) => boolean },
): Promise<"kept" | "taken" | "full" | "refused"> {
  return inTransaction(globalDb(), async (tx) => {
    const factors = await lockFactors(tx, passkey.userId);
    if (!may(factors)) return "refused";
    if (factors.passkeys >= PASSKEYS_MAX) return "full";
    const { count } = await tx.passkey.createMany({ data: [passkey], skipDuplicates: true });
    if (count !== 1) return "taken";
    await endOthersIn(tx, { userId: passkey.userId, sessionToken });
    await appendAccountFact(tx, { type: "account.passkey_added", userId: passkey.userId });
    return "kept";
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

/** Deletes a passkey, appends its fact and ends the person's other sessions, which it may have opened. False when it is not theirs. */
export async function deletePasskey(of: { userId: string; id: string; sessionToken: string }): Promise<boolean> {
  const { userId, id } = of;
  return inTransaction(globalDb(), async (tx) => {
    const { count } = await tx.passkey.deleteMany({ where: { id, userId } });
    if (count === 0) return false;
    await endOthersIn(tx, of);
    await appendAccountFact(tx, { type: "account.passkey_removed", userId });
    return true;
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

import { unseal } from "#lib/platform/seal";
import { SECRET_PURPOSE } from "./second-factor.ts";
import { findSecret } from "./second-factor-store.ts";
import { totpUri } from "./totp.ts";

/** How long a new secret waits for its first code. */
export const SET_UP_TTL_MS = 30 * 60_000;

/** The waiting secret as text and as the address for a QR code; undefined without one or when it is too old. */
export async function readSetUp(person: {
  userId: string;
  email: string;
}): Promise<{ secret: string; uri: string } | undefined> {
  const waiting = await findWaitingSecret(person.userId);
  return waiting && { secret: waiting.secret, uri: totpUri(waiting.secret, person.email) };
}

/** The waiting secret, opened and as stored. */
export async function findWaitingSecret(userId: string): Promise<{ secret: string; sealedSecret: string } | undefined> {
  const known = await findSecret(userId);
  if (!known || known.confirmedAt || known.createdAt.getTime() <= Date.now() - SET_UP_TTL_MS) return undefined;
  const secret = unseal(SECRET_PURPOSE, known.sealedSecret);
  return secret === undefined ? undefined : { secret, sealedSecret: known.sealedSecret };
}

import { db } from "#lib/platform/db/db";

/**
 * What was mailed to prove a mailbox: codes and links, by what they are for. `identifier` is the mail address itself for a
 * code to sign in with; for everything else a word stands before it that no address begins with.
 */

/** Puts a new code in the place of whatever was in flight for the identifier. */
export async function replaceMailCode(identifier: string, tokenHash: string, expires: Date): Promise<void> {
  await db().$transaction([
    db().verificationToken.deleteMany({ where: { identifier } }),
    db().verificationToken.create({ data: { identifier, token: tokenHash, expires } }),
  ]);
}

/** Whether a code for the identifier still in its time was sent after the given moment's lifetime began. */
export async function hasMailCodeLapsingAfter(identifier: string, moment: Date): Promise<boolean> {
  const found = await db().verificationToken.findFirst({
    where: { identifier, expires: { gt: moment } },
    select: { token: true },
  });
  return found !== null;
}

/**
 * Counts one attempt against the codes of the identifier, and answers the hashes it may be compared with. The count is
 * raised before anything is compared, so that a hundred guesses at once are still only `attemptsMax`.
 */
export async function claimMailCodeAttempt(identifier: string, attemptsMax: number): Promise<string[]> {
  const codes = await db().verificationToken.updateManyAndReturn({
    where: { identifier, expires: { gt: new Date() }, attempts: { lt: attemptsMax } },
    data: { attempts: { increment: 1 } },
    select: { token: true },
  });
  return codes.map(({ token }) => token);
}

/** Uses a code up. False when somebody else used it first. */
export async function claimMailCode(identifier: string, tokenHash: string): Promise<boolean> {
  const { count } = await db().verificationToken.deleteMany({ where: { identifier, token: tokenHash } });
  return count === 1;
}

/** What a link's hash was mailed for, while it is in its time. */
export async function findMailedLink(tokenHash: string): Promise<string | undefined> {
  const found = await db().verificationToken.findUnique({ where: { token: tokenHash } });
  return found && found.expires.getTime() > Date.now() ? found.identifier : undefined;
}

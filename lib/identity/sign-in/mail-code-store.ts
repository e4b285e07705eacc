import { globalDb } from "#lib/platform/db/db";

/** The purpose of a mailed code or link. It is valid for exactly this purpose, person and address. */
export type MailPurpose =
  | { purpose: "SIGN_IN" | "PASSWORD_RESET"; email: string }
  | { purpose: "EMAIL_CHANGE"; email: string; userId: string };

/** Replaces the pending code or link of the same purpose. */
export async function replaceMailCode(what: MailPurpose, tokenHash: string, expires: Date): Promise<void> {
  const where = whereOf(what);
  await globalDb().$transaction([
    globalDb().verificationToken.deleteMany({ where }),
    globalDb().verificationToken.create({ data: { ...where, token: tokenHash, expires } }),
  ]);
}

/** Whether one for this purpose, still in its time, was sent after the given moment's lifetime began. */
export async function hasMailCodeLapsingAfter(what: MailPurpose, moment: Date): Promise<boolean> {
  const found = await globalDb().verificationToken.findFirst({
    where: { ...whereOf(what), expires: { gt: moment } },
    select: { token: true },
  });
  return found !== null;
}

/**
 * Counts one attempt against the codes for this purpose and answers the hashes to compare with. Counting happens before
 * comparing, so a hundred simultaneous guesses still get only `attemptsMax`.
 */
export async function claimMailCodeAttempt(what: MailPurpose, attemptsMax: number): Promise<string[]> {
  const codes = await globalDb().verificationToken.updateManyAndReturn({
    where: { ...whereOf(what), expires: { gt: new Date() }, attempts: { lt: attemptsMax } },
    data: { attempts: { increment: 1 } },
    select: { token: true },
  });
  return codes.map(({ token }) => token);
}

/** Marks a code or link as used. Loses (false) when it was used before. */
export async function claimMailCode(what: MailPurpose, tokenHash: string): Promise<boolean> {
  const { count } = await globalDb().verificationToken.deleteMany({ where: { ...whereOf(what), token: tokenHash } });
  return count === 1;
}

/** The address to which a still valid reset link was mailed. */
export async function findResetAddress(tokenHash: string): Promise<string | undefined> {
  const found = await globalDb().verificationToken.findFirst({
    where: { token: tokenHash, purpose: "PASSWORD_RESET", expires: { gt: new Date() } },
    select: { identifier: true },
  });
  return found?.identifier;
}

function whereOf(what: MailPurpose) {
  const { purpose, email: identifier } = what;
  return { purpose, identifier, userId: what.purpose === "EMAIL_CHANGE" ? what.userId : null };
}

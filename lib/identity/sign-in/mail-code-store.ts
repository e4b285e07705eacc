import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";

/** The purpose of a mailed code or link. It is valid for exactly this purpose, person and address. */
export type MailPurpose =
  | { purpose: "SIGN_IN" | LinkPurpose; email: string }
  | { purpose: "EMAIL_CHANGE"; email: string; userId: string };
/** What a mailed link may do. */
export type LinkPurpose = "SIGN_IN_LINK" | "PASSWORD_RESET" | "ADMINISTRATOR";

type Issued = { tokenHash: string; expires: Date };

/**
 * Stores a code or link before it is mailed, unless one of its purpose that lapses after `justSent` is there: of twenty
 * requests at once one is mailed (true). A code takes the place of the pending one. Links stay beside each other, because they
 * cannot be guessed, and a stranger who asks for another must not end the owner's. `link` comes in the same mail as the code.
 */
export async function issueMailCode(
  what: MailPurpose,
  { tokenHash, expires, justSent, link }: Issued & { justSent?: Date; link?: Issued },
): Promise<boolean> {
  const where = whereOf(what);
  return inTransaction(globalDb(), async (tx) => {
    const subject = [where.purpose, where.userId, where.identifier.toLowerCase()].join(" ");
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${subject}, 0))`;
    const isJustSent =
      justSent && (await tx.verificationToken.findFirst({ where: { ...where, expires: { gt: justSent } } }));
    if (isJustSent) return false;
    if (!isLink(what.purpose)) await tx.verificationToken.deleteMany({ where });
    await tx.verificationToken.create({ data: { ...where, token: tokenHash, expires } });
    if (link) {
      const beside = { ...where, purpose: "SIGN_IN_LINK" as const };
      await tx.verificationToken.create({ data: { ...beside, token: link.tokenHash, expires: link.expires } });
    }
    return true;
  });
}

function isLink(purpose: MailPurpose["purpose"]): boolean {
  return purpose !== "SIGN_IN" && purpose !== "EMAIL_CHANGE";
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

/** Marks a code or link as used, and with it all of its purpose. Loses (false) when it was used before. */
export async function claimMailCode(what: MailPurpose, tokenHash: string): Promise<boolean> {
  const where = whereOf(what);
  return inTransaction(globalDb(), async (tx) => {
    const { count } = await tx.verificationToken.deleteMany({ where: { ...where, token: tokenHash } });
    if (count === 1) await tx.verificationToken.deleteMany({ where });
    return count === 1;
  });
}

/** The address to which a still valid link of this purpose was mailed. */
export async function findLinkAddress(purpose: LinkPurpose, tokenHash: string): Promise<string | undefined> {
  const found = await globalDb().verificationToken.findFirst({
    where: { token: tokenHash, purpose, expires: { gt: new Date() } },
    select: { identifier: true },
  });
  return found?.identifier;
}

function whereOf(what: MailPurpose) {
  const { purpose, email: identifier } = what;
  return { purpose, identifier, userId: what.purpose === "EMAIL_CHANGE" ? what.userId : null };
}

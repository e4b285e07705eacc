import type { Transaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import type { Prisma } from "#prisma/generated/client";

/** What happens to an account, by the type of its fact. None carries a secret: codes and links go as jobs. */
export type AccountFact = {
  type:
    | "account.locked"
    | "account.new_sign_in"
    | "account.password_changed"
    | "account.email_changed"
    | "account.two_factor_changed"
    | "account.passkey_added"
    | "account.passkey_removed"
    /** A session was opened, by a browser that has bought as the guest `guestKey` where there is one. */
    | "account.signed_in";
  /** Null where there is no account: the same work is done for a mail that has none. */
  userId: string | null;
  guestKey?: string | undefined;
  /** The address the account had before, where it is the one to be notified. */
  recipient?: string;
};

/** Appends what happened to an account in the transaction that made it happen, so that neither is stored without the other. */
export function appendAccountFact(tx: Transaction, { type, ...payload }: AccountFact): Prisma.PrismaPromise<number> {
  return appendFact(tx, {
    type,
    subject: payload.userId === null ? "nobody" : `user:${payload.userId}`,
    payload,
  });
}

import { globalDb } from "#lib/platform/db/db";
import { appendFact } from "#lib/platform/outbox/append-fact";

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
    /** A session was opened. */
    | "account.signed_in"
    /** A session was opened by a browser that had bought as the guest `guestKey`. */
    | "account.guest_signed_in";
  /** Null where there is no account: the same work is done for a mail that has none. */
  userId: string | null;
  guestKey?: string;
  /** The address the account had before, where it is the one to be notified. */
  recipient?: string;
};

/** Appends what happened to an account. */
export async function appendAccountFact({ type, ...payload }: AccountFact): Promise<void> {
  await appendFact(globalDb(), {
    type,
    subject: payload.userId === null ? "nobody" : `user:${payload.userId}`,
    payload,
  });
}

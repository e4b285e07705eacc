import { appendAccountFact } from "./account-fact-store.ts";
import { guestKeyOf } from "./identify.ts";
import { findSessionUser } from "./sign-in/session-store.ts";

/** Queues moving the purchases of these headers' guest cookie into the account of the session just opened. */
export async function joinGuest(token: string, headers: Headers): Promise<void> {
  const guestKey = guestKeyOf(headers);
  const person = guestKey && (await findSessionUser(token));
  if (person) await appendAccountFact({ type: "account.guest_signed_in", userId: person.userId, guestKey });
}

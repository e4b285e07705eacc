import { enqueue } from "#lib/platform/jobs/worker";
import { guestKeyOf } from "./identify.ts";
import { findSessionUser } from "./sign-in/session-store.ts";

/** Has what was bought with the guest cookie of these headers brought into the account of the session just opened. */
export async function joinGuest(token: string, headers: Headers): Promise<void> {
  const guestKey = guestKeyOf(headers);
  const person = guestKey && (await findSessionUser(token));
  if (person) await enqueue("join-guest-orders", { userId: person.userId, guestKey });
}

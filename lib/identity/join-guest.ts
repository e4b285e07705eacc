import { enqueue } from "#lib/platform/jobs/worker";
import { guestKeyOf } from "./identify.ts";
import { findSessionUser } from "./sign-in/session-store.ts";

/** Queues moving the purchases of these headers' guest cookie into the account of the session just opened. */
export async function joinGuest(token: string, headers: Headers): Promise<void> {
  const guestKey = guestKeyOf(headers);
  const person = guestKey && (await findSessionUser(token));
  if (person) await enqueue("join-guest-orders", { userId: person.userId, guestKey });
}

import { z } from "zod";
import { uuid } from "#lib/platform/input";
import type { Subscriber } from "#lib/platform/outbox/fact";
import { claimGuestOrders } from "./join-guest-store.ts";

const payloadShape = z.object({ userId: uuid, guestKey: z.string().max(100).optional() });

/** Moves purchases as a guest into the account of a person who signed in or proved another mail address. */
export const guestOrders: Subscriber = {
  name: "guest-orders",
  types: ["account.signed_in", "account.email_changed"],
  handle: async ({ payload }) => joinGuestOrders(payloadShape.parse(payload)),
};

/**
 * Moves guest purchases into an account: by the account's proven mail, and by the guest cookie of the browser
 * that signed in. Harmless when it runs again: nothing is a guest's then.
 */
export async function joinGuestOrders({ userId, guestKey }: z.output<typeof payloadShape>): Promise<void> {
  await claimGuestOrders(userId, guestKey);
}

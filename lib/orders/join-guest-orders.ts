import { z } from "zod";
import { uuid } from "#lib/platform/input";
import { claimGuestOrders } from "./join-guest-store.ts";

const payloadShape = z.object({ userId: uuid, guestKey: z.string().max(100).optional() });

/**
 * The job that brings what somebody bought as a guest into their account: by the account's proven mail, and by the guest
 * cookie of the browser they signed in with. Harmless when it runs again: nothing is a guest's then.
 */
export async function joinGuestOrders(payload: unknown): Promise<void> {
  const { userId, guestKey } = payloadShape.parse(payload);
  await claimGuestOrders(userId, guestKey);
}

import { joinGuestOrders } from "./join-guest-orders.ts";

/** The jobs of this service by the name under which they are enqueued. Each is harmless when it runs again (INV-11). */
export const orderTasks = {
  "join-guest-orders": joinGuestOrders,
} satisfies Record<string, (payload: unknown) => Promise<void>>;

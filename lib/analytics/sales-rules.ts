import { orderFactShape } from "#lib/orders/fact-contract";
import type { Fact } from "#lib/platform/outbox/fact";

/** By how much sales grew: live tickets, and captured less refunded in minor units. Negative where they shrank. */
export type SalesChange = { sold: number; takenMinor: number };
export type SalesFact = Pick<Fact, "type" | "payload">;

/** The facts that change sales figures. */
export const SALES_FACTS = [
  "order.paid",
  "order.refunded",
  "order.undone",
  "tickets.forfeited",
  "tickets.voided",
  "tickets.suspended",
  "tickets.restored",
  "payment.moved",
] as const;

const isSalesFact = (type: string) => (SALES_FACTS as readonly string[]).includes(type);

/** What a fact does to the sales of its event; nothing where it is about something else. */
export function salesChangeOf({ type, payload }: SalesFact): SalesChange {
  if (!isSalesFact(type)) return { sold: 0, takenMinor: 0 };
  const fact = orderFactShape.parse({ ...payload, type });
  if (fact.type === "payment.moved") return { sold: 0, takenMinor: fact.keptMinor };
  if (fact.type === "order.paid" || fact.type === "tickets.restored") return { sold: fact.tickets, takenMinor: 0 };
  return { sold: "tickets" in fact ? -fact.tickets : 0, takenMinor: 0 };
}

import { listRefundsOfOrder } from "../refunding/refund-store.ts";
import type { OrderWire } from "./contract.ts";
import { orderOnWire } from "./order-wire.ts";
import { findOrderRows } from "./store.ts";

/** The order of this id as its organization's staff read it, without a check of the reader: for webhooks. */
export async function orderForOrganization(eventId: number, id: string): Promise<OrderWire | undefined> {
  const rows = await findOrderRows({ eventId, id });
  return rows && orderOnWire({ ...rows, refunds: await listRefundsOfOrder(rows.order) }, "staff");
}

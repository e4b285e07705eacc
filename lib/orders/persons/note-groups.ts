import type { GatewayPayment } from "#lib/payments/gateway";
import { log } from "#lib/platform/observability/log";
import { assessOrder } from "#lib/protection/risk/assess-order";
import { mailFamily } from "#lib/protection/risk/mail-family";
import { loadOrder, type OrderRow, type SettleOutcome } from "../settling/payment-store.ts";
import { groupKeyOf } from "./group-key.ts";
import { groupSignals } from "./group-rules.ts";
import { appendGroups, listGroupOrders, loadPersonLimits, type OrderGroupRow } from "./group-store.ts";

/**
 * Judges a paid order by what only its payment tells: the card that paid, and which mailbox its address most likely leads to. Where several
 * buyers of one card or mailbox have more than one person may, the order comes on the organizer's list. The person was
 * judged before, when the order was opened, and is the only one that is refused (docs/decisions/066-persons-at-payment.md). Never
 * throws, since the order is paid. Groups that could not be noted are noted with the gateway's next message.
 */
export async function noteGroups(
  { eventId, orderId }: { eventId: number; orderId: string },
  { cardFingerprint }: Pick<GatewayPayment, "cardFingerprint">,
  outcome: SettleOutcome["outcome"],
): Promise<void> {
  if (outcome !== "settled" && outcome !== "already") return;
  try {
    const order = await loadOrder(eventId, orderId);
    const added = await appendGroups(order, groupsOf(order, cardFingerprint));
    // Messages of a gateway repeat: an order is judged once, and again when its card is told later.
    if (added > 0) await judge(order);
  } catch (error) {
    log().warn({ err: error, eventId, orderId }, "a paid order could not be judged by its card and mail address");
  }
}

function groupsOf({ eventId, email }: OrderRow, cardFingerprint: string | undefined): OrderGroupRow[] {
  const mail = { kind: "MAIL", groupKey: groupKeyOf(eventId, "MAIL", mailFamily(email)) } as const;
  if (cardFingerprint === undefined) return [mail];
  return [mail, { kind: "CARD", groupKey: groupKeyOf(eventId, "CARD", cardFingerprint) }];
}

async function judge(order: OrderRow): Promise<void> {
  const { eventId, buyerKey, email, promoId } = order;
  const [totals, limits] = await Promise.all([listGroupOrders(order), loadPersonLimits(eventId, promoId)]);
  const orders = [...new Set(totals.flatMap((group) => (group.buyers > 1 ? group.orders : [])))];
  await assessOrder({ eventId, buyerKey, mail: email, groups: groupSignals(totals, limits), orders });
}

import { gatewayOf } from "#lib/payments/choose-gateway";
import { db } from "#lib/platform/db/db";
import { type Held, timeRunsOut } from "#prisma/seed/builders";
import { endUnpaid } from "../settling/end-unpaid.ts";
import type { CommitWish, Shop } from "./shop.ts";

/** An order that was given up as unpaid, because the gateway was out of reach and had never heard of it. */
export async function givenUp(shop: Shop, held: Held, wish: CommitWish = {}): Promise<void> {
  const { eventId, id } = held;
  shop.sandbox().trouble.set("down");
  await shop.commit(held, wish).catch(() => undefined);
  shop.sandbox().trouble.clear();
  await timeRunsOut(held);
  await db().payment.updateMany({ where: { eventId }, data: { createdAt: new Date(Date.now() - 120_000) } });
  if (!(await endUnpaid(eventId, id))) throw new Error("the order was not given up");
}

/** The request that was believed lost reaches the gateway after all, and the card is charged. */
export async function requestArrivesAfterAll(shop: Shop, { eventId, id: reservationId }: Pick<Held, "eventId" | "id">) {
  const order = await db().order.findFirstOrThrow({ where: { eventId, reservationId } });
  const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId: order.id } });
  await gatewayOf({ gateway: "stripe", account: null }).authorize({
    idempotencyKey: payment.idempotencyKey,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    paymentMethodId: payment.methodId ?? "",
    description: order.number,
    metadata: { event_id: String(eventId), order_id: order.number, payment_id: payment.id },
    email: order.email,
    returnUrl: "http://localhost/",
  });
  await shop.sandbox().webhooksIdle();
}

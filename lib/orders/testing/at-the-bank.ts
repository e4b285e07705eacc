import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { factsOf } from "#lib/platform/testing/facts";
import { aHeldReservation, timeRunsOut } from "#prisma/seed/builders";
import { challengeUrl } from "./books.ts";
import type { Shop } from "./shop.ts";

/** A buyer at the bank's page; `pay` is their confirmation there, with or without a webhook. */
export async function atTheBank(shop: Shop, eventId: number, seatIds: number[], promoCode?: string) {
  const held = await aHeldReservation(eventId, seatIds);
  const wish = { card: "pm_card_authenticationRequired", ...(promoCode ? { promoCode } : {}) };
  const answer = await shop.commit(held, wish);
  const url = challengeUrl(answer);
  const order = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
  const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId: order.id } });
  const gatewayId = payment.gatewayId ?? "";
  // The endpoint asks the gateway how things stand: what it was told of before must not meet what happens next.
  await shop.sandbox().webhooksIdle();
  return {
    held,
    number: order.number,
    gatewayId,
    async pay() {
      await shop.answerChallenge(url, "complete");
      await shop.sandbox().webhooksIdle();
    },
    /** As a method that takes the money at once would: it is captured before we hear of it. */
    async payCaptured() {
      shop.sandbox().trouble.set("drop_webhooks");
      await shop.answerChallenge(url, "complete");
      await shop.act(`/v1/payment_intents/${gatewayId}/capture`);
      shop.sandbox().trouble.clear("drop_webhooks");
    },
    atGateway: async () => ({
      status: (await shop.look(`/v1/payment_intents/${gatewayId}`)).status,
      refunds: (await shop.look(`/v1/refunds?payment_intent=${gatewayId}`)).data.map((refund) => refund.amount),
    }),
    async books() {
      const now = await db().order.findFirstOrThrow({ where: { eventId, id: order.id } });
      const money = await db().payment.findFirstOrThrow({ where: { eventId, id: payment.id } });
      const tickets = await db().ticket.findMany({ where: { eventId, orderId: order.id }, orderBy: { seatId: "asc" } });
      return {
        order: now.status,
        reason: now.failureReason,
        payment: money.status,
        live: tickets.filter(({ status }) => status === "LIVE").map(({ seatId }) => seatId),
      };
    },
    /** What became of the order, without the asking, which is written down beside it in its own time. */
    audit: async () =>
      (
        await db().auditEntry.findMany({
          where: { subject: order.number, action: { not: "order.pay" } },
          orderBy: { id: "asc" },
        })
      ).map(({ action, outcome }) => `${action} ${outcome}`),
    /** What happened to the order as its facts tell it, without the movements of money. */
    facts: async () =>
      (await factsOf({ subject: order.id })).map(({ type }) => type).filter((type) => type !== "payment.moved"),
  };
}

export type AtTheBank = Awaited<ReturnType<typeof atTheBank>>;

/** Lets the time of the buyer at the bank run out and sells the seats to another buyer. */
export async function losesSeats(buyer: AtTheBank, seatIds = buyer.held.seatIds): Promise<void> {
  await timeRunsOut(buyer.held);
  await aHeldReservation(buyer.held.eventId, seatIds);
  // Minutes go by: what the process remembers of the house has long been read anew.
  forgetSingleton("live-seats");
}

import { reconcilePayments } from "#lib/orders/settling/reconcile-payments";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { aMember, sellerOf } from "#prisma/seed/builders";
import { atTheBank, losesSeats } from "./at-the-bank.ts";
import { aSale, freshSeats } from "./sale.ts";
import type { aShop } from "./shop.ts";

type Shop = ReturnType<typeof aShop>;

/** Sales, refunds of all kinds, money that came late, twice or went away, offers, and tickets that were given up. */
export async function aMixedStory(shop: Shop, eventId: number): Promise<void> {
  const staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
  const [whole, part, goodwill, outside, erased] = [
    await aSale(shop, eventId),
    await aSale(shop, eventId, { seats: 3 }),
    await aSale(shop, eventId),
    await aSale(shop, eventId),
    await aSale(shop, eventId),
  ];
  await whole.refund(whole.person);
  await part.refund(part.person, { tickets: part.tickets.slice(1) });
  await goodwill.refund(staff, { amount: 10 });
  await shop.act("/v1/refunds", { payment_intent: outside.gatewayId });
  await shop.sandbox().webhooksIdle();
  const [userId, email] = [uuidv7(), "gone@example.org"];
  await db().order.updateMany({ where: { id: erased.orderId }, data: { email, buyerKey: `guest:${userId}` } });
  await appendFact(db(), {
    ...{ type: "account.erased", subject: `user:${userId}` },
    payload: { userId, email, voidTickets: true },
  });
  const late = await atTheBank(shop, eventId, freshSeats(eventId, 2));
  await losesSeats(late);
  await late.pay();
  await aWithdrawnAuthorization(shop, eventId);
  await reconcilePayments(0);
  await db().event.update({ where: { id: eventId }, data: { disputePolicy: "VOID" } });
  for (const evidence of ["winning_evidence", "losing_evidence"]) {
    await aSale(shop, eventId, { card: "pm_card_createDispute" });
    const dispute = (await shop.look("/v1/disputes?limit=1")).data[0];
    await shop.act(`/v1/disputes/${dispute?.id}`, { "evidence[uncategorized_text]": evidence });
    await shop.sandbox().webhooksIdle();
  }
}

async function aWithdrawnAuthorization(shop: Shop, eventId: number): Promise<void> {
  shop.sandbox().trouble.set("down", { only: "/capture" });
  const sale = await aSale(shop, eventId);
  await shop.act(`/v1/payment_intents/${sale.gatewayId}/cancel`);
  await shop.sandbox().webhooksIdle();
  shop.sandbox().trouble.clear();
}

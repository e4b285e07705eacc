import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aBuyer, anEventOnSale, aPaidOrder, aPromoCode } from "#prisma/seed/builders";
import { aShop } from "../testing/shop.ts";
import { quoteOrder } from "./quote-order.ts";

aDatabase();
// Amounts follow the gateway's steps.
aShop();

const aBasket = (eventId: number, buyerKey: string) => {
  return { eventId, buyerKey, seatIds: [3, 4], unitMinor: [4_500, 4_500], currency: "EUR" };
};
const stranger = { keys: [], mails: [], accounts: [] };

test("a buyer's own orders count against the uses for each buyer, failed ones and those given back do not", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "ONCE", usesPerBuyer: 1 });
  const buyer = aBuyer();
  const quote = (buyerKey = buyer) => quoteOrder(aBasket(eventId, buyerKey), { promoCode: "ONCE" }, stranger);
  const order = await aPaidOrder(eventId, [1, 2], buyer);
  await db().order.updateMany({ where: { id: order.id }, data: { promoId: id } });
  expect(await quote()).toMatchObject({ refusal: { reason: "used_by_you" } });
  expect(await quote(aBuyer())).toMatchObject({ ok: true });
  for (const status of ["FAILED", "REFUNDED"] as const) {
    await db().order.updateMany({ where: { id: order.id }, data: { status } });
    expect(await quote()).toMatchObject({ ok: true });
  }
});

test("a person is one buyer under another key: by account, by mail address in any case, by the other keys they have", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "ONCE", usesPerBuyer: 1 });
  const buyer = aBuyer();
  const order = await aPaidOrder(eventId, [1], buyer);
  const userId = uuidv7();
  await db().order.updateMany({ where: { id: order.id }, data: { promoId: id, userId, email: "Ada@example.org" } });
  const quote = (known: object) =>
    quoteOrder(aBasket(eventId, aBuyer()), { promoCode: "ONCE" }, { ...stranger, ...known });
  const usedUp = { refusal: { code: "promo_code_invalid", reason: "used_by_you", uses_per_person: 1 } };
  expect(await quote({ accounts: [userId] })).toMatchObject(usedUp);
  expect(await quote({ mails: ["ada@EXAMPLE.org"] })).toMatchObject(usedUp);
  expect(await quote({ keys: [aBuyer(), buyer] })).toMatchObject(usedUp);
  expect(await quote({ accounts: [uuidv7()], mails: ["eve@example.org"], keys: [aBuyer()] })).toMatchObject({
    ok: true,
  });
});

test("tickets that orders bought with a code count against its limit until they are given back", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "FEW", ticketsMax: 3 });
  const order = await aPaidOrder(eventId, [1, 2]);
  await db().order.updateMany({ where: { id: order.id }, data: { promoId: id, promoTickets: 2 } });
  const quote = () => quoteOrder(aBasket(eventId, aBuyer()), { promoCode: "FEW" }, stranger);
  expect(await quote()).toMatchObject({ refusal: { reason: "too_many_tickets", tickets_left: 1 } });
  await db().order.updateMany({ where: { id: order.id }, data: { status: "REFUNDED" } });
  expect(await quote()).toMatchObject({ ok: true });
});

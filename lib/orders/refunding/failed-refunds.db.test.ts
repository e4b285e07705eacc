import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { parsePublicId } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { readFailedRefunds } from "./read-failed-refunds.ts";
import { retryRefund } from "./retry-refund.ts";

aDatabase();
const shop = aShop();
const FIRST = { page: 1, limit: 20 };

async function aFailedRefund(eventId: number) {
  const sale = await aSale(shop, eventId);
  shop.sandbox().trouble.set("failing_refunds", { times: 1 });
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true });
  await shop.sandbox().webhooksIdle();
  return sale;
}

test("staff see an event's failed refunds with order, sum and reason until each is sent again and goes through", async () => {
  const [eventId, other] = [
    await anEventOnSale({ layout: aSmallHall(), refundUntilHours: 48 }),
    await anEventOnSale({ layout: aSmallHall(), refundUntilHours: 48 }),
  ];
  const staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
  const [first, second] = [await aFailedRefund(eventId), await aFailedRefund(eventId)];
  await aFailedRefund(other);
  const read = await readFailedRefunds(staff, eventId, FIRST);
  expect(read).toMatchObject({
    ...{ ok: true, total: 2 },
    failed: [first, second].map(({ number }) => {
      return { orderNumber: number, amountMinor: 9_000, currency: "EUR", failure: "expired_or_canceled_card" };
    }),
  });
  expect(await readFailedRefunds(staff, eventId, { page: 2, limit: 1 })).toMatchObject({
    ...{ total: 2, failed: [{ orderNumber: second.number }] },
  });
  const refundId = read.ok && parsePublicId(read.failed[0]?.refundId ?? "");
  if (!refundId) throw new Error("the list names the refund");
  await db().refund.update({ where: { eventId_id: refundId }, data: { failure: "words that nobody wrote down" } });
  expect(await readFailedRefunds(staff, eventId, FIRST)).toMatchObject({ failed: [{ failure: "refused" }, {}] });
  const sent = await retryRefund(staff, { number: first.number, refundId });
  expect(sent).toMatchObject({ ok: true, refund: { status: "succeeded" } });
  expect(await readFailedRefunds(staff, eventId, FIRST)).toMatchObject({
    ...{ total: 1, failed: [{ orderNumber: second.number }] },
  });
});

test("a refund of a cancellation's run is in its report, and the list has it not a second time", async () => {
  const eventId = await anEventOnSale({ layout: aSmallHall(), refundUntilHours: 48 });
  const staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
  const sale = await aFailedRefund(eventId);
  const { id: refundId } = await db().refund.findFirstOrThrow({ where: { eventId } });
  await db().cancellation.create({ data: { eventId } });
  await db().cancelledOrder.create({
    data: { eventId, orderId: sale.orderId, refundId, status: "FAILED", failure: "refused" },
  });
  expect(await readFailedRefunds(staff, eventId, FIRST)).toMatchObject({ ok: true, total: 0, failed: [] });
});

test("foreign staff and those who may not read orders see no failed refunds", async () => {
  const eventId = await anEventOnSale();
  const foreign = await aMember(await sellerOf(await anEventOnSale()), "OWNER");
  const gate = await aMember(await sellerOf(eventId), "GATE");
  expect(await readFailedRefunds(foreign, eventId, FIRST)).toEqual({ ok: false, refusal: { code: "not_found" } });
  expect(await readFailedRefunds(gate, eventId, FIRST)).toEqual({ ok: false, refusal: { code: "forbidden" } });
  expect(await readFailedRefunds(foreign, 2_000_000, FIRST)).toMatchObject({ ok: false });
});

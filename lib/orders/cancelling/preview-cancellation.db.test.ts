import { expect, test } from "vitest";
import { changeEvent } from "#lib/catalog/change-event";
import { eventChangeBody } from "#lib/catalog/event-contract";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { db } from "#lib/platform/db/db";
import { toMajor } from "#lib/platform/money";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, aMember, anEventOnSale, aPaidOrder } from "#prisma/seed/builders";
import { previewEventChange } from "../changing-event/preview-event-change.ts";
import { previewCancellation } from "./preview-cancellation.ts";

aDatabase();

const organizationOf = async (id: number) => (await db().event.findUniqueOrThrow({ where: { id } })).organizationId;

test("what cancelling would do is counted before, for those who may do it, and changes nothing", async () => {
  const eventId = await anEventOnSale();
  const organization = await organizationOf(eventId);
  const manager = await aMember(organization, "MANAGER");
  const empty = await previewCancellation(manager, eventId);
  expect(empty).toMatchObject({
    ok: true,
    outlook: { orders: { total: 0 }, tickets: 0, money: { amount: 0 }, mails: 0 },
  });
  const { id } = await aPaidOrder(eventId, [1, 2]);
  const { totalMinor, currency } = await db().order.findFirstOrThrow({ where: { eventId, id } });
  await aHeldReservation(eventId, [5]);
  const after = await previewCancellation(manager, eventId);
  expect(after).toMatchObject({
    ok: true,
    outlook: {
      orders: { total: 1, free: 0, being_paid: 0 },
      tickets: 2,
      money: { currency, amount: toMajor(totalMinor, currency) },
      holding: 1,
      queued: 0,
    },
  });
  expect(await previewCancellation(await aMember(organization, "ANALYST"), eventId)).toMatchObject({
    refusal: { code: "forbidden" },
  });
  const stranger = await aMember(await organizationOf(await anEventOnSale()), "OWNER");
  expect(await previewCancellation(stranger, eventId)).toMatchObject({ refusal: { code: "not_found" } });
  expect((await db().event.findUniqueOrThrow({ where: { id: eventId } })).status).toBe("PUBLISHED");
  await changeEvent(manager, eventId, { change: eventChangeBody.parse({ status: "cancelled" }), sales: eventSales });
  expect(await previewCancellation(manager, eventId)).toMatchObject({ refusal: { code: "not_found" } });
});

test("what a change would cause for holders of tickets is said before, and nothing is changed", async () => {
  const eventId = await anEventOnSale();
  const manager = await aMember(await organizationOf(eventId), "MANAGER");
  const ask = (change: object) => previewEventChange(manager, eventId, eventChangeBody.parse(change));
  expect(await ask({ title: "Another night" })).toMatchObject({ ok: true, effects: { parts: ["title"], orders: 0 } });
  await aPaidOrder(eventId, [1, 2]);
  const before = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const retitled = await ask({ title: "Another night" });
  expect(retitled).toMatchObject({ ok: true, effects: { parts: ["title"], orders: 1, tickets: 2 } });
  expect(retitled.ok && retitled.effects.refundable_until).toMatch(/^\d{4}-/);
  expect(await ask({ subtitle: "Only this" })).toMatchObject({
    ok: true,
    effects: { parts: ["subtitle"], orders: 1, refundable_until: null, taken_off_sale: false },
  });
  expect(await ask({ description: "Longer" })).toMatchObject({
    ok: true,
    effects: { parts: [], orders: 0, tickets: 0 },
  });
  expect(await ask({ currency: before.currency === "EUR" ? "USD" : "EUR" })).toMatchObject({ ok: false });
  expect(await db().event.findUniqueOrThrow({ where: { id: eventId } })).toEqual(before);
});

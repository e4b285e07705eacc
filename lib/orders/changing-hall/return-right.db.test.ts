import { beforeEach, describe, expect, test } from "vitest";
import { orderMails } from "#lib/notifications/order-mails";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import type { HallPlan } from "#lib/seating/plan/plan";
import { aHeldReservation, aMember, anEventOnSale, aPaidOrder, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { readOrder } from "../reading/read-order.ts";
import { refundOffer } from "../refunding/refund-offer.ts";
import { claimRefund } from "../refunding/refund-store.ts";
import { findOrderOf } from "../settling/payment-store.ts";
import { aShop } from "../testing/shop.ts";
import { changeHall } from "./change-hall.ts";
import { orderRelabeller } from "./relabel-orders.ts";
import { aHallVersion, eachRow } from "./testing/a-hall-version.ts";

aDatabase();
const shop = aShop();
const DAY_MS = 86_400_000;

beforeEach(() => forgetSingleton("live-seats"));

const aSale = () => anEventOnSale({ layout: aSmallHall({ rows: 2 }) });
const eventOf = (id: number) => db().event.findUniqueOrThrow({ where: { id } });

async function change(eventId: number, draw: (plan: HallPlan) => HallPlan): Promise<void> {
  await changeAlone(eventId, draw);
  await workFacts(orderRelabeller, orderMails);
}

/** The change, before anything follows from it. */
async function changeAlone(eventId: number, draw: (plan: HallPlan) => HallPlan): Promise<void> {
  const owner = await aMember(await sellerOf(eventId), "MANAGER");
  expect(await changeHall(owner, eventId, await aHallVersion(eventId, draw))).toMatchObject({ ok: true });
  forgetSingleton("live-seats");
}

const PILLAR = { kind: "RESTRICTED", reason: "A pillar" } as const;

/** Row A gets a pillar: the view from all its seats is restricted. */
const withPillar = (plan: HallPlan) =>
  eachRow(plan, (row, i) =>
    i === 0 ? { ...row, exceptions: Object.fromEntries(row.numbers.map((_, at) => [at, PILLAR])) } : row,
  );
/** The section is called otherwise, which stands on every ticket. */
const otherSection = (plan: HallPlan): HallPlan => ({
  ...plan,
  sections: plan.sections.map((section) => ({ ...section, name: "Balcony" })),
});

const inDays = (until: string | null | undefined) => Math.round((Date.parse(until ?? "") - Date.now()) / DAY_MS);
const mailsOf = (eventId: number) =>
  db().notification.findMany({
    where: { dedupeKey: { contains: `:${eventId}:` }, template: { startsWith: "seats-" } },
  });

describe("a hall that makes a seat worse", () => {
  test("lets its buyer give back until a date that mail, page and API name alike, and no longer", async () => {
    const eventId = await aSale();
    const [order, other] = [await aPaidOrder(eventId, [1, 2]), await aPaidOrder(eventId, [15])];
    await change(eventId, withPillar);
    const read = async ({ person, number }: typeof order) => {
      const answer = await readOrder(person, { number });
      return answer.ok ? answer.order : undefined;
    };
    const until = (await read(order))?.refundable_until ?? "";
    expect(inDays(until)).toBe(14);
    expect((await read(order))?.worse_seats).toMatchObject([
      { seat: { number: "1" }, reasons: ["restricted_view"] },
      { seat: { number: "2" }, reasons: ["restricted_view"] },
    ]);
    expect(await read(other)).toMatchObject({ refundable_until: null, worse_seats: [] });
    const offer = () => refundOffer(order.person, { number: order.number, linkKey: undefined });
    expect((await offer())?.until).toBe(until);
    const [mail, ...more] = await mailsOf(eventId);
    expect([mail?.template, more]).toEqual(["seats-worse", []]);
    const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "Europe/Madrid" });
    expect(mail?.text).toContain(day.format(new Date(until)));
    const asked = { kind: "whole", numbers: [], amountMinor: null, reason: "x", byOwner: true, actor: "user" } as const;
    const giveBack = () =>
      claimRefund({ eventId, id: order.id }, { ...asked, key: "k", stepMinor: 1, gatewayId: null });
    const promise = (returnUntil: Date) => db().order.updateMany({ where: { id: order.id }, data: { returnUntil } });
    await promise(new Date());
    expect(await offer()).toBeUndefined();
    expect((await giveBack()).said).toBe("too_late");
    await promise(new Date(Date.now() + DAY_MS));
    expect((await giveBack()).said).toBe("ok");
    expect(await checkInvariants()).toEqual([]);
  });

  test("says so in the mail with the new codes where the seat is called otherwise too, and only there", async () => {
    const eventId = await aSale();
    await aPaidOrder(eventId, [1, 2]);
    await change(eventId, otherSection);
    const mails = await mailsOf(eventId);
    expect(mails.map(({ template }) => template)).toEqual(["seats-changed"]);
    expect(mails[0]?.text).toContain("another section");
    expect(mails[0]?.text).toContain("give the tickets back until");
  });

  test("gives the right to who held the seat before and paid after, and to nobody who chose it as it is", async () => {
    const eventId = await aSale();
    const held = await aHeldReservation(eventId, [1, 2]);
    await change(eventId, withPillar);
    expect(await shop.commit(held)).toMatchObject({ ok: true });
    const before = await findOrderOf(eventId, held.id);
    expect(inDays(before?.returnUntil?.toISOString())).toBe(14);
    const late = await aHeldReservation(eventId, [3, 4]);
    expect(await shop.commit(late)).toMatchObject({ ok: true });
    expect((await findOrderOf(eventId, late.id))?.returnUntil).toBeNull();
  });

  test("gives none for a seat that was held and paid after the change and before anybody was written to", async () => {
    const eventId = await aSale();
    const before = await aPaidOrder(eventId, [1, 2]);
    await changeAlone(eventId, withPillar);
    const after = await aPaidOrder(eventId, [3, 4]);
    await workFacts(orderRelabeller, orderMails);
    const until = async (id: string) => (await db().order.findFirstOrThrow({ where: { eventId, id } })).returnUntil;
    expect(inDays((await until(before.id))?.toISOString())).toBe(14);
    expect(await until(after.id)).toBeNull();
    expect(await mailsOf(eventId)).toHaveLength(1);
  });

  test("never shortens a date that it promised before, and gives none beyond the start", async () => {
    const eventId = await aSale();
    const order = await aPaidOrder(eventId, [1, 2]);
    const far = new Date(Date.now() + 300 * DAY_MS);
    await db().order.updateMany({ where: { id: order.id }, data: { returnUntil: far } });
    await change(eventId, withPillar);
    expect((await db().order.findFirstOrThrow({ where: { id: order.id } })).returnUntil).toEqual(far);
    const read = await readOrder(order.person, { number: order.number });
    expect(read).toMatchObject({ order: { refundable_until: (await eventOf(eventId)).startsAt.toISOString() } });
  });

  test("may be given back for as long as its organizer says", async () => {
    const eventId = await aSale();
    await db().event.update({ where: { id: eventId }, data: { changeReturnDays: 3 } });
    const order = await aPaidOrder(eventId, [1, 2]);
    await change(eventId, withPillar);
    const read = await readOrder(order.person, { number: order.number });
    expect(inDays(read.ok ? read.order.refundable_until : null)).toBe(3);
  });

  test("says so to its organizer before it is made, counting what people have", async () => {
    const eventId = await aSale();
    await aPaidOrder(eventId, [1, 15]);
    await aHeldReservation(eventId, [3]);
    const owner = await aMember(await sellerOf(eventId), "MANAGER");
    const asked = { ...(await aHallVersion(eventId, withPillar)), dry_run: true };
    expect(await changeHall(owner, eventId, asked)).toMatchObject({
      ok: true,
      change: { applied: false, worse_count: 2, return_days: 14 },
    });
  });

  test("that only moves other seats opens no way back and writes to nobody", async () => {
    const eventId = await aSale();
    const order = await aPaidOrder(eventId, [15]);
    await change(eventId, withPillar);
    expect(await mailsOf(eventId)).toEqual([]);
    expect((await db().order.findFirstOrThrow({ where: { id: order.id } })).returnUntil).toBeNull();
  });
});

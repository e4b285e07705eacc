import { beforeEach, describe, expect, test, vi } from "vitest";
import { orderMails } from "#lib/notifications/order-mails";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf, workFacts } from "#lib/platform/testing/facts";
import { brokenSeatInvariants } from "#lib/reservations/testing/check-seats";
import type { HallChangeBody } from "#lib/seating/hall-change/hall-change-contract";
import { openLiveSeats } from "#lib/seating/live-seats";
import { readState } from "#lib/seating/seat-state";
import { checkInTicket } from "#lib/tickets/check-in-ticket";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  anOpenOrder,
  aPaidOrder,
  aSmallHall,
  sellerOf,
  timeRunsOut,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { findOrder } from "../reading/find-order.ts";
import { changeHall } from "./change-hall.ts";
import { orderRelabeller } from "./relabel-orders.ts";
import { aHallVersion, eachRow, withSeatsBefore } from "./testing/a-hall-version.ts";

aDatabase();

beforeEach(() => forgetSingleton("live-seats"));

/** Two rows of ten seats: ids 1 to 10 are row A, 11 to 20 row B. */
async function aSale(): Promise<{
  eventId: number;
  owner: Staff;
  change: (asked: HallChangeBody) => ReturnType<typeof changeHall>;
}> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2 }) });
  const owner = await aMember(await sellerOf(eventId), "MANAGER");
  return { eventId, owner, change: (asked) => changeHall(owner, eventId, asked) };
}

const seatsOf = (eventId: number) => db().seat.findMany({ where: { eventId }, orderBy: { id: "asc" } });
const eventOf = (eventId: number) => db().event.findUniqueOrThrow({ where: { id: eventId } });
const withoutRowB = (eventId: number) =>
  aHallVersion(eventId, (plan) => eachRow(plan, (row, i) => (i === 1 ? undefined : row)));
const wider = (eventId: number) =>
  aHallVersion(eventId, (plan) => eachRow(plan, (row, i) => (i === 0 ? withSeatsBefore(row, 2) : row)));

describe("a hall that is changed after sales began", () => {
  test("keeps the ids, holds and tickets of the seats that stay, and gives added ones new ids", async () => {
    const { eventId, change } = await aSale();
    await aPaidOrder(eventId, [1, 2]);
    const held = await aHeldReservation(eventId, [15]);
    const before = await seatsOf(eventId);
    expect(await change(await wider(eventId))).toMatchObject({
      ok: true,
      change: { applied: true, difference: { counts: { added: 2, removed: 0, moved: 0, renamed: 0 } }, orphaned: [] },
    });
    const after = await seatsOf(eventId);
    expect(after.slice(0, 20)).toEqual(before);
    expect(after.slice(20)).toMatchObject([
      { id: 21, status: "AVAILABLE", removed: false },
      { id: 22, status: "AVAILABLE", removed: false },
    ]);
    expect(await eventOf(eventId)).toMatchObject({ capacity: 22, revision: 1 });
    const live = await openLiveSeats(eventId);
    expect([live?.placeOf(21)?.number, live?.placeOf(1)?.number, live?.ids.positionOf(1)]).toEqual(["X2", "1", 3]);
    expect([1, 15, 21].map((id) => live && readState(live.bitmap, id))).toEqual([2, 1, 0]);
    await aPaidOrder(eventId, [21, 22]);
    expect(held.seatIds).toEqual([15]);
    expect(await brokenSeatInvariants(eventId)).toEqual([]);
    expect(await checkInvariants()).toEqual([]);
  });

  test("leaves the place of a removed seat blocked for ever, and never gives its id again", async () => {
    const { eventId, change } = await aSale();
    await aPaidOrder(eventId, [1, 2]);
    const lapsed = await aHeldReservation(eventId, [12]);
    await timeRunsOut(lapsed);
    expect(await change(await withoutRowB(eventId))).toMatchObject({ ok: true });
    expect((await seatsOf(eventId)).slice(10)).toEqual(
      Array.from({ length: 10 }, (_, i) =>
        expect.objectContaining({ id: 11 + i, status: "BLOCKED", removed: true, reservationId: null }),
      ),
    );
    expect(await eventOf(eventId)).toMatchObject({ capacity: 10 });
    await expect(aHeldReservation(eventId, [12])).rejects.toThrow();
    await expect(
      db().seat.update({ where: { eventId_id: { eventId, id: 12 } }, data: { status: "AVAILABLE" } }),
    ).rejects.toThrow("seats_removed");
    forgetSingleton("live-seats");
    const live = await openLiveSeats(eventId);
    expect([live?.placeOf(12), live?.ids.count, live?.free()]).toEqual([undefined, 10, 8]);
    expect(await change(await wider(eventId))).toMatchObject({ ok: true });
    expect((await seatsOf(eventId)).map(({ id }) => id)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
    expect(await eventOf(eventId)).toMatchObject({ capacity: 12, revision: 2 });
    expect(await checkInvariants()).toEqual([]);
  });

  test("is refused when it takes seats from people, each named with its order, and then changes nothing", async () => {
    const { eventId, change } = await aSale();
    const sold = await aPaidOrder(eventId, [11]);
    const { held } = await anOpenOrder(eventId, [13]);
    await aHeldReservation(eventId, [15]);
    const [before, seats] = [await eventOf(eventId), await seatsOf(eventId)];
    const paying = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
    const asked = await withoutRowB(eventId);
    const named = [
      {
        seat_id: 11,
        section: "Stalls",
        row: "B",
        number: "1",
        at_table: false,
        reason: "sold",
        order_number: sold.number,
      },
      {
        seat_id: 13,
        section: "Stalls",
        row: "B",
        number: "3",
        at_table: false,
        reason: "held",
        order_number: paying.number,
      },
      { seat_id: 15, section: "Stalls", row: "B", number: "5", at_table: false, reason: "held", order_number: null },
    ];
    expect(await change({ ...asked, dry_run: true })).toMatchObject({
      ok: true,
      change: { applied: false, orphaned: named },
    });
    expect(await change(asked)).toEqual({
      ok: false,
      refusal: { code: "hall_change_refused", orphaned: named, orphaned_count: 3, unpriced_categories: [] },
    });
    expect([await eventOf(eventId), await seatsOf(eventId)]).toEqual([before, seats]);
    expect(await db().outboxFact.count({ where: { eventId, type: "event.hall_changed" } })).toBe(0);
  });

  test("is refused as changed when someone else was faster", async () => {
    const { eventId, change } = await aSale();
    const asked = await wider(eventId);
    expect(await change(asked)).toMatchObject({ ok: true });
    const { layoutHash } = await eventOf(eventId);
    expect(await change(asked)).toEqual({ ok: false, refusal: { code: "hall_changed", layout_hash: layoutHash } });
  });

  test("asks for the price level of a category that has none, and prices seats that get another", async () => {
    const { eventId, change } = await aSale();
    await db().priceLevel.create({ data: { eventId, id: 2, name: "Gold", priceMinor: 9_000, layoutCategories: [] } });
    await aPaidOrder(eventId, [1]);
    const asked = await aHallVersion(eventId, (plan) => {
      const gold = { id: "gold", name: "Gold", hue: 40, sold: true };
      const golden = eachRow(plan, (row, i) => (i === 0 ? { ...row, category: "gold" } : row));
      return { ...golden, categories: [gold, ...golden.categories] };
    });
    expect(await change(asked)).toMatchObject({
      refusal: { code: "hall_change_refused", unpriced_categories: ["Gold"] },
    });
    expect(await change({ ...asked, price_levels: { Gold: 9 } })).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path: "price_levels.Gold" }] },
    });
    expect(await change({ ...asked, price_levels: { Gold: 2 } })).toMatchObject({
      ok: true,
      change: {
        repriced_count: 10,
        repriced: expect.arrayContaining([expect.objectContaining({ seat_id: 1, before: "Standard", after: "Gold" })]),
      },
    });
    const levels = await db().priceLevel.findMany({ where: { eventId }, orderBy: { id: "asc" } });
    expect(levels.map(({ layoutCategories }) => layoutCategories)).toEqual([[1], [0]]);
    expect((await seatsOf(eventId)).map(({ priceLevelId }) => priceLevelId)).toEqual([
      ...Array(10).fill(2),
      ...Array(10).fill(1),
    ]);
    expect((await db().ticket.findFirstOrThrow({ where: { eventId } })).unitMinor).toBe(4_500);
    expect(await checkInvariants()).toEqual([]);
  });

  test("is for those who may change the event, while it is on sale, and for versions of its own hall", async () => {
    const { eventId, owner, change } = await aSale();
    const asked = await wider(eventId);
    const stranger = await aMember(await sellerOf(await anEventOnSale()), "OWNER");
    expect(await changeHall(stranger, eventId, asked)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await changeHall(await aMember(await sellerOf(eventId), "GATE"), eventId, asked)).toMatchObject({
      refusal: { code: "forbidden" },
    });
    const elsewhere = await wider(await anEventOnSale());
    expect(await change({ ...asked, hall_id: elsewhere.hall_id })).toMatchObject({
      refusal: { code: "hall_not_changeable", reason: "other_hall" },
    });
    expect(await change({ ...asked, version: 99 })).toMatchObject({ refusal: { code: "not_found" } });
    await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
    expect(await changeHall(owner, eventId, asked)).toMatchObject({
      refusal: { code: "hall_not_changeable", reason: "cancelled" },
    });
    expect(await db().eventHallChange.count({ where: { eventId } })).toBe(0);
  });

  test("carries new labels to orders and tickets, with new codes, and tells each buyer once", async () => {
    const { eventId, owner, change } = await aSale();
    const order = await aPaidOrder(eventId, [1, 2]);
    const bystander = await aPaidOrder(eventId, [15]);
    const { payment } = await anOpenOrder(eventId, [3]);
    await db().ticket.updateMany({ where: { eventId, seatId: { in: [1, 2] } }, data: { section: "Stalls", row: "A" } });
    const codeOf = async () => (await findOrder(order.person, order.number))?.tickets[0]?.token ?? "";
    const old = await codeOf();
    const asked = await aHallVersion(eventId, (plan) =>
      eachRow(plan, (row, i) => (i === 0 ? { ...row, label: "AA" } : row)),
    );
    expect(await change(asked)).toMatchObject({ ok: true, change: { difference: { counts: { renamed: 10 } } } });
    await workFacts(orderRelabeller, orderMails);
    const tickets = await db().ticket.findMany({ where: { eventId }, orderBy: { seatId: "asc" } });
    expect(tickets.map(({ seatId, row, issue }) => [seatId, row, issue])).toEqual([
      [1, "AA", 2],
      [2, "AA", 2],
      [15, "A", 1],
    ]);
    expect(await db().orderItem.findFirst({ where: { eventId, orderId: payment.orderId } })).toMatchObject({
      row: "AA",
    });
    expect(await checkInTicket(owner, { code: old, event_id: eventId, gate: "North" })).toMatchObject({
      refusal: { code: "invalid_ticket", reason: "replaced" },
    });
    expect(await codeOf()).not.toBe(old);
    const mails = await db().notification.findMany({ where: { template: "seats-changed" } });
    expect(mails.map(({ subject, dedupeKey }) => [subject, dedupeKey?.split(":")[2]])).toEqual([
      ["Your seats have new names: An evening", order.id],
    ]);
    expect(mails[0]?.text).toContain("Before: Stalls, row A, seat 1. Now: Stalls, row AA, seat 1.");
    expect(mails[0]?.calendar).toMatch(/SEQUENCE:1/);
    expect(bystander.id).not.toBe(order.id);
    expect(await workFacts(orderRelabeller, orderMails)).toBe(0);
    expect(await checkInvariants()).toEqual([]);
  });

  test("is named to open pages by their stream, and the next reader gets the new hall", async () => {
    const { eventId, change } = await aSale();
    const live = await openLiveSeats(eventId);
    const frames: string[] = [];
    const stop = live?.listen(null, (frame) => frames.push(new TextDecoder().decode(frame)));
    const before = await eventOf(eventId);
    await change(await wider(eventId));
    const { layoutHash } = await eventOf(eventId);
    await vi.waitFor(() => expect(frames).toHaveLength(2), { timeout: 30_000 });
    expect(frames[0]).toContain(`"layout_hash":"${before.layoutHash}"`);
    expect(frames[1]).toContain(`event: layout\ndata: {"layout_hash":"${layoutHash}","painting":1}`);
    stop?.();
    expect((await openLiveSeats(eventId))?.event.layoutHash).toBe(layoutHash);
  });

  test("is written down with its counts, and appended as a fact", async () => {
    const { eventId, owner, change } = await aSale();
    await change(await wider(eventId));
    const [row] = await db().eventHallChange.findMany({ where: { eventId } });
    expect(row).toMatchObject({ version: 2, changedBy: `user:${owner.userId}`, difference: { added: 2 }, renamed: [] });
    expect(await db().auditEntry.findFirst({ where: { eventId, action: "event.change_hall" } })).toMatchObject({
      outcome: "ok",
      detail: { added: 2, version: 2 },
    });
    expect((await factsOf({ having: { changeId: row?.id } })).at(-1)).toMatchObject({
      type: "event.hall_changed",
      eventId,
    });
  });
});

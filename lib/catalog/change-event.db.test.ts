import { describe, expect, test } from "vitest";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf } from "#lib/platform/testing/facts";
import { openLiveSeats } from "#lib/seating/live-seats";
import { saveLayout } from "#lib/seating/publish-seats";
import { aHeldReservation, aSmallHall, timeRunsOut } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { changeEvent } from "./change-event.ts";
import { type EventChange, eventChangeBody } from "./event-contract.ts";
import { findEvent } from "./find-event.ts";
import { anOrganizersDesk } from "./testing/an-organizers-desk.ts";

aDatabase();

const desk = anOrganizersDesk();
const { post, patch, read, seatCount } = desk;

describe("a change", () => {
  test("touches only the fields it names, and reaches the process that keeps the seats in memory", async () => {
    const id = await post({ status: "on_sale", limits: { hot: true } });
    const live = await openLiveSeats(id);
    const before = await read(id);
    await patch(id, {
      description: "Otra vez",
      refund_until_hours: 24,
      seats_per_reservation_max: 6,
      orphan_rule: "off",
    });
    const after = await read(id);
    expect(after).toEqual({
      ...before,
      description: "Otra vez",
      refund_until_hours: 24,
      seats_per_reservation_max: 6,
      orphan_rule: "off",
      revision: before.revision + 1,
      updated_at: after.updated_at,
    });
    expect(after.updated_at > before.updated_at).toBe(true);
    const ruleHeard = async () => {
      await live?.refresh();
      return live?.event.orphanRule;
    };
    await expect.poll(ruleHeard).toBe("OFF");
    await patch(id, { refund_until_hours: null });
    expect(await read(id)).toMatchObject({ refund_until_hours: null, limits: { hot: true } });
  });

  test("of the dispute policy is read back, and other changes leave it", async () => {
    const id = await post({ status: "on_sale", dispute_policy: "void" });
    expect(await read(id)).toMatchObject({ dispute_policy: "void" });
    await patch(id, { subtitle: "Otra vez" });
    expect(await read(id)).toMatchObject({ dispute_policy: "void" });
    await patch(id, { dispute_policy: "keep" });
    expect(await read(id)).toMatchObject({ dispute_policy: "keep" });
    expect((await db().event.findUniqueOrThrow({ where: { id } })).disputePolicy).toBe("KEEP");
  });

  test("of a price applies to free seats: a hold keeps its price, and the audit log has both prices", async () => {
    const id = await post({ status: "on_sale" });
    const held = await aHeldReservation(id, [1]);
    await patch(id, {
      price_levels: [
        { name: "A+", price: 60, layout_categories: [0] },
        { name: "B", price: 20, layout_categories: [1] },
      ],
    });
    const later = await aHeldReservation(id, [2]);
    expect([held.totalMinor, later.totalMinor]).toEqual([4_550, 6_000]);
    const line = await db().auditEntry.findFirstOrThrow({ where: { action: "event.update", eventId: id } });
    expect(line).toMatchObject({
      actor: desk.manager.keys[0],
      organizationId: desk.organizationId,
      detail: {
        before: [{ priceMinor: 4_550 }, { priceMinor: 2_000 }],
        after: [{ priceMinor: 6_000 }, { priceMinor: 2_000 }],
      },
    });
    const reservation = await db().reservation.findFirstOrThrow({ where: { eventId: id, id: held.id } });
    expect(reservation.unitMinor).toEqual([4_550]);
  });

  test("publishes a draft; a cancelled event stays cancelled, and a draft cannot be cancelled", async () => {
    const id = await post();
    expect(await patch(id, { status: "cancelled" })).toMatchObject({ refusal: { code: "invalid_request" } });
    await patch(id, { status: "on_sale", title: "At last" });
    expect(await read(id)).toMatchObject({ status: "on_sale", title: "At last" });
    await patch(id, { status: "cancelled" });
    expect(await read(id)).toMatchObject({ status: "cancelled" });
    await expect(aHeldReservation(id, [1])).rejects.toThrow("closed");
    expect(await patch(id, { status: "on_sale" })).toMatchObject({ refusal: { code: "invalid_request" } });
  });

  test.each([
    ["the set of price levels", { price_levels: [{ name: "All", price: 30 }] }],
    ["the currency", { currency: "USD" }],
    ["the hall", { layout_hash: "other" }],
  ])("of %s is accepted while no seat is sold or held, and refused afterwards", async (_what, change) => {
    const bigger = await saveLayout(desk.venueId, {
      ...aSmallHall({ rows: 3 }),
      name: `Bigger ${Math.random()}`,
      categories: [{ name: "A" }, { name: "B" }],
    });
    const given = "layout_hash" in change ? { layout_hash: bigger } : change;
    const id = await post({ status: "on_sale", layout_hash: desk.layoutHash });
    const old = await openLiveSeats(id);
    await timeRunsOut(await aHeldReservation(id, [3]));
    expect(await patch(id, given)).toMatchObject({ ok: true });
    const after = await read(id);
    expect(after).toMatchObject({ status: "on_sale", ...("currency" in given ? { currency: "USD" } : {}) });
    expect(await seatCount(id)).toBe("layout_hash" in given ? 30 : 20);
    const isReplaced = async () => {
      await old?.refresh();
      return (await openLiveSeats(id)) !== old;
    };
    await expect.poll(isReplaced).toBe(true);
    await aHeldReservation(id, [1]);
    const back = { layout_hash: desk.layoutHash, currency: "GBP" };
    expect(await patch(id, back)).toEqual({ ok: false, refusal: { code: "event_has_sales" } });
    expect(await read(id)).toMatchObject({ status: "on_sale", currency: after.currency });
    expect(await checkInvariants("after quiet")).toEqual([]);
  });

  test("that died after the event was taken out of the shop is finished by its repetition", async () => {
    const id = await post({ status: "on_sale" });
    const change = eventChangeBody.parse({ currency: "USD" }) as EventChange;
    await changeEvent(desk.manager, id, { change, sales: eventSales });
    expect(await findEvent({ id })).toBeUndefined();
    await patch(id, { currency: "USD" });
    expect(await read(id)).toMatchObject({ status: "on_sale", currency: "USD" });
  });

  test("is a fact, and so is putting an event on sale", async () => {
    const id = await post();
    await patch(id, { subtitle: "x" });
    await patch(id, { status: "on_sale" });
    const facts = (await factsOf({ subject: "event" })).filter(({ eventId }) => eventId === id);
    expect(facts.map(({ type }) => type)).toEqual(["event.changed", "event.changed", "event.published"]);
  });
});

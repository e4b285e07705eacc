import { describe, expect, test } from "vitest";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { claimSeats } from "#lib/reservations/store";
import { aBuyer, aHeldReservation, aPaidOrder, aPromoCode, timeRunsOut } from "#prisma/seed/builders";
import { deleteEvent } from "./delete-event.ts";
import { anOrganizersDesk } from "./testing/an-organizers-desk.ts";

aDatabase();

const desk = anOrganizersDesk();
const { post, seatCount } = desk;

describe("deleting", () => {
  test("removes a draft, or an event without holds and orders, with everything that belongs to it", async () => {
    const [draft, unsold] = [await post(), await post({ status: "on_sale" })];
    await timeRunsOut(await aHeldReservation(unsold, [1, 2]));
    for (const id of [draft, unsold]) {
      expect(await deleteEvent(desk.manager, id, eventSales)).toEqual({ ok: true });
      expect(await deleteEvent(desk.manager, id, eventSales)).toEqual({ ok: false, refusal: { code: "not_found" } });
    }
    expect(await db().reservation.count({ where: { eventId: unsold } })).toBe(0);
    expect(await seatCount(unsold)).toBe(0);
    await expect(aHeldReservation(unsold, [1])).rejects.toThrow("closed");
  });

  test("leaves no promo code, queue or refused hold behind, and one audit entry", async () => {
    const id = await post({ status: "on_sale" });
    await aPromoCode(id);
    const [buyerKey, now] = [aBuyer(), new Date()];
    await db().refusedHold.create({
      data: { eventId: id, buyerKey, idempotencyKey: "k", fingerprint: "f", refusal: "seats_taken" },
    });
    await db().waitingRoom.create({ data: { eventId: id, seedHash: "h", sealedSeed: "s", opensAt: now } });
    await db().queueTicket.create({ data: { eventId: id, id: uuidv7(), buyerKey } });
    expect(await deleteEvent(desk.manager, id, eventSales)).toEqual({ ok: true });
    const where = { eventId: id };
    const left = await Promise.all([
      db().promoCode.count({ where }),
      db().refusedHold.count({ where }),
      db().queueTicket.count({ where }),
      db().waitingRoom.count({ where }),
      db().priceLevel.count({ where }),
    ]);
    expect(left).toEqual([0, 0, 0, 0, 0]);
    expect(await db().auditEntry.findMany({ where: { ...where, action: "event.delete" } })).toMatchObject([
      {
        organizationId: desk.organizationId,
        actor: desk.manager.keys[0],
        outcome: "ok",
        detail: { status: "published" },
      },
    ]);
  });

  test("closes the sale for every hold of a batch, each with its own verdict", async () => {
    const [gone, other] = [
      await post({ status: "on_sale" }),
      await post({ status: "on_sale", layout_hash: desk.layoutHash }),
    ];
    await deleteEvent(desk.manager, gone, eventSales);
    const wish = (eventId: number, seatIds: number[]) => ({
      reservationId: uuidv7(),
      eventId,
      buyerKey: aBuyer(),
      clientReservationId: uuidv7(),
      seatIds,
      ttlSeconds: 600,
    });
    const tooMany = wish(other, [5, 6, 7, 8, 9]);
    const closed = await claimSeats([wish(gone, [1]), wish(gone, [2])]);
    const verdicts = await claimSeats([wish(other, [1, 2]), tooMany, wish(other, [3])]);
    expect([...closed, ...verdicts].map(({ kind }) => kind)).toEqual([
      "closed",
      "closed",
      "held",
      "over_limit",
      "held",
    ]);
  });

  test("is refused while a seat is held, and for good once there is an order", async () => {
    const id = await post({ status: "on_sale", layout_hash: desk.layoutHash });
    const held = await aHeldReservation(id, [1, 2]);
    const refused = { ok: false, refusal: { code: "event_has_sales" } };
    expect(await deleteEvent(desk.manager, id, eventSales)).toEqual(refused);
    await timeRunsOut(held);
    await aPaidOrder(id, [5]);
    expect(await deleteEvent(desk.manager, id, eventSales)).toEqual(refused);
    expect(await seatCount(id)).toBe(20);
  });
});

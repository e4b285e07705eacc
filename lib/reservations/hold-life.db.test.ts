import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { subscribe } from "#lib/realtime/channel";
import type { SeatChange } from "#lib/seating/seat-state";
import { aBuyer, anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { expireHolds } from "./expire-holds.ts";
import { extendHold } from "./extend-hold.ts";
import { readReservation } from "./read-reservation.ts";
import { claimLapsed, claimRelease } from "./store.ts";
import { freeSeats, held, hold, idOf, lapse, person, refused, statusOf } from "./testing/holding.ts";

aDatabase();

describe("a hold whose time ran out", () => {
  test("is taken by the next buyer without any clean-up", async () => {
    const eventId = await anEventOnSale();
    const first = await held(hold(eventId, [1, 2]));
    await lapse(first);
    const second = await held(hold(eventId, [2, 3]));
    expect(
      await db().seat.findMany({ where: { eventId, reservationId: idOf(second).id }, select: { id: true } }),
    ).toHaveLength(2);
    // A later clean-up frees only seats that are still the first buyer's.
    await expireHolds();
    expect(await statusOf(first)).toBe("EXPIRED");
    expect(await freeSeats(eventId, [1, 2, 3])).toBe(1);
  });

  test("is tidied up, and its seats are announced as free", async () => {
    const eventId = await anEventOnSale();
    const reservation = await held(hold(eventId, [8, 9]));
    await lapse(reservation);
    const heard: SeatChange[] = [];
    const stop = subscribe(`seats:${eventId}`, (changes) => heard.push(...(changes as SeatChange[])));
    await expireHolds();
    stop();
    expect(heard).toEqual([
      [8, 0, 2],
      [9, 0, 2],
    ]);
    expect(await statusOf(reservation)).toBe("EXPIRED");
    expect(await expireHolds()).toBe(0);
  });

  test("stays while it is being paid, even on seats of an earlier lapsed hold", async () => {
    const eventId = await anEventOnSale();
    const first = await held(hold(eventId, [1]));
    await lapse(first);
    const second = await held(hold(eventId, [1]));
    await db().$executeRaw`UPDATE reservations SET status = 'PAYING' WHERE id = ${idOf(second).id}::uuid`;
    await lapse(second);
    await expireHolds();
    expect([await statusOf(first), await statusOf(second)]).toEqual(["EXPIRED", "PAYING"]);
    expect(await freeSeats(eventId, [1])).toBe(0);
  });

  test("ends once when two sweepers come at the same time, however many there are", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 20 }) });
    await Promise.all(Array.from({ length: 60 }, (_, i) => held(hold(eventId, [i * 3 + 1, i * 3 + 2]))));
    await db().$executeRaw`UPDATE reservations SET expires_at = now() - interval '1 s' WHERE event_id = ${eventId}`;
    await db()
      .$executeRaw`UPDATE seats SET held_until = now() - interval '1 s' WHERE event_id = ${eventId} AND status = 'HELD'`;
    const sweeps = await Promise.all(Array.from({ length: 8 }, () => claimLapsed(7)));
    const rest = await expireHolds();
    expect(sweeps.reduce((sum, { reservations }) => sum + reservations, rest)).toBe(60);
    const freed = sweeps.flatMap(({ changed }) => changed.flatMap(({ seatIds }) => seatIds));
    expect(new Set(freed).size).toBe(freed.length);
    const [row] = await db().$queryRaw<{ odd: number }[]>`
      SELECT count(*)::int AS odd FROM seats WHERE event_id = ${eventId} AND (status <> 'AVAILABLE' OR version NOT IN (0, 2))`;
    expect(row?.odd).toBe(0);
  });
});

describe("more time", () => {
  test("is given once, at most the event's hold time, to the reservation and its seats together", async () => {
    const eventId = await anEventOnSale({ holdSeconds: 300 });
    const buyerKey = aBuyer();
    const reservation = await held(hold(eventId, [1, 2], { buyerKey }));
    const result = await extendHold(person(buyerKey), idOf(reservation), 3_600);
    const expiresAt = new Date(Date.parse(reservation.expires_at) + 300_000).toISOString();
    expect(result).toEqual({
      ok: true,
      extension: { reservation_id: reservation.reservation_id, expires_at: expiresAt, extensions_remaining: 0 },
    });
    const seats = await db().seat.findMany({ where: { eventId, reservationId: idOf(reservation).id } });
    expect(seats.map(({ heldUntil }) => heldUntil?.toISOString())).toEqual([expiresAt, expiresAt]);
    expect(await refused(extendHold(person(buyerKey), idOf(reservation), 60))).toEqual({ code: "no_extensions_left" });
  });

  test("is given once, however many ask at the same time", async () => {
    const eventId = await anEventOnSale();
    const buyerKey = aBuyer();
    const reservation = await held(hold(eventId, [1], { buyerKey }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => extendHold(person(buyerKey), idOf(reservation), 60)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is refused when the time has run out, with when it did: reservation_expired", async () => {
    const eventId = await anEventOnSale();
    const buyerKey = aBuyer();
    const reservation = await held(hold(eventId, [1], { buyerKey }));
    await lapse(reservation);
    const refusal = await refused(extendHold(person(buyerKey), idOf(reservation), 60));
    expect(refusal.code).toBe("reservation_expired");
    expect(Date.parse(String(refusal.expired_at))).toBeLessThan(Date.now());
    await expireHolds();
    expect((await refused(extendHold(person(buyerKey), idOf(reservation), 60))).code).toBe("reservation_expired");
  });

  test("is refused to others, for whom the reservation does not exist", async () => {
    const eventId = await anEventOnSale();
    const reservation = await held(hold(eventId, [1]));
    expect(await refused(extendHold(person(aBuyer()), idOf(reservation), 60))).toEqual({ code: "not_found" });
    expect(await refused(readReservation(person(aBuyer()), reservation.reservation_id))).toEqual({ code: "not_found" });
  });
});

describe("giving back", () => {
  test("frees the seats once; a second time changes nothing", async () => {
    const eventId = await anEventOnSale();
    const { eventId: event, id } = idOf(await held(hold(eventId, [1, 2])));
    expect(await claimRelease(event, id)).toEqual({ eventId, seatIds: [1, 2], versions: [2, 2] });
    expect(await claimRelease(event, id)).toBeUndefined();
    expect(await freeSeats(eventId, [1, 2])).toBe(2);
  });

  test("after its time does not touch seats that another buyer holds by now", async () => {
    const eventId = await anEventOnSale();
    const first = await held(hold(eventId, [1, 2]));
    await lapse(first);
    const second = await held(hold(eventId, [2]));
    await claimRelease(eventId, idOf(first).id);
    expect(await db().seat.findUnique({ where: { eventId_id: { eventId, id: 2 } } })).toMatchObject({
      status: "HELD",
      reservationId: idOf(second).id,
    });
  });

  test("lets the buyer have as many seats again", async () => {
    const eventId = await anEventOnSale({ seatsPerBuyerMax: 4 });
    const buyerKey = aBuyer();
    const first = await held(hold(eventId, [1, 2, 3, 4], { buyerKey }));
    await claimRelease(eventId, idOf(first).id);
    await held(hold(eventId, [1, 2, 3, 4], { buyerKey }));
  });
});

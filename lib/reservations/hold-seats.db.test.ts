import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { subscribe } from "#lib/realtime/channel";
import type { SeatChange } from "#lib/seating/seat-state";
import { aBuyer, anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { freeSeats, held, hold, lapse, refused } from "./testing/holding.ts";

aDatabase();

describe("a hold", () => {
  test("names its seats as the hall does, with prices, total and the time until when", async () => {
    const eventId = await anEventOnSale({ priceMinor: 4_550, holdSeconds: 300 });
    const before = Date.now();
    const reservation = await held(hold(eventId, [12, 11]));
    expect(reservation).toMatchObject({
      event_id: eventId,
      status: "held",
      seats: [
        { id: 11, section: "Stalls", row: "B", number: "1", price: 45.5 },
        { id: 12, section: "Stalls", row: "B", number: "2", price: 45.5 },
      ],
      total_price: 91,
      currency: "EUR",
      extensions_remaining: 1,
    });
    expect(reservation.reservation_id).toMatch(new RegExp(`^${eventId}-`));
    const expiresAt = Date.parse(reservation.expires_at);
    expect(expiresAt).toBeGreaterThanOrEqual(before + 299_000);
    expect(expiresAt).toBeLessThanOrEqual(Date.now() + 301_000);
  });

  test("lasts as long as was asked for, between five minutes and what the event allows", async () => {
    const eventId = await anEventOnSale({ holdSeconds: 600 });
    const secondsFor = async (ttlSeconds: number, seat: number) => {
      const { expires_at, created_at } = await held(hold(eventId, [seat], { ttlSeconds }));
      return Math.round((Date.parse(expires_at) - Date.parse(created_at)) / 1_000);
    };
    expect([await secondsFor(1, 1), await secondsFor(420, 3), await secondsFor(86_400, 5)]).toEqual([300, 420, 600]);
  });

  test("is announced to all listeners, with the seats' versions", async () => {
    const eventId = await anEventOnSale();
    const heard: SeatChange[] = [];
    const stop = subscribe(`seats:${eventId}`, (changes) => heard.push(...(changes as SeatChange[])));
    await held(hold(eventId, [3, 4]));
    stop();
    expect(heard).toEqual([
      [3, 1, 1],
      [4, 1, 1],
    ]);
  });
});

describe("a hold is refused", () => {
  test("when no payment can be of its total, as when prices were set before they were judged: amount_not_payable", async () => {
    const cheap = await anEventOnSale({ priceMinor: 10 });
    expect(await refused(hold(cheap, [1, 2]))).toEqual({
      ...{ code: "amount_not_payable", reason: "too_small", limit: 0.5, currency: "EUR" },
    });
    const dear = await anEventOnSale({ priceMinor: 60_000_000 });
    expect(await refused(hold(dear, [1, 2]))).toMatchObject({ code: "amount_not_payable", reason: "too_large" });
    const best = hold(dear, [], { wanted: { best: { quantity: 2 } } });
    expect(await refused(best)).toMatchObject({ code: "amount_not_payable", reason: "too_large" });
    expect(await freeSeats(dear, [1, 2])).toBe(2);
    await held(hold(dear, [1]));
    expect(await freeSeats(cheap, [1, 2])).toBe(2);
  });

  test("for seats that cost nothing, when the buyer has no proven mail address: email_unproven, and no seat is touched", async () => {
    const free = await anEventOnSale({ priceMinor: 0 });
    const best = { wanted: { best: { quantity: 2 } } };
    expect(await refused(hold(free, [1, 2]))).toEqual({ code: "email_unproven" });
    expect(await refused(hold(free, [], best))).toEqual({ code: "email_unproven" });
    expect(await freeSeats(free, [1, 2])).toBe(2);
    expect(await db().reservation.count({ where: { eventId: free } })).toBe(0);
    await held(hold(free, [1, 2], { hasProvenAddress: true }));
    await held(hold(free, [], { ...best, hasProvenAddress: true }));
    await held(hold(await anEventOnSale(), [1, 2]));
  });

  test("before the sale opens, after it closed, and when the event is cancelled: sale_closed", async () => {
    const early = await anEventOnSale({ salesStartInHours: 1 });
    const late = await anEventOnSale({ salesStartInHours: -48, salesEndInHours: -1 });
    const cancelled = await anEventOnSale();
    await db().event.update({ where: { id: cancelled }, data: { status: "CANCELLED" } });
    for (const eventId of [early, late, cancelled]) {
      expect(await refused(hold(eventId, [1]))).toEqual({ code: "sale_closed" });
      expect(await freeSeats(eventId, [1])).toBe(1);
    }
  });

  test("for an event that does not exist or is a draft: not_found", async () => {
    const draft = await anEventOnSale();
    await db().event.update({ where: { id: draft }, data: { status: "DRAFT" } });
    for (const eventId of [draft, 2_147_483_647])
      expect(await refused(hold(eventId, [1]))).toEqual({ code: "not_found" });
  });

  test("for more seats than a transaction may have, with the limit: seat_limit_exceeded", async () => {
    const eventId = await anEventOnSale({ seatsPerHoldMax: 4 });
    expect(await refused(hold(eventId, [1, 2, 3, 4, 5]))).toEqual({
      code: "seat_limit_exceeded",
      limit: 4,
      already: 0,
    });
  });

  test("for more seats than a buyer may have in all, with what the buyer has: seat_limit_exceeded", async () => {
    const eventId = await anEventOnSale({ seatsPerHoldMax: 4, seatsPerBuyerMax: 6 });
    const buyerKey = aBuyer();
    const first = await held(hold(eventId, [1, 2, 3, 4], { buyerKey }));
    expect(await refused(hold(eventId, [11, 12, 13], { buyerKey }))).toEqual({
      code: "seat_limit_exceeded",
      limit: 6,
      already: 4,
    });
    await held(hold(eventId, [11, 12], { buyerKey }));
    await lapse(first);
    await held(hold(eventId, [21, 22, 23, 24], { buyerKey }));
  });

  test("for a seat that the event does not have: invalid_request", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 10 }) });
    expect(await refused(hold(eventId, [10, 11]))).toMatchObject({
      code: "invalid_request",
      fields: [{ path: "seat_ids" }],
    });
    expect(await freeSeats(eventId, [10])).toBe(1);
  });

  test("when it would leave a lone seat, with the seat and a better choice: orphan_seat", async () => {
    const layout = aSmallHall({ rows: 1, seatsPerRow: 10 });
    const eventId = await anEventOnSale({ layout, orphanRule: "LENIENT" });
    const refusal = await refused(hold(eventId, [2, 3]));
    expect(refusal).toMatchObject({ code: "orphan_seat", stranded: [1] });
    expect(refusal.suggestion).toHaveLength(2);
    await held(hold(eventId, refusal.suggestion as number[]));
    const free = await anEventOnSale({ layout, orphanRule: "OFF" });
    await held(hold(free, [2, 3]));
  });

  test("when one of its seats is taken, with as many alternatives that are really free: seat_unavailable", async () => {
    const eventId = await anEventOnSale();
    await held(hold(eventId, [2, 3]));
    const refusal = await refused(hold(eventId, [3, 4]));
    expect(refusal).toMatchObject({ code: "seat_unavailable", unavailable_seats: [3] });
    const alternatives = refusal.available_alternatives as number[];
    expect(alternatives).toHaveLength(2);
    expect(await freeSeats(eventId, alternatives)).toBe(2);
    expect(await freeSeats(eventId, [4])).toBe(1);
    await held(hold(eventId, alternatives));
  });

  test("without alternatives when there are not as many free seats as were asked for", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 4 }) });
    await held(hold(eventId, [1, 2, 3]));
    expect(await refused(hold(eventId, [3, 4]))).toEqual({
      code: "seat_unavailable",
      unavailable_seats: [3],
      available_alternatives: [],
    });
  });

  test("when its seats are sold or blocked: seat_unavailable", async () => {
    const eventId = await anEventOnSale();
    await db()
      .$executeRaw`UPDATE seats SET status = 'BLOCKED', version = version + 1 WHERE event_id = ${eventId} AND id = 1`;
    await db()
      .$executeRaw`UPDATE seats SET status = 'BOOKED', reservation_id = ${uuidv7()}::uuid, version = version + 1 WHERE event_id = ${eventId} AND id = 2`;
    expect(await refused(hold(eventId, [1, 2]))).toMatchObject({ code: "seat_unavailable", unavailable_seats: [1, 2] });
  });
});

describe("the best available", () => {
  test("is held in one step, side by side", async () => {
    const eventId = await anEventOnSale();
    const { seats } = await held(hold(eventId, [], { wanted: { best: { quantity: 3 } } }));
    const [a, b, c] = seats.map(({ id }) => id);
    expect([b, c]).toEqual([(a ?? 0) + 1, (a ?? 0) + 2]);
  });

  test("continues until the hall is full, without giving a seat twice, then refuses not_enough_seats", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
    const ask = () => hold(eventId, [], { wanted: { best: { quantity: 2 } } });
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    const ids = answers.flatMap((answer) => (answer.ok ? answer.reservation.seats.map(({ id }) => id) : []));
    expect(new Set(ids).size).toBe(ids.length);
    while (
      (await freeSeats(
        eventId,
        Array.from({ length: 40 }, (_, i) => i + 1),
      )) > 1
    )
      await held(ask());
    expect(await refused(ask())).toEqual({ code: "not_enough_seats" });
  });

  test("keeps to the price level that was asked for", async () => {
    const eventId = await anEventOnSale();
    expect(await refused(hold(eventId, [], { wanted: { best: { quantity: 2, priceLevel: 99 } } }))).toEqual({
      code: "not_enough_seats",
    });
  });
});

describe("a repeated request", () => {
  test("answers the first answer and holds nothing more (INV-6)", async () => {
    const eventId = await anEventOnSale();
    const again = { buyerKey: aBuyer(), clientReservationId: uuidv7() };
    const first = await held(hold(eventId, [5, 6], again));
    expect(await held(hold(eventId, [6, 5], again))).toEqual(first);
    expect(await db().reservation.count({ where: { eventId } })).toBe(1);
  });

  test("for the best available answers the first answer, even in a house that is full by now", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 4 }) });
    const again = { buyerKey: aBuyer(), clientReservationId: uuidv7(), wanted: { best: { quantity: 4 } } };
    const first = await held(hold(eventId, [], again));
    expect(await held(hold(eventId, [], again))).toEqual(first);
  });

  test("with another basket is refused: idempotency_mismatch", async () => {
    const eventId = await anEventOnSale();
    const again = { buyerKey: aBuyer(), clientReservationId: uuidv7() };
    await held(hold(eventId, [5, 6], again));
    expect(await refused(hold(eventId, [5, 7], again))).toEqual({ code: "idempotency_mismatch" });
    expect(await refused(hold(eventId, [5], again))).toEqual({ code: "idempotency_mismatch" });
    expect(await refused(hold(eventId, [], { ...again, wanted: { best: { quantity: 3 } } }))).toEqual({
      code: "idempotency_mismatch",
    });
  });

  test("under another buyer's name is another request", async () => {
    const eventId = await anEventOnSale();
    const clientReservationId = uuidv7();
    const one = await held(hold(eventId, [5], { clientReservationId }));
    const two = await held(hold(eventId, [7], { clientReservationId }));
    expect(one.reservation_id).not.toBe(two.reservation_id);
  });
});

import { describe, expect, test } from "vitest";
import type { Person } from "#lib/accounts/identify";
import { db } from "#lib/platform/db";
import { parsePublicId, uuidv7 } from "#lib/platform/ids";
import type { Refused } from "#lib/platform/refusals";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { subscribe } from "#lib/realtime/channel";
import type { SeatChange } from "#lib/seating/seat-state";
import { aBuyer, anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import type { ReservationView } from "./contract.ts";
import { expireHolds } from "./expire-holds.ts";
import { extendHold } from "./extend-hold.ts";
import { type HoldSeats, holdSeats } from "./hold-seats.ts";
import { readReservation } from "./read-reservation.ts";
import { claimLapsed, claimRelease } from "./store.ts";

aDatabase();

function hold(eventId: number, seatIds: number[], more: Partial<HoldSeats> = {}) {
  return holdSeats({ eventId, buyerKey: aBuyer(), clientReservationId: uuidv7(), wanted: { seatIds }, ...more });
}

async function held(answer: ReturnType<typeof holdSeats>): Promise<ReservationView> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.reservation;
}

async function refused(answer: Promise<{ ok: true } | Refused>): Promise<Refused["refusal"]> {
  const result = await answer;
  if (result.ok) throw new Error("was not refused");
  return result.refusal;
}

function person(buyerKey: string): Person {
  return { keys: [buyerKey], userId: undefined, email: undefined, name: undefined, isAdmin: false };
}

const idOf = (reservation: ReservationView) => {
  const id = parsePublicId(reservation.reservation_id);
  if (!id) throw new Error("no public id");
  return id;
};

const statusOf = async (reservation: ReservationView) =>
  (await db().reservation.findUniqueOrThrow({ where: { eventId_id: idOf(reservation) } })).status;

const freeSeats = (eventId: number, ids: number[]) =>
  db().seat.count({ where: { eventId, id: { in: ids }, status: "AVAILABLE" } });

/** Moves a reservation and its seats into the past, as if its time had run out. */
async function lapse(reservation: ReservationView, secondsAgo = 1): Promise<void> {
  const { eventId, id } = idOf(reservation);
  await db()
    .$executeRaw`UPDATE reservations SET expires_at = now() - make_interval(secs => ${secondsAgo}::int) WHERE event_id = ${eventId} AND id = ${id}::uuid`;
  await db()
    .$executeRaw`UPDATE seats SET held_until = now() - make_interval(secs => ${secondsAgo}::int) WHERE event_id = ${eventId} AND reservation_id = ${id}::uuid`;
}

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
    const seconds = (Date.parse(reservation.expires_at) - before) / 1_000;
    expect(seconds).toBeGreaterThan(295);
    expect(seconds).toBeLessThan(305);
  });

  test("lasts as long as was asked for, between five minutes and what the event allows", async () => {
    const eventId = await anEventOnSale({ holdSeconds: 600 });
    const secondsFor = async (ttlSeconds: number, seat: number) => {
      const { expires_at, created_at } = await held(hold(eventId, [seat], { ttlSeconds }));
      return Math.round((Date.parse(expires_at) - Date.parse(created_at)) / 1_000);
    };
    expect([await secondsFor(1, 1), await secondsFor(420, 3), await secondsFor(86_400, 5)]).toEqual([300, 420, 600]);
  });

  test("is told to everyone who listens, with the seats' versions", async () => {
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

  test("goes on until the house is full, nobody gets what another has, then: not_enough_seats", async () => {
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

describe("a hold whose time ran out", () => {
  test("is taken by the next buyer though nobody tidied up", async () => {
    const eventId = await anEventOnSale();
    const first = await held(hold(eventId, [1, 2]));
    await lapse(first);
    const second = await held(hold(eventId, [2, 3]));
    expect(
      await db().seat.findMany({ where: { eventId, reservationId: idOf(second).id }, select: { id: true } }),
    ).toHaveLength(2);
    // Tidying up afterwards frees what is still the first one's, and nothing of the second's.
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

  test("is left alone while it is being paid", async () => {
    const eventId = await anEventOnSale();
    const reservation = await held(hold(eventId, [1]));
    await db().$executeRaw`UPDATE reservations SET status = 'PAYING' WHERE event_id = ${eventId}`;
    await lapse(reservation);
    await expireHolds();
    expect(await statusOf(reservation)).toBe("PAYING");
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

  test("is not given to anybody else, for whom the reservation does not exist", async () => {
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

  test("after the time ran out does not touch seats that somebody else holds by now", async () => {
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

/** Of 4,000 updates of seats by holds and releases, the share that needed no new index entry. */
async function hotShare(): Promise<number> {
  const figures = async () => {
    // Each connection adds its figures to the table's when it is asked to.
    const flush = () => db().$queryRaw`SELECT pg_stat_force_next_flush()::text, pg_sleep(0.05)::text`;
    await Promise.all(Array.from({ length: 30 }, flush));
    const [row] = await db().$queryRaw<{ updates: number; hot: number }[]>`
      SELECT n_tup_upd::int AS updates, n_tup_hot_upd::int AS hot FROM pg_stat_user_tables WHERE relname = 'seats'`;
    return row ?? { updates: 0, hot: 0 };
  };
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 20, seatsPerRow: 20 }) });
  const before = await figures();
  for (let round = 0; round < 10; round++) {
    const holds = Array.from({ length: 100 }, (_, i) => held(hold(eventId, [i * 4 + 1, i * 4 + 2])));
    await Promise.all((await Promise.all(holds)).map((reservation) => claimRelease(eventId, idOf(reservation).id)));
  }
  const after = await figures();
  expect(after.updates - before.updates).toBe(4_000);
  return (after.hot - before.hot) / (after.updates - before.updates);
}

test("seats change in place: nine of ten updates need no new index entry (HOT)", async () => {
  expect(await hotShare()).toBeGreaterThan(0.9);
});

test("control: an index on the status of seats would make an end of that", async () => {
  await db().$executeRaw`CREATE INDEX seats_by_status ON seats (event_id, status)`;
  expect(await hotShare()).toBeLessThan(0.1);
  await db().$executeRaw`DROP INDEX seats_by_status`;
});

test("a rush on new tables does not keep the plan that was made while they were empty", async () => {
  forgetSingleton("hold-engine");
  await db().$executeRaw`VACUUM ANALYZE reservations, event_buyers`;
  const before = await analyses();
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 20, seatsPerRow: 20 }) });
  await Promise.all(Array.from({ length: 300 }, (_, i) => held(hold(eventId, [i + 1]))));
  await expect.poll(analyses, { timeout: 10_000 }).toBeGreaterThan(before);
});

async function analyses(): Promise<number> {
  const [row] = await db().$queryRaw<
    { count: number }[]
  >`SELECT analyze_count::int AS count FROM pg_stat_user_tables WHERE relname = 'reservations'`;
  return row?.count ?? 0;
}

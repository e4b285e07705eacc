import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { forgetDecisions } from "#lib/protection/risk/decided-people";
import { aBuyer, anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { ABANDONED_FREE, ABANDONED_MINUTES, ABANDONED_PROOF, PAUSE_FIRST_SECONDS, PAUSE_SECONDS_MAX } from "./churn.ts";
import type { HoldSeats } from "./hold-seats.ts";
import { claimRelease } from "./store.ts";
import { freeSeats, held, hold, idOf, lapse, refused } from "./testing/holding.ts";

aDatabase();

const networkKey = "network:campus";
const CHALLENGE = (eventId: number) => ({
  code: "challenge_required",
  challenge_url: `/api/v1/events/${eventId}/challenges`,
});

describe("guests without a proof, of one network", () => {
  test("have together what one person may have, however many cookies they are", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 20, seatsPerRow: 50 }), seatsPerBuyerMax: 8 });
    const answers = [];
    for (let cookie = 0; cookie < 1_000; cookie++) answers.push(await hold(eventId, [cookie + 1], { networkKey }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(8);
    expect(await refused(Promise.resolve(answers.at(-1) as (typeof answers)[number]))).toEqual(CHALLENGE(eventId));
    expect(await db().seat.count({ where: { eventId, status: "HELD" } })).toBe(8);
  });

  test("count apart from those of other networks and from people with a proof", async () => {
    const eventId = await anEventOnSale({ seatsPerHoldMax: 2, seatsPerBuyerMax: 2 });
    await held(hold(eventId, [1, 2], { networkKey }));
    await held(hold(eventId, [3, 4], { networkKey: "network:other" }));
    await held(hold(eventId, [5, 6]));
    await held(hold(eventId, [7, 8], { provenAt: new Date() }));
    expect(await refused(hold(eventId, [9], { networkKey }))).toEqual(CHALLENGE(eventId));
  });

  test("may hold once one of them has solved a challenge, or given seats back", async () => {
    const eventId = await anEventOnSale({ seatsPerHoldMax: 2, seatsPerBuyerMax: 2 });
    const first = await held(hold(eventId, [1, 2], { networkKey }));
    const second = aBuyer();
    const again = { buyerKey: second, clientReservationId: uuidv7(), key: { key: "one-intent", fingerprint: "a" } };
    expect(await refused(hold(eventId, [3], { ...again, networkKey }))).toEqual(CHALLENGE(eventId));
    // The same request under the same key: the refusal asked for exactly that.
    await held(hold(eventId, [3], { ...again, provenAt: new Date() }));
    await claimRelease(eventId, idOf(first).id);
    await held(hold(eventId, [4], { networkKey }));
  });

  test("who would exceed the limit alone are refused by the limit, which no challenge changes", async () => {
    const eventId = await anEventOnSale({ seatsPerHoldMax: 2, seatsPerBuyerMax: 2 });
    const buyerKey = aBuyer();
    await held(hold(eventId, [1, 2], { buyerKey, networkKey }));
    const refusal = { code: "seat_limit_exceeded", limit: 2, already: 2 };
    expect(await refused(hold(eventId, [3], { buyerKey, networkKey }))).toEqual(refusal);
  });

  test("who have proven themselves since keep what they held before under their own limit", async () => {
    const eventId = await anEventOnSale({ seatsPerHoldMax: 2, seatsPerBuyerMax: 2 });
    const buyerKey = aBuyer();
    await held(hold(eventId, [1], { buyerKey, networkKey }));
    await held(hold(eventId, [2], { buyerKey, provenAt: new Date() }));
    expect(await refused(hold(eventId, [3], { buyerKey, provenAt: new Date() }))).toMatchObject({
      ...{ code: "seat_limit_exceeded", already: 2 },
    });
  });
});

describe("a person who holds and gives back again and again", () => {
  /** Holds and gives back so many times, each long enough ago that no pause is left, but the last one now. */
  async function churn(eventId: number, times: number, more: Partial<HoldSeats>): Promise<void> {
    for (let n = 0; n < times; n++) {
      await db()
        .$executeRaw`UPDATE reservations SET created_at = created_at - make_interval(secs => ${PAUSE_SECONDS_MAX}) WHERE event_id = ${eventId} AND created_at > now() - interval '2 minutes'`;
      const { id } = idOf(await held(hold(eventId, [1, 2], more)));
      await claimRelease(eventId, id);
    }
  }

  /** The last of them was made a minute from now, so that its pause is not over before a slow machine asks. */
  async function inAMinute(eventId: number): Promise<void> {
    await db().$executeRaw`
      UPDATE reservations SET created_at = now() + interval '1 minute'
      WHERE event_id = ${eventId} AND created_at = (SELECT max(created_at) FROM reservations WHERE event_id = ${eventId})`;
  }

  test("may do so some times, then waits longer each time, and the seats are for others meanwhile", async () => {
    const eventId = await anEventOnSale();
    const buyerKey = aBuyer();
    await churn(eventId, ABANDONED_FREE, { buyerKey });
    await inAMinute(eventId);
    const first = await refused(hold(eventId, [1, 2], { buyerKey }));
    expect(first).toMatchObject({ code: "too_many_holds", retry_after_seconds: expect.any(Number) });
    expect(first.retry_after_seconds).toBeGreaterThan(0);
    expect(first.retry_after_seconds).toBeLessThanOrEqual(60 + PAUSE_FIRST_SECONDS);
    expect(await freeSeats(eventId, [1, 2])).toBe(2);
    await held(hold(eventId, [1, 2]));
  });

  test("shows a proof younger than the last of them, after some more", async () => {
    const eventId = await anEventOnSale();
    const buyerKey = aBuyer();
    const long = new Date(Date.now() - ABANDONED_MINUTES * 60_000);
    await churn(eventId, ABANDONED_PROOF, { buyerKey, provenAt: new Date(Date.now() + 60_000) });
    expect(await refused(hold(eventId, [1], { buyerKey }))).toEqual(CHALLENGE(eventId));
    expect(await refused(hold(eventId, [1], { buyerKey, provenAt: long }))).toEqual(CHALLENGE(eventId));
    const proven = await refused(hold(eventId, [1], { buyerKey, provenAt: new Date(Date.now() + 60_000) }));
    expect(proven.code).toBe("too_many_holds");
  });

  test("is forgotten after ten minutes, and holds that are paid for or still running do not count", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }), seatsPerBuyerMax: 30 });
    const buyerKey = aBuyer();
    for (let n = 0; n <= ABANDONED_FREE; n++) await held(hold(eventId, [n * 2 + 1], { buyerKey }));
    for (let n = 0; n < ABANDONED_FREE; n++) await lapse(await held(hold(eventId, [30 + n], { buyerKey })));
    await inAMinute(eventId);
    expect(await refused(hold(eventId, [40], { buyerKey }))).toMatchObject({ code: "too_many_holds" });
    await db()
      .$executeRaw`UPDATE reservations SET created_at = now() - make_interval(mins => ${ABANDONED_MINUTES}) WHERE event_id = ${eventId}`;
    await held(hold(eventId, [40], { buyerKey }));
  });

  test("counts for the whole network where its guests have no proof", async () => {
    const eventId = await anEventOnSale();
    for (let n = 0; n < ABANDONED_FREE; n++) {
      const { id } = idOf(await held(hold(eventId, [1], { networkKey })));
      await claimRelease(eventId, id);
    }
    await inAMinute(eventId);
    expect(await refused(hold(eventId, [1], { networkKey }))).toMatchObject({ code: "too_many_holds" });
    await held(hold(eventId, [1], { provenAt: new Date() }));
  });
});

describe("a buyer whom the organizer refused", () => {
  const REFUSED = {
    code: "refused_by_organizer",
    reference: "0000-0ABC",
    organizer: expect.any(String),
    contact_email: "",
  };

  async function decided(eventId: number, personKey: string, state: "REFUSED" | "APPROVED") {
    const data = { state, decidedAt: new Date(), decidedBy: "user:x", note: "A program" };
    const id = "0192f0c1-5b7e-7d6a-9c3f-000000000abc";
    await db().riskReview.upsert({
      where: { eventId_personKey: { eventId, personKey } },
      create: { eventId, id, personKey, score: 70, reasons: [], ...data },
      update: data,
    });
    forgetDecisions(eventId);
  }

  test("holds nothing under any of their keys, keeps what they hold, and holds again once they are approved", async () => {
    const eventId = await anEventOnSale();
    const buyerKey = aBuyer();
    const clientReservationId = uuidv7();
    const first = await held(hold(eventId, [1, 2], { buyerKey, clientReservationId }));
    await decided(eventId, buyerKey, "REFUSED");
    const again = { clientReservationId: uuidv7(), key: { key: "one-intent", fingerprint: "a" } };
    expect(await refused(hold(eventId, [3], { ...again, buyerKey }))).toEqual(REFUSED);
    expect(await refused(hold(eventId, [3], { otherKeys: [buyerKey] }))).toEqual(REFUSED);
    expect(await freeSeats(eventId, [3])).toBe(1);
    // The repetition of a hold from before gets the first answer.
    const repeated = await held(hold(eventId, [1, 2], { buyerKey, clientReservationId }));
    expect(repeated.reservation_id).toBe(first.reservation_id);
    await decided(eventId, buyerKey, "APPROVED");
    await held(hold(eventId, [3], { ...again, buyerKey }));
  });
});

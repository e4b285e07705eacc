import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { eraseAccount } from "#lib/privacy/erase-account";
import { forgetReviews } from "#lib/privacy/forget-reviews";
import { referenceOf } from "#lib/protection/risk/review-reference";
import { keepReview } from "#lib/protection/risk/review-store";
import { aBuyer, aMember, anEventOnSale, aPerson, aUser, sellerOf } from "#prisma/seed/builders";
import { ABANDONED_FREE, ABANDONED_PROOF, PAUSE_SECONDS_MAX } from "./churn.ts";
import { type ChurnQuery, churnQuery } from "./churn-contract.ts";
import { isAbandonedSince } from "./churn-fragments.ts";
import { countAbandoned } from "./churn-store.ts";
import { HOLD_SEATS } from "./hold-function.ts";
import type { HoldSeats } from "./hold-seats.ts";
import { listHoldChurn } from "./list-hold-churn.ts";
import { churnWritten, forgetChurn, noteChurn } from "./note-churn.ts";
import { claimRelease } from "./store.ts";
import { held, hold, idOf, refused } from "./testing/holding.ts";

/** Who holds again and again, as the organizer of the event reads it. */
aDatabase();

const ownerOf = async (eventId: number) => aMember(await sellerOf(eventId), "OWNER");

async function listed(eventId: number, query: Partial<ChurnQuery> = {}) {
  await churnWritten();
  const answer = await listHoldChurn(await ownerOf(eventId), eventId, { ...churnQuery.parse({}), ...query });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.list;
}

/** Holds and gives back so many times, each long enough ago that no pause is left; the last one a minute from now, so that a pause is left. */
async function churn(eventId: number, times: number, more: Partial<HoldSeats>): Promise<void> {
  for (let n = 0; n < times; n++) {
    await db().$executeRaw`
      UPDATE reservations SET created_at = created_at - make_interval(secs => ${PAUSE_SECONDS_MAX})
      WHERE event_id = ${eventId} AND created_at > now() - interval '2 minutes'`;
    await claimRelease(eventId, idOf(await held(hold(eventId, [1, 2], more))).id);
  }
  await db().$executeRaw`
    UPDATE reservations SET created_at = now() + interval '1 minute'
    WHERE event_id = ${eventId} AND created_at = (SELECT max(created_at) FROM reservations WHERE event_id = ${eventId})`;
}

const ago = (eventId: number, interval: string) =>
  db()
    .$executeRaw`UPDATE hold_churn SET began_at = began_at - ${interval}::interval, last_at = last_at - ${interval}::interval WHERE event_id = ${eventId}`;

test("the condition by which the list counts abandoned holds is the one by which holds are slowed", () => {
  expect(HOLD_SEATS.body).toContain(isAbandonedSince("recent"));
});

describe("a person who is slowed", () => {
  test("is listed with how often, what they abandoned and hold, by a reference and without their key", async () => {
    const eventId = await anEventOnSale();
    const buyerKey = aBuyer();
    await held(hold(eventId, [5], { buyerKey }));
    await churn(eventId, ABANDONED_FREE, { buyerKey });
    for (let n = 0; n < 3; n++) await refused(hold(eventId, [1], { buyerKey }));
    const { data, meta, last_hour, last_day } = await listed(eventId);
    expect(data).toMatchObject([
      {
        ...{ person: "guest", is_listed: false, waits: 3, proofs_asked: 0 },
        ...{
          holds_abandoned: ABANDONED_FREE,
          seats_held: 1,
          reference: expect.stringMatching(/^[0-9A-F]{4}-[0-9A-F]{4}$/),
        },
      },
    ]);
    expect([meta.total, last_hour, last_day]).toEqual([1, { people: 1, networks: 0 }, { people: 1, networks: 0 }]);
    expect(JSON.stringify(data)).not.toContain(buyerKey.slice("guest:".length));
    expect((await listed(await anEventOnSale())).data).toEqual([]);
  });

  test("is listed as asked for a proof after more of them, and as a network where its guests show none", async () => {
    const eventId = await anEventOnSale();
    const networkKey = `network:${uuidv7()}`;
    const provenAt = new Date(Date.now() + 600_000);
    await churn(eventId, ABANDONED_PROOF, { networkKey, provenAt });
    await refused(hold(eventId, [1], { networkKey }));
    const { data, last_hour } = await listed(eventId);
    expect(data).toMatchObject([
      { person: "network", waits: 0, proofs_asked: 1, holds_abandoned: ABANDONED_PROOF, seats_held: 0 },
    ]);
    expect(last_hour).toEqual({ people: 0, networks: 1 });
    expect(JSON.stringify(data)).not.toContain(networkKey.slice("network:".length));
  });

  test("has the same reference on the list of reviews", async () => {
    const eventId = await anEventOnSale();
    const buyerKey = aBuyer();
    noteChurn({ eventId, buyerKey }, "wait");
    const [before] = (await listed(eventId)).data;
    const id = (await keepReview(eventId, { personKey: buyerKey, score: 70, reasons: ["hold_churn"] })) ?? "";
    expect((await listed(eventId)).data).toMatchObject([{ reference: before?.reference, is_listed: true }]);
    expect(referenceOf(id)).toBe(before?.reference);
    const elsewhere = await anEventOnSale();
    noteChurn({ eventId: elsewhere, buyerKey }, "wait");
    expect((await listed(elsewhere)).data[0]?.reference).not.toBe(before?.reference);
  });
});

test("a guest whose network is full is no churn: they are asked for a proof for another reason", async () => {
  const eventId = await anEventOnSale({ seatsPerHoldMax: 2, seatsPerBuyerMax: 2 });
  const networkKey = `network:${uuidv7()}`;
  await held(hold(eventId, [1, 2], { networkKey }));
  expect((await refused(hold(eventId, [3], { networkKey }))).code).toBe("challenge_required");
  expect((await listed(eventId)).data).toEqual([]);
});

describe("the list", () => {
  test("has pages, those of the latest hold first, and spans of an hour and a day", async () => {
    const eventId = await anEventOnSale();
    const buyers = [aBuyer(), `user:${uuidv7()}`, aBuyer()];
    for (const buyerKey of buyers) {
      noteChurn({ eventId, buyerKey }, "wait");
      await churnWritten();
    }
    await ago(eventId, "2 hours");
    noteChurn({ eventId, buyerKey: buyers[1] ?? "" }, "wait");
    const hour = await listed(eventId);
    expect(hour.data).toMatchObject([{ person: "account", waits: 1 }]);
    expect([hour.last_hour.people, hour.last_day.people]).toEqual([1, 3]);
    const pages = [
      await listed(eventId, { span: "day", limit: 2 }),
      await listed(eventId, { span: "day", limit: 2, page: 2 }),
    ];
    expect(pages.map(({ data, meta }) => [data.length, meta.total])).toEqual([
      [2, 3],
      [1, 3],
    ]);
    expect(pages[0]?.data[0]).toMatchObject({ person: "account", waits: 2 });
  });

  test("is for those who may see the event, and is forgotten after a day", async () => {
    const eventId = await anEventOnSale();
    noteChurn({ eventId, buyerKey: aBuyer() }, "wait");
    await churnWritten();
    const stranger = await ownerOf(await anEventOnSale());
    expect(await listHoldChurn(stranger, eventId, churnQuery.parse({}))).toMatchObject({
      refusal: { code: "not_found" },
    });
    await ago(eventId, "25 hours");
    await forgetChurn();
    expect(await db().holdChurn.count({ where: { eventId } })).toBe(0);
  });
});

test("the network that a guest's hold counts for is forgotten once the event is over, and an account's waits with the account", async () => {
  const [ahead, over] = [await anEventOnSale(), await anEventOnSale()];
  const networkKey = `network:${uuidv7()}`;
  for (const eventId of [ahead, over]) await held(hold(eventId, [1], { networkKey }));
  await db().event.update({ where: { id: over }, data: { status: "CANCELLED" } });
  await forgetReviews();
  const kept = await db().reservation.findMany({ where: { networkKey }, select: { eventId: true } });
  expect(kept).toEqual([{ eventId: ahead }]);
  const { userId, email } = await aUser();
  noteChurn({ eventId: ahead, buyerKey: `user:${userId}` }, "wait");
  await churnWritten();
  const person = { ...aPerson(`user:${userId}`), userId, provenAt: new Date() };
  expect(await eraseAccount(person, { email, voidTickets: false })).toEqual({ ok: true });
  expect(await db().holdChurn.count({ where: { personKey: `user:${userId}` } })).toBe(0);
});

test("abandoned holds are counted for the risk: given back or lapsed within ten minutes, of all keys of the buyer", async () => {
  const eventId = await anEventOnSale();
  const [guest, account] = [aBuyer(), `user:${uuidv7()}`];
  for (const buyerKey of [guest, account]) {
    await claimRelease(eventId, idOf(await held(hold(eventId, [1], { buyerKey }))).id);
    await held(hold(eventId, [buyerKey === guest ? 3 : 5], { buyerKey }));
  }
  expect(await countAbandoned(eventId, [guest, account])).toBe(2);
  expect(await countAbandoned(eventId, [aBuyer()])).toBe(0);
  await db()
    .$executeRaw`UPDATE reservations SET created_at = now() - interval '11 minutes' WHERE event_id = ${eventId}`;
  expect(await countAbandoned(eventId, [guest, account])).toBe(0);
});

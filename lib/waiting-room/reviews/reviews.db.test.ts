import { beforeEach, describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { registry } from "#lib/platform/observability/metrics";
import { aDatabase } from "#lib/platform/testing/database";
import { eraseAccount } from "#lib/privacy/erase-account";
import { exportAccount } from "#lib/privacy/export-account";
import { forgetReviews } from "#lib/privacy/forget-reviews";
import { knowing } from "#lib/protection/reputation/testing/known";
import { assessRisk } from "#lib/protection/risk/assess-risk";
import { OPEN_MAX } from "#lib/protection/risk/review-store";
import { clientSignals } from "#lib/protection/risk/signals";
import { SAFARI } from "#lib/protection/risk/testing/browsers";
import { aBuyer, aMember, anEventOnSale, aPerson, aUser, sellerOf } from "#prisma/seed/builders";
import { joinQueue } from "../join-queue.ts";
import { LANES } from "../lanes.ts";
import { aQueue, joined } from "../testing/queue.ts";
import { decideRiskReviews } from "./decide-risk-reviews.ts";
import { listRiskReviews } from "./list-reviews.ts";
import { findOwnReview } from "./own-review.ts";
import { turnedAway } from "./turned-away.ts";

aDatabase();
beforeEach(() => knowing({}));

/** A script's request for a challenge, or a person's. */
function asks(eventId: number, actor: string, who: "script" | "person" = "script") {
  const isScript = who === "script";
  return assessRisk({
    ...{ eventId, actor, address: "192.0.2.1", headers: new Headers(isScript ? { "user-agent": "curl/8" } : SAFARI) },
    given: isScript ? undefined : clientSignals.parse({ page_ms: 900 }),
  });
}

const ownerOf = async (eventId: number) => aMember(await sellerOf(eventId), "OWNER");

async function listed(staff: Staff, eventId: number, query: Parameters<typeof listRiskReviews>[2] = {}) {
  const answer = await listRiskReviews(staff, eventId, query);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.list.data;
}

/** An event with one suspected buyer, and its owner. */
async function aSuspect(eventId?: number) {
  const id = eventId ?? (await anEventOnSale());
  const [buyer, owner] = [aBuyer(), await ownerOf(id)];
  const { reference = "" } = await asks(id, buyer);
  const [review] = await listed(owner, id, { reference });
  if (!review) throw new Error("not listed");
  const decide = (decision: "approve" | "refuse", note = "As they wrote") =>
    decideRiskReviews(owner, id, { ids: [review.id], decision, note });
  return { eventId: id, buyer, owner, review, reference, decide };
}

describe("a buyer whose request is of high risk", () => {
  test("is on the organizer's list once, with reasons and without a name, and people are not", async () => {
    const { eventId, buyer, owner, reference } = await aSuspect();
    await asks(eventId, buyer);
    await asks(eventId, aBuyer(), "person");
    const all = await listed(owner, eventId);
    expect(all).toMatchObject([
      { reference, person: "guest", state: "open", reasons: ["script_user_agent", "silent_page"], times: 2, note: "" },
    ]);
    expect(JSON.stringify(all)).not.toContain(buyer.slice("guest:".length));
    expect(await listed(owner, eventId, { state: "refused" })).toEqual([]);
    expect(await listed(owner, eventId, { reference: "0000-0000" })).toEqual([]);
    expect(await listed(owner, eventId, { reference: reference.toLowerCase().replace("-", " ") })).toHaveLength(1);
    expect(await registry().metrics()).toMatch(/risk_assessments_total\{band="high"\} \d+/);
  });

  test("reads on the queue's page whom they can write to, until they are approved", async () => {
    const { eventId, buyer, reference, decide } = await aSuspect();
    expect(await findOwnReview(eventId, [buyer])).toMatchObject({ state: "open", reference });
    await decide("refuse");
    expect(await findOwnReview(eventId, [`user:${uuidv7()}`, buyer])).toMatchObject({ state: "refused", reference });
    await decide("approve");
    expect(await findOwnReview(eventId, [buyer])).toBeUndefined();
    expect(await findOwnReview(eventId, [aBuyer()])).toBeUndefined();
  });

  test("finds the list of guests full at its bound, while accounts still come on it, and those on it stay", async () => {
    const { eventId, buyer, owner } = await aSuspect();
    await db().$executeRaw`
      INSERT INTO risk_reviews (event_id, id, person_key, score, reasons)
      SELECT ${eventId}::int, gen_random_uuid(), 'guest:' || i, 70, '{}' FROM generate_series(1, ${OPEN_MAX.guests}::int) i`;
    expect(await asks(eventId, aBuyer())).not.toHaveProperty("reference");
    expect(await asks(eventId, buyer)).toHaveProperty("reference");
    const account = `user:${uuidv7()}`;
    expect(await asks(eventId, account)).toHaveProperty("reference");
    expect(await db().riskReview.count({ where: { eventId } })).toBe(OPEN_MAX.guests + 2);
    expect((await listed(owner, eventId)).map(({ person }) => person)).toContain("account");
  });
});

describe("whom the organizer approves", () => {
  test("is low from then on, at this event alone, and stands in no slow lane", async () => {
    const { eventId, buyer, decide } = await aSuspect(await aQueue());
    await joined(eventId, buyer, { isSuspected: true });
    const laneOf = async () =>
      (await db().queueTicket.findFirstOrThrow({ where: { eventId, buyerKey: buyer }, select: { lane: true } })).lane;
    expect(await laneOf()).toBe(LANES.slow);
    expect(await decide("approve")).toEqual({ ok: true, decided: 1 });
    expect(await laneOf()).toBe(LANES.everyone);
    expect(await asks(eventId, buyer)).toEqual({ score: 0, band: "low", reasons: ["approved_by_organizer"] });
    expect(await asks(await anEventOnSale(), buyer)).toMatchObject({ band: "high" });
    // Whose proof says that they are suspected still joins like everyone else.
    const other = await aSuspect(eventId);
    await other.decide("approve");
    await joined(eventId, other.buyer, { isSuspected: true });
    expect(await db().queueTicket.count({ where: { eventId, lane: LANES.slow } })).toBe(0);
  });

  test("keeps the number that was drawn in the slow lane", async () => {
    const { eventId, buyer, decide } = await aSuspect(await aQueue());
    await joined(eventId, buyer, { isSuspected: true });
    await db().queueTicket.updateMany({ where: { eventId, buyerKey: buyer }, data: { sequence: 7 } });
    await decide("approve");
    const ticket = await db().queueTicket.findFirstOrThrow({ where: { eventId, buyerKey: buyer } });
    expect(ticket).toMatchObject({ lane: LANES.slow, sequence: 7n });
  });
});

describe("whom the organizer refuses", () => {
  test("cannot join, reads whom they can write to, and may once they are approved", async () => {
    const { eventId, buyer, reference, decide } = await aSuspect(await aQueue());
    await decide("refuse");
    const refusal = { code: "refused_by_organizer", reference, organizer: expect.any(String), contact_email: "" };
    expect(await joinQueue(eventId, [buyer])).toMatchObject({ ok: false, refusal });
    expect(await joinQueue(eventId, [`user:${uuidv7()}`, buyer])).toMatchObject({ ok: false, refusal });
    expect(await db().queueTicket.count({ where: { eventId } })).toBe(0);
    expect(await asks(eventId, buyer, "person")).toMatchObject({ band: "high", reference });
    await decide("approve");
    expect(await joinQueue(eventId, [buyer])).toMatchObject({ ok: true });
  });

  test("does not come in where everyone is let in, and others do", async () => {
    const { eventId, buyer, decide } = await aSuspect(await aQueue({ mode: "AUTOMATIC", opensAt: new Date(0) }));
    await decide("refuse");
    expect(await joinQueue(eventId, [buyer])).toMatchObject({ ok: false, refusal: { code: "refused_by_organizer" } });
    expect(await db().queueLease.count({ where: { eventId } })).toBe(0);
    expect(await joinQueue(eventId, [aBuyer()])).toMatchObject({ ok: true, ticket: { state: "admitted" } });
  });

  test("is refused at this event alone, and nobody else is", async () => {
    const { eventId, buyer, decide } = await aSuspect();
    await decide("refuse");
    expect(await turnedAway(eventId, [buyer])).toMatchObject({ refusal: { code: "refused_by_organizer" } });
    expect(await turnedAway(eventId, [aBuyer()])).toBeUndefined();
    expect(await turnedAway(await anEventOnSale(), [buyer])).toBeUndefined();
  });
});

describe("a decision", () => {
  test("is a line of the audit log each time it changes something, with who and why", async () => {
    const { eventId, owner, reference, decide } = await aSuspect();
    expect(await decide("refuse", "Forty seats in a minute")).toEqual({ ok: true, decided: 1 });
    expect(await decide("refuse", "Forty seats in a minute")).toEqual({ ok: true, decided: 0 });
    expect(await decide("approve", "")).toEqual({ ok: true, decided: 1 });
    const lines = await db().auditEntry.findMany({ where: { eventId, subject: reference }, orderBy: { id: "asc" } });
    expect(lines).toMatchObject([
      { action: "risk_review.refuse", actor: owner.keys[0], detail: { note: "Forty seats in a minute" } },
      { action: "risk_review.approve", actor: owner.keys[0], organizationId: await sellerOf(eventId) },
    ]);
  });

  test("is for those who may change the event, about those on its own list", async () => {
    const { eventId, review } = await aSuspect();
    const seller = await sellerOf(eventId);
    const body = { ids: [review.id], decision: "refuse" as const, note: "x" };
    const analyst = await aMember(seller, "ANALYST");
    expect(await decideRiskReviews(analyst, eventId, body)).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await listed(analyst, eventId)).toHaveLength(1);
    const other = await anEventOnSale();
    const stranger = await ownerOf(other);
    expect(await decideRiskReviews(stranger, eventId, body)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await listRiskReviews(stranger, eventId, {})).toMatchObject({ refusal: { code: "not_found" } });
    expect(await decideRiskReviews(stranger, other, body)).toEqual({ ok: true, decided: 0 });
    expect((await db().riskReview.findFirstOrThrow({ where: { eventId } })).state).toBe("OPEN");
  });
});

describe("what is kept of a person", () => {
  test("the list of an event is deleted the day after it ended, and when it is cancelled", async () => {
    const [ahead, over, cancelled] = [await aSuspect(), await aSuspect(), await aSuspect()];
    await db().$executeRaw`
      UPDATE events e SET sales_start_at = e.sales_start_at - g.gone, sales_end_at = e.sales_end_at - g.gone, doors_at = e.doors_at - g.gone,
        starts_at = e.starts_at - g.gone, ends_at = e.ends_at - g.gone
      FROM (SELECT id, ends_at - now() + interval '25 hours' AS gone FROM events) g WHERE g.id = e.id AND e.id = ${over.eventId}::int`;
    await db().event.update({ where: { id: cancelled.eventId }, data: { status: "CANCELLED" } });
    await forgetReviews();
    const left = await db().riskReview.findMany({ select: { eventId: true } });
    const ids = left.map(({ eventId }) => eventId);
    expect(ids).toContain(ahead.eventId);
    expect(ids).not.toContain(over.eventId);
    expect(ids).not.toContain(cancelled.eventId);
  });

  test("is in the export of an account's data, and goes with the account", async () => {
    const { userId } = await aUser();
    const eventId = await anEventOnSale();
    const { reference } = await asks(eventId, `user:${userId}`);
    const person = { ...aPerson(`user:${userId}`), userId, provenAt: new Date() };
    expect(await exportAccount(person)).toMatchObject({
      account: {
        risk_reviews: [{ event_id: eventId, reference, state: "open", reasons: ["script_user_agent", "silent_page"] }],
      },
    });
    const { email } = await db().user.findUniqueOrThrow({ where: { id: userId } });
    expect(await eraseAccount(person, { email, voidTickets: false })).toEqual({ ok: true });
    expect(await db().riskReview.count({ where: { personKey: `user:${userId}` } })).toBe(0);
  });
});

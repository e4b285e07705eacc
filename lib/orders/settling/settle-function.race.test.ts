/**
 * The functions themselves, many at once on one payment. Symptom looked for: two of them that both book, or two that wait
 * for each other. Theory: all lock payment, order, reservation and seats in this order. Method: twenty real connections;
 * each guard has a control that takes it out and must go wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { undisputedStatesBefore } from "#lib/payments/state";
import { createClient, db } from "#lib/platform/db/db";
import { createFunction } from "#lib/platform/db/sql-function";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import type { PrismaClient } from "#prisma/generated/client";
import { anEventOnSale, anOpenOrder, timeRunsOut } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { claimPaymentState, type PaymentRow } from "./payment-store.ts";
import { SETTLE_PAYMENT } from "./settle-function.ts";
import { claimUnpaidEnd } from "./unpaid-store.ts";

const database = aDatabase();
let crowd: PrismaClient;

beforeAll(async () => {
  crowd = createClient(database.url(), 20);
  await Promise.all(Array.from({ length: 20 }, () => crowd.$queryRaw`SELECT pg_sleep(0.05)::text`));
});
afterAll(() => crowd.$disconnect());

/** An attempt without an answer whose time is up: it may be ended and may still be paid. */
async function aLostAttempt() {
  const { held, payment } = await anOpenOrder(await anEventOnSale());
  await timeRunsOut(held);
  await claimPaymentState(payment, { status: "FAILED" });
  return { held, payment };
}

function settle({ eventId, id }: PaymentRow, name = SETTLE_PAYMENT.name) {
  return crowd.$queryRawUnsafe<{ outcome: string }[]>(
    `SELECT outcome FROM ${name}($1::int, $2::uuid, 'CAPTURED', $3::payment_status[], $4::text, NULL, NULL)`,
    ...[eventId, id, undisputedStatesBefore("CAPTURED"), `pi_${id}`],
  );
}

describe("money that comes in the moment in which its order is given up", () => {
  /** A busy machine takes its time. */
  const PATIENT = { maxWait: 60_000, timeout: 60_000 };
  type Held = { eventId: number; id: string };

  async function meet(end: (held: Held) => Promise<unknown>): Promise<unknown[]> {
    const { held, payment } = await aLostAttempt();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? settle(payment) : end(held))),
    );
    return results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  }

  test("gets its seats and tickets in the end, without a deadlock", async () => {
    const end = (held: Held) => claimUnpaidEnd(held.eventId, held.id, "unpaid");
    const paidBefore = await db().order.count({ where: { status: "PAID" } });
    for (let times = 0; times < 10; times++) expect(await meet(end)).toEqual([]);
    expect(await db().order.count({ where: { status: "PAID" } })).toBe(paidBefore + 10);
    expect(await checkInvariants()).toEqual([]);
  });

  test("control: locking the reservation before its order does deadlock", async () => {
    const { held, payment } = await aLostAttempt();
    let settled: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([]);
    const backwards = crowd.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM reservations WHERE event_id = ${held.eventId} AND id = ${held.id}::uuid FOR UPDATE`;
      settled = Promise.allSettled([settle(payment)]);
      // It has the order by now, and waits for the reservation.
      await waitForLockWaits(1);
      await tx.$queryRaw`SELECT id FROM orders WHERE event_id = ${held.eventId} AND reservation_id = ${held.id}::uuid FOR UPDATE`;
    }, PATIENT);
    const [ended] = await Promise.allSettled([backwards]);
    const circles = [ended, ...(await settled)].filter(
      (each) => each.status === "rejected" && /40P01|deadlock/i.test(String(each.reason)),
    );
    expect(circles).toHaveLength(1);
  });
});

describe("twenty settlements of one payment at once", () => {
  async function settleAtOnce(name = SETTLE_PAYMENT.name) {
    const { payment } = await aLostAttempt();
    return Promise.allSettled(Array.from({ length: 20 }, () => settle(payment, name)));
  }

  test("book once and find it done nineteen times, without an error", async () => {
    const results = await settleAtOnce();
    const outcomes = results.map((result) =>
      result.status === "fulfilled" ? result.value[0]?.outcome : String(result.reason),
    );
    expect(outcomes.filter((outcome) => outcome === "settled")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "already")).toHaveLength(19);
    expect(await checkInvariants()).toEqual([]);
  });

  test("control: without the locks they all try to book, and only the database's own constraint stands", async () => {
    const body = SETTLE_PAYMENT.body.replaceAll("FOR UPDATE", "");
    await db().$executeRawUnsafe(createFunction({ ...SETTLE_PAYMENT, name: "settle_unlocked", body }));
    let failed = 0;
    for (let tries = 0; tries < 10 && failed === 0; tries++) {
      failed = (await settleAtOnce("settle_unlocked")).filter((result) => result.status === "rejected").length;
    }
    expect(failed).toBeGreaterThan(0);
  });
});

/**
 * All parties that move money, on the same payment at the same moment. Symptom: a second charge, a second ticket, money without
 * tickets or tickets without money, a deadlock. Theory: each writes with one statement that locks
 * payment, order, reservation and seats in this order and is guarded by their states, so any order of events ends in the
 * same books. Method: rounds with random delays against real connections and the real simulator; then quiet, then the
 * invariants and the gateway's own books.
 */
import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { Failure } from "#lib/platform/invariant";
import { aDatabase } from "#lib/platform/testing/database";
import { testRandom } from "#lib/platform/testing/seed";
import { expireHolds } from "#lib/reservations/expire-holds";
import { aHeldReservation, anEventOnSale, aPromoCode, aSmallHall, type Held, timeRunsOut } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { releaseReservation } from "../placing/release-reservation.ts";
import { aShop, type GatewayObject } from "../testing/shop.ts";
import { endUnpaidReservations } from "./end-unpaid.ts";
import { reconcilePayments } from "./reconcile-payments.ts";

aDatabase();
const shop = aShop();
const aBigHouse = () => anEventOnSale({ layout: aSmallHall({ rows: 20, seatsPerRow: 20 }) });

/** Does it after a random moment, and lets pass what a caller would simply try again. */
async function soon<T>(work: () => Promise<T>, withinMs = 40): Promise<T | undefined> {
  await new Promise((resolve) => setTimeout(resolve, testRandom() * withinMs));
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Runs the scheduler's work until none is left. Offers stay unanswered. */
async function quiet(): Promise<void> {
  for (let round = 0; round < 5; round++) {
    await shop.sandbox().webhooksIdle();
    await db().order.updateMany({ where: { offerUntil: { not: null } }, data: { offerUntil: new Date(0) } });
    await db().reservation.updateMany({
      where: { status: { in: ["HELD", "PAYING"] } },
      data: { expiresAt: new Date(0) },
    });
    await db().payment.updateMany({ data: { createdAt: new Date(Date.now() - 120_000) } });
    await db().seat.updateMany({ where: { status: "HELD" }, data: { heldUntil: new Date(0) } });
    await reconcilePayments(0);
    await endUnpaidReservations();
    await expireHolds();
  }
}

/** What the gateway kept of each order's money, and whether any of it is still only reserved. */
async function gatewayBooks(): Promise<Map<string, number>> {
  const kept = new Map<string, number>();
  let after = "";
  for (let page = 0; page < 20; page++) {
    const list = await shop.look(`/v1/payment_intents?limit=100${after}`);
    for (const intent of list.data) {
      expect(intent.status, "no authorization is left open").not.toBe("requires_capture");
      const number = (intent.metadata as { order_id: string }).order_id;
      kept.set(number, (kept.get(number) ?? 0) + (intent.amount_received as number) - (await refundedOf(intent)));
    }
    if (list.has_more !== true) break;
    after = `&starting_after=${list.data.at(-1)?.id}`;
  }
  return kept;
}

async function refundedOf(intent: GatewayObject): Promise<number> {
  const refunds = (await shop.look(`/v1/refunds?limit=100&payment_intent=${intent.id}`)).data;
  return refunds.reduce((sum, refund) => sum + (refund.amount as number), 0);
}

/** Expects that books, seats and gateway agree (INV-1, 2, 3, 7, 10) and that there was no deadlock. */
async function expectSound(): Promise<void> {
  await quiet();
  expect(shop.endpointFaults).toEqual([]);
  const [circles] = await db().$queryRaw<{ deadlocks: number }[]>`
    SELECT deadlocks::int AS deadlocks FROM pg_stat_database WHERE datname = current_database()`;
  expect(circles?.deadlocks).toBe(0);
  expect(await checkInvariants("after quiet")).toEqual([]);
  const kept = await gatewayBooks();
  for (const order of await db().order.findMany()) {
    const expected = order.status === "PAID" ? order.totalMinor : 0;
    expect([order.number, kept.get(order.number) ?? 0]).toEqual([order.number, expected]);
  }
}

const CARDS = ["pm_card_visa", "pm_card_visa", "pm_card_authenticationRequired", "pm_card_chargeDeclined"];

/** One buyer who presses twice and goes back and forth, the scheduler, and a second buyer for the same seats. */
async function round(eventId: number, seatIds: number[]): Promise<void> {
  const held = await aHeldReservation(eventId, seatIds);
  const wish = { card: CARDS[Math.floor(testRandom() * CARDS.length)] ?? "pm_card_visa", key: uuidv7() };
  const pay = async () => {
    const answer = await shop.commit(held, wish);
    const url = answer.ok && "pending" in answer ? answer.pending.next_action?.redirect_url : undefined;
    if (url) await soon(() => shop.answerChallenge(url, testRandom() < 0.8 ? "complete" : "fail"));
  };
  const lateness = testRandom() < 0.5 ? [soon(() => timeRunsOut(held)), soon(() => rival(held), 80)] : [];
  await Promise.all([
    soon(pay),
    soon(pay),
    soon(() => shop.commit(held), 80),
    soon(() => reconcilePayments(0)),
    soon(() => reconcilePayments(0), 80),
    soon(() => endUnpaidReservations()),
    soon(() => expireHolds(), 80),
    ...lateness,
  ]);
}

async function rival({ eventId, seatIds }: Held): Promise<void> {
  const theirs = await aHeldReservation(eventId, seatIds).catch(() => undefined);
  if (theirs) await shop.commit(theirs);
}

test("fifty payments, each met by commit, webhook, reconciler and sweeper at once, end in one set of books", async () => {
  const eventId = await aBigHouse();
  shop.sandbox().trouble.set("slow", { delayMs: 10 });
  shop.sandbox().trouble.set("duplicate_webhooks");
  for (let first = 0; first < 50; first += 5) {
    const five = [0, 1, 2, 3, 4].map((i) => (first + i) * 4 + 1);
    await Promise.all(five.map((seatId) => round(eventId, [seatId, seatId + 1])));
  }
  shop.sandbox().trouble.clear();
  await expectSound();
  expect(await db().order.count({ where: { eventId, status: "PAID" } })).toBeGreaterThan(10);
});

test("a double click is one order, one charge and the same tickets for both", async () => {
  const eventId = await aBigHouse();
  for (let first = 1; first <= 39; first += 2) {
    const held = await aHeldReservation(eventId, [first, first + 1]);
    const key = uuidv7();
    const answers = await Promise.all([shop.commit(held, { key }), shop.commit(held, { key })]);
    expect(answers.every((answer) => answer.ok || answer.refusal.code === "request_in_progress")).toBe(true);
    const again = await shop.commit(held, { key });
    expect(again).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
    for (const answer of answers) if (answer.ok && "confirmed" in answer) expect(answer).toEqual(again);
  }
  expect(await db().order.count({ where: { eventId } })).toBe(20);
  expect(await db().payment.count({ where: { eventId } })).toBe(20);
  await expectSound();
});

test("twenty who cancel while they pay end with their seats and tickets, or without both and without a charge", async () => {
  const eventId = await aBigHouse();
  const held = await Promise.all(
    Array.from({ length: 20 }, (_, i) => aHeldReservation(eventId, [i * 2 + 1, i * 2 + 2])),
  );
  await Promise.all(
    held.flatMap((each) => [soon(() => shop.commit(each), 30), soon(() => releaseReservation(each.person, each), 30)]),
  );
  await expectSound();
  const statuses = (await db().reservation.findMany({ where: { eventId } })).map((reservation) => reservation.status);
  expect(statuses.every((status) => ["CONFIRMED", "CANCELLED", "EXPIRED"].includes(status))).toBe(true);
});

describe("the last three uses of a promo code", () => {
  test("go to three of twenty buyers, and come back from one who does not pay", async () => {
    const eventId = await aBigHouse();
    const { id, code } = await aPromoCode(eventId, { usesMax: 3, value: 50 });
    const held = await Promise.all(
      Array.from({ length: 20 }, (_, i) => aHeldReservation(eventId, [i * 2 + 1, i * 2 + 2])),
    );
    const answers = await Promise.all(
      held.map((each, i) =>
        shop.commit(each, { promoCode: code, card: i % 2 ? "pm_card_visa" : "pm_card_authenticationRequired" }),
      ),
    );
    const refused = answers.filter((answer) => !answer.ok && answer.refusal.code === "promo_code_invalid");
    expect(refused).toHaveLength(17);
    expect(await db().order.count({ where: { eventId, promoId: id, totalMinor: 4_500, discountMinor: 4_500 } })).toBe(
      3,
    );
    expect((await db().promoCode.findFirstOrThrow({ where: { id } })).uses).toBe(3);
    await expectSound();
    const paid = await db().order.count({ where: { eventId, promoId: id, status: "PAID" } });
    expect((await db().promoCode.findFirstOrThrow({ where: { id } })).uses).toBe(paid);
  });
});

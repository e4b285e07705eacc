/**
 * A hall that loses a row in the moment in which a buyer pays for seats of it. Symptom looked for: an order of a seat that is on no map,
 * or a live ticket of one. Theory: the change locks all seats of the event before it looks at them, so an order that is being opened or
 * settled is there or is not. Method: the change is asked for while the order is not committed, and its buyer's time ran out meanwhile,
 * so that all that is committed calls the seats free. The control is the same without the locks of seats.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { undisputedStatesBefore } from "#lib/payments/state";
import { installGateway } from "#lib/payments/testing/install-gateway";
import { createMemoryGateway } from "#lib/payments/testing/memory-gateway";
import { createClient, db } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits, withoutLocks } from "#lib/platform/testing/locks";
import { brokenSeatInvariants } from "#lib/reservations/testing/check-seats";
import type { PrismaClient } from "#prisma/generated/client";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  anOpenOrder,
  aSmallHall,
  type Held,
  itemsAtFullPrice,
  mailOf,
  sellerOf,
  timeRunsOut,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { commitOrder } from "../placing/commit-order.ts";
import { OPEN_ORDER } from "../placing/open-order-function.ts";
import { receiveWebhook } from "../settling/receive-webhook.ts";
import { SETTLE_PAYMENT } from "../settling/settle-function.ts";
import { changeHall } from "./change-hall.ts";
import { aHallVersion, eachRow } from "./testing/a-hall-version.ts";

const database = aDatabase();
const PATIENT = { maxWait: 120_000, timeout: 120_000 };
/** Pays beside the change, with its locks always on. */
let buyers: PrismaClient;
beforeAll(() => {
  buyers = createClient(database.url(), 4);
});
afterAll(() => buyers.$disconnect());
beforeEach(() => {
  for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats"]) forgetSingleton(name);
});

let whole: ReturnType<typeof db> | undefined;
afterEach(() => {
  if (!whole) return;
  const client = whole;
  whole = undefined;
  forgetSingleton("prisma");
  singleton("prisma", () => client);
});

/** A hall of two rows, and the change that takes the second of them away: seats 11 to 20. */
async function aSale() {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2 }) });
  const owner = await aMember(await sellerOf(eventId), "MANAGER");
  const asked = await aHallVersion(eventId, (plan) => eachRow(plan, (row, i) => (i === 1 ? undefined : row)));
  return { eventId, change: () => changeHall(owner, eventId, asked) };
}
type Sale = Awaited<ReturnType<typeof aSale>>;

test("many late payments and a change at once: no live ticket of a seat that went, and no money without a ticket (INV-2)", async () => {
  const bank = createMemoryGateway({ takes: "authorize", voids: true, lost: "search" });
  installGateway(bank.gateway);
  const applied: boolean[] = [];
  for (let round = 0; round < 6; round++) {
    const { eventId, change } = await aSale();
    const held = await Promise.all([11, 13, 15, 17, 19].map((id) => aHeldReservation(eventId, [id, id + 1])));
    for (const each of held) await payLater(each);
    await Promise.all(held.map(timeRunsOut));
    const payments = await db().payment.findMany({ where: { eventId } });
    const messages = payments.map(({ gatewayId }) => {
      bank.passChallenge(gatewayId ?? "");
      return bank.webhookOf(gatewayId ?? "");
    });
    // The change goes first, in the middle or last.
    const before = round % 3 === 0 ? [] : messages.splice(0, round % 3);
    const paying = before.map((message) => receiveWebhook("memory", message));
    const [answer] = await Promise.all([
      change(),
      ...paying,
      ...messages.map((message) => receiveWebhook("memory", message)),
    ]);
    applied.push(answer.ok);
    const live = await db().ticket.count({ where: { eventId, status: "LIVE", seatId: { gt: 10 } } });
    expect(live > 0).toBe(!answer.ok);
    // The whole set, which knows of seats that are held as an offer for those of a late payment.
    expect(await checkInvariants()).toEqual([]);
  }
  // What the gateway keeps is of live tickets, or of buyers who are asked whether other seats will do.
  const kept = await db().order.findMany({
    where: { OR: [{ status: "PAID" }, { status: "PENDING", offerUntil: { not: null } }] },
  });
  expect(bank.keptMinor()).toBe(kept.reduce((sum, { totalMinor }) => sum + totalMinor, 0));
});

/** Takes the locks out of the change, and of nothing that the buyers do. */
function takeLocksOut(): void {
  const client = db();
  whole = client;
  forgetSingleton("prisma");
  singleton("prisma", () => withoutLocks(client, ["seats", "events"]));
}

/** Asks for the change while a buyer's transaction is open, and answers what becomes of it. */
async function changeDuring({ change }: Sale, pay: (tx: Transaction) => Promise<void>) {
  const { changing } = await buyers.$transaction(async (tx) => {
    await pay(tx);
    const changing = change();
    await waitForLockWaits(1);
    return { changing };
  }, PATIENT);
  return changing;
}

/** Opens the order of a hold that lapses after the transaction began: by its clock the hold is in time, by every other it is over. */
async function openInTheLastMoment({ eventId, id }: Held, tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT now()`;
  const { updatedAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  await db()
    .$executeRaw`UPDATE reservations SET expires_at = clock_timestamp() + interval '2 ms' WHERE event_id = ${eventId} AND id = ${id}::uuid`;
  await db()
    .$executeRaw`UPDATE seats SET held_until = clock_timestamp() + interval '2 ms' WHERE event_id = ${eventId} AND reservation_id = ${id}::uuid`;
  const isOver = async () =>
    (await db().seat.count({ where: { eventId, reservationId: id, heldUntil: { gte: new Date() } } })) === 0;
  await expect.poll(isOver, { timeout: 60_000 }).toBe(true);
  const given = { number: "N-1", email: "a@b.org", name: "A", locale: "en", totalMinor: 4_500, discountMinor: 0 };
  const sums = { addedTaxMinor: 0, addOnsMinor: 0, promoRevision: 0, promoTickets: 0 };
  const places = itemsAtFullPrice({ seatIds: [15], unitMinor: [4_500] });
  const [row] = await tx.$queryRawUnsafe<{ outcome: string }[]>(
    `SELECT ${OPEN_ORDER.name}($1::int, $2::uuid, $3::uuid, $4::uuid, $5::jsonb, $6::jsonb, '[]', NULL, 300, 120, $7::timestamptz, '{}') AS outcome`,
    ...[eventId, id, uuidv7(), uuidv7(), JSON.stringify({ ...given, ...sums, gateway: "memory" })],
    JSON.stringify(places),
    updatedAt,
  );
  expect(row?.outcome).toBe("opened");
}

describe("an order that is opened in the moment of the change", () => {
  async function meet() {
    const sale = await aSale();
    const held = await aHeldReservation(sale.eventId, [15]);
    return { ...sale, answer: await changeDuring(sale, (tx) => openInTheLastMoment(held, tx)) };
  }

  test("keeps its seat, and the change is refused with it (INV-1, INV-3)", async () => {
    const { eventId, answer } = await meet();
    expect(answer).toMatchObject({
      refusal: { code: "hall_change_refused", orphaned: [{ seat_id: 15, order_number: "N-1" }] },
    });
    expect(await brokenSeatInvariants(eventId)).toEqual([]);
  });

  test("control: without the locks of seats the order has a seat that is on no map", async () => {
    takeLocksOut();
    const { eventId, answer } = await meet();
    expect(answer).toMatchObject({ ok: true });
    expect(await db().order.count({ where: { eventId, status: "PENDING", items: { some: { seatId: 15 } } } })).toBe(1);
    expect(await brokenSeatInvariants(eventId)).not.toEqual([]);
  });
});

describe("an order that is settled after its time, in the moment of the change", () => {
  async function meet() {
    const sale = await aSale();
    const { held, payment } = await anOpenOrder(sale.eventId, [15]);
    await timeRunsOut(held);
    const answer = await changeDuring(sale, async (tx) => {
      const [row] = await tx.$queryRawUnsafe<{ outcome: string }[]>(
        `SELECT outcome FROM ${SETTLE_PAYMENT.name}($1::int, $2::uuid, 'CAPTURED', $3::payment_status[], $4::text, NULL, NULL)`,
        ...[sale.eventId, payment.id, undisputedStatesBefore("CAPTURED"), `pi_${payment.id}`],
      );
      expect(row?.outcome).toBe("settled");
    });
    return { ...sale, answer };
  }
  /** Live tickets of seats that the hall has no more. */
  const orphans = ({ eventId }: Sale) => db().ticket.count({ where: { eventId, status: "LIVE", seatId: { gt: 10 } } });

  test("has its ticket, and the change is refused with its seat (INV-1)", async () => {
    const { eventId, answer } = await meet();
    expect(answer).toMatchObject({
      refusal: { code: "hall_change_refused", orphaned: [{ seat_id: 15, reason: "sold" }] },
    });
    expect(await brokenSeatInvariants(eventId)).toEqual([]);
  });

  test("control: without the locks of seats its ticket is of a seat that is on no map", async () => {
    takeLocksOut();
    const sale = await meet();
    expect(sale.answer).toMatchObject({ ok: true });
    expect(await orphans(sale)).toBe(1);
    expect(await brokenSeatInvariants(sale.eventId)).not.toEqual([]);
  });
});

function payLater(held: Held) {
  return commitOrder(held.person, {
    ...{ reservation: held, paymentMethodId: "pm_challenge", idempotencyKey: uuidv7(), promoCode: undefined },
    ...{ locale: "en", terms: undefined },
    billing: { name: "Ada Lovelace", email: mailOf(held.buyerKey), phone: null },
  });
}

/**
 * Symptom looked for: an order that is refunded twice or never when the run of a cancelled event is killed. Theory: what is decided is
 * on the books before the gateway is asked, under a key that never changes, and a gateway is looked at before it is asked again. Method:
 * 10,000 orders, a worker in a process of its own, killed twice while the gateway works, and the gateway's own memory.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { firstMessage } from "#lib/platform/testing/first-message";
import { anEventOnSale, aSmallHall } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { openLedger } from "../testing/open-ledger.ts";
import { claimCancellation } from "./cancellation-store.ts";
import { openBankDesk } from "./testing/bank-desk.ts";

const ORDERS = 10_000;
const PRICE_MINOR = 4_500;

const database = aDatabase();
let desk: Awaited<ReturnType<typeof openBankDesk>>;

beforeAll(async () => {
  desk = await openBankDesk();
});
afterAll(() => desk.close());

/** Paid orders of one ticket each, as their sales left them, written at once. */
async function sellOut(eventId: number): Promise<void> {
  await db().$executeRaw`
    WITH sold AS MATERIALIZED (
      SELECT s.id AS seat_id, uuidv7() AS reservation, uuidv7() AS order_id, uuidv7() AS payment, uuidv7() AS ticket,
        'ORD-2026-X-' || lpad(s.id::text, 6, '0') AS number, 'guest:' || uuidv7() AS buyer
      FROM seats s WHERE s.event_id = ${eventId}::int
    ), reserved AS (
      INSERT INTO reservations (event_id, id, buyer_key, client_reservation_id, status, seat_ids, unit_minor, total_minor, currency, expires_at,
        first_seat_ids, first_unit_minor, first_total_minor, first_expires_at)
      SELECT ${eventId}::int, reservation, buyer, uuidv7(), 'CONFIRMED', ARRAY[seat_id], ARRAY[${PRICE_MINOR}::int], ${PRICE_MINOR}::int, 'EUR', now(),
        ARRAY[seat_id], ARRAY[${PRICE_MINOR}::int], ${PRICE_MINOR}::int, now() FROM sold
    ), ordered AS (
      INSERT INTO orders (event_id, id, number, reservation_id, buyer_key, email, name, status, total_minor, currency, paid_at)
      SELECT ${eventId}::int, order_id, number, reservation, buyer, 'ada@example.org', 'Ada', 'PAID', ${PRICE_MINOR}::int, 'EUR', now() FROM sold
    ), items AS (
      INSERT INTO order_items (event_id, order_id, seat_id, price_level_id, unit_minor, section, row, number)
      SELECT ${eventId}::int, order_id, seat_id, 1, ${PRICE_MINOR}::int, 'Stalls', 'A', seat_id::text FROM sold
    ), paid AS (
      INSERT INTO payments (event_id, id, order_id, attempt, gateway, gateway_id, idempotency_key, status, amount_minor, currency)
      SELECT ${eventId}::int, payment, order_id, 1, 'desk', 'pay_' || seat_id, number || '-1', 'CAPTURED', ${PRICE_MINOR}::int, 'EUR' FROM sold
    ), ticketed AS (
      INSERT INTO tickets (event_id, id, number, order_id, seat_id, price_level_id, unit_minor, section, row, seat_number, holder_name)
      SELECT ${eventId}::int, ticket, number || '-1', order_id, seat_id, 1, ${PRICE_MINOR}::int, 'Stalls', 'A', seat_id::text, 'Ada' FROM sold
    )
    UPDATE seats s SET status = 'BOOKED', version = 1, reservation_id = w.reservation FROM sold w
    WHERE s.event_id = ${eventId}::int AND s.id = w.seat_id`;
  await openLedger();
}

function startWorker(): ChildProcess {
  return fork(join(import.meta.dirname, "testing", "killed-worker.ts"), {
    env: { ...process.env, DATABASE_URL: database.url(), BANK_URL: desk.url },
  });
}

/** Kills a worker at the moment when the gateway has made so many refunds, whose answers it never reads. */
async function killWorkerAt(eventId: number, refunds: number): Promise<void> {
  const reached = desk.reaches(refunds);
  const worker = startWorker();
  await reached;
  const gone = once(worker, "exit");
  worker.kill("SIGKILL");
  await gone;
  // A minute goes by: what it had in hand is due again.
  await db().cancelledOrder.updateMany({ where: { eventId }, data: { dueAt: new Date(0) } });
}

test("10,000 orders of a cancelled event are each refunded once, though the run is killed twice in the middle", async () => {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 100, seatsPerRow: 100 }), priceMinor: PRICE_MINOR });
  await sellOut(eventId);
  await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
  await claimCancellation(eventId);
  await killWorkerAt(eventId, 2_450);
  await killWorkerAt(eventId, 6_350);
  const { worked } = (await firstMessage(startWorker())) as { worked: number };
  expect(worked).toBeGreaterThan(ORDERS - 6_350 - 1);
  const made = [...desk.refunds.values()];
  expect(made).toHaveLength(ORDERS);
  expect(made.every((refunds) => refunds.length === 1 && refunds[0]?.amountMinor === PRICE_MINOR)).toBe(true);
  // Those that the killed workers had in hand were looked up before they were asked for again.
  expect(desk.lookUps()).toBeGreaterThan(0);
  expect(await db().cancelledOrder.groupBy({ by: ["status"], where: { eventId }, _count: true })).toEqual([
    { status: "DONE", _count: ORDERS },
  ]);
  expect((await db().cancellation.findUniqueOrThrow({ where: { eventId } })).finishedAt).not.toBeNull();
  expect(await db().order.count({ where: { eventId, status: "REFUNDED" } })).toBe(ORDERS);
  expect(await db().outboxFact.count({ where: { eventId, type: "order.called_off" } })).toBe(ORDERS);
  expect(await checkInvariants("after quiet")).toEqual([]);
});

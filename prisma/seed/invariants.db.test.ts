import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aPaidOrder, aPromoCode, timeRunsOut } from "./builders.ts";
import { checkInvariants } from "./invariants.ts";

aDatabase();
let eventId: number;

beforeEach(async () => {
  await db()
    .$executeRaw`TRUNCATE events, seats, reservations, orders, order_items, payments, refunds, tickets, promo_codes CASCADE`;
  eventId = await anEventOnSale();
  await aPaidOrder(eventId, [1, 2]);
  await aHeldReservation(eventId, [3, 4]);
  await timeRunsOut(await aHeldReservation(eventId, [5, 6]));
});

test("a hall with sold, held and lapsed seats breaks no invariant", async () => {
  expect(await checkInvariants("after quiet")).toEqual([]);
});

const aRefund = (status: string) =>
  `INSERT INTO refunds (event_id, id, order_id, payment_id, amount_minor, reason, status, idempotency_key)
   SELECT event_id, id, order_id, id, 5, 'x', '${status}', 'x' FROM payments`;
const aDispute = `INSERT INTO disputes (event_id, id, order_id, payment_id, gateway, gateway_id, status, amount_minor, is_withdrawn, reason)
   SELECT event_id, id, order_id, id, 'stripe', 'x', 'OPEN', 5, true, 'x' FROM payments`;
/** Balanced lines of 5 on these accounts. */
const lines = (debit: string, credit: string, subject: string) =>
  `INSERT INTO ledger_lines (event_id, transaction_id, kind, account, amount_minor, currency, order_id, payment_id, ${subject})
   SELECT event_id, uuidv7(), 'CAPTURED', a.account, a.amount, currency, order_id, id, id
   FROM payments, (VALUES ('${debit}'::ledger_account, 5), ('${credit}', -5)) AS a(account, amount)`;

const aFee = (account: string) =>
  `INSERT INTO ledger_lines (event_id, transaction_id, kind, account, amount_minor, currency, order_id, payment_id, movement)
   SELECT event_id, uuidv7(), 'FEE', a.account, a.amount, currency, order_id, id, 'txn_x'
   FROM payments, (VALUES ('FEES'::ledger_account, 5), ('${account}', -5)) AS a(account, amount)`;

describe("a broken invariant is named:", () => {
  test.each([
    ["INV-1: seat 1", "UPDATE seats SET status = 'AVAILABLE', reservation_id = NULL WHERE id = 1"],
    ["INV-1: seat 1", "UPDATE tickets SET status = 'VOID' WHERE seat_id = 1"],
    ["INV-1: ticket", "UPDATE tickets SET seat_id = 9 WHERE seat_id = 1"],
    ["INV-3: event", "DELETE FROM seats WHERE id = 20"],
    ["INV-3: event", "UPDATE events SET capacity = capacity + 1"],
    ["INV-4: seat 3", "UPDATE reservations SET status = 'CANCELLED' WHERE status = 'HELD'"],
    ["INV-4: seat 1", "UPDATE reservations SET status = 'EXPIRED' WHERE status = 'CONFIRMED'"],
    [
      "INV-7: reservation",
      "UPDATE seats SET status = 'AVAILABLE', reservation_id = NULL, held_until = NULL WHERE id = 3",
    ],
    ["INV-10: order", "UPDATE payments SET amount_minor = amount_minor - 1"],
    ["INV-10: order", "UPDATE orders SET status = 'FAILED'"],
    ["INV-10: order", "UPDATE order_items SET unit_minor = unit_minor + 1 WHERE seat_id = 1"],
    ["INV-10: payment", "UPDATE payments SET refunded_minor = 1"],
    ["INV-2: order", "UPDATE payments SET status = 'AUTHORIZED'"],
    ["INV-2: order", "WITH t AS (UPDATE tickets SET status = 'VOID') UPDATE orders SET status = 'FAILED'"],
    ["INV-6: promo code", "UPDATE promo_codes SET uses = 1"],
    ["INV-6: reservation", "UPDATE orders SET status = 'FAILED'"],
    ["INV-6: buyer", "UPDATE orders SET promo_id = p.id FROM promo_codes p; UPDATE promo_codes SET uses_per_buyer = 0"],
    ["INV-10: ledger transaction", "DELETE FROM ledger_lines WHERE account = 'SALES'"],
    ["INV-10: payment", "DELETE FROM ledger_lines"],
    ["INV-10: payment", "UPDATE ledger_lines SET amount_minor = amount_minor * 2"],
    ["reserved", "UPDATE ledger_lines SET account = 'RESERVED' WHERE account = 'GATEWAY'"],
    ["INV-10: refund", aRefund("PENDING")],
    ["INV-10: refund", `${aRefund("FAILED")}; ${lines("REFUNDS", "IN_TRANSIT", "refund_id")}`],
    ["refunded and", `${aRefund("SUCCEEDED")}; ${lines("REFUNDS", "GATEWAY", "refund_id")}`],
    [
      "lines for the fee",
      `${aFee("GATEWAY")}; UPDATE ledger_lines SET movement = 'txn_x', kind = 'FEE' WHERE kind = 'CAPTURED' AND account = 'SALES'`,
    ],
    ["lost, its ledger", "UPDATE payments SET lost_minor = 1"],
    ["INV-10: dispute", aDispute],
    ["INV-10: dispute", `${aDispute}; ${lines("LOSSES", "GATEWAY", "dispute_id")}`],
    ["is paid at", "UPDATE orders SET total_minor = total_minor + 1"],
    ["shows", "INSERT INTO event_sales SELECT event_id, 0, 1 FROM orders; TRUNCATE outbox"],
    [
      "INV-11: job",
      "SELECT graphile_worker.add_job('x'); UPDATE graphile_worker._private_jobs SET locked_by = 'pool-x', locked_at = now() - interval '61 s'",
    ],
  ])("%s after %s", async (named, damage) => {
    await aPromoCode(eventId, { usesMax: 3 });
    for (const statement of damage.split("; ")) await db().$executeRawUnsafe(statement);
    expect(await checkInvariants("after quiet")).toContainEqual(expect.stringContaining(named));
  });
});

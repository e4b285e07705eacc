import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GatewayDispute } from "#lib/payments/gateway";
import {
  LIVE_PAYMENT_STATUSES,
  PAYMENT_STATUSES,
  PAYMENT_TRANSITIONS,
  type PaymentStatus,
  paymentStatesBefore,
  undisputedStatesBefore,
} from "#lib/payments/state";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { RESERVATION_STATUSES, RESERVATION_TRANSITIONS, type ReservationStatus } from "#lib/reservations/state";
import { claimRelease } from "#lib/reservations/store";
import { SEAT_TRANSITIONS } from "#lib/seating/state";
import { TICKET_TRANSITIONS } from "#lib/tickets/state";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  anOpenOrder,
  aPaidOrder,
  aSmallHall,
  sellerOf,
} from "#prisma/seed/builders";
import { changeHall } from "./changing-hall/change-hall.ts";
import { aHallVersion, eachRow } from "./changing-hall/testing/a-hall-version.ts";
import { claimDispute } from "./disputing/dispute-store.ts";
import { claimRefund, claimRefundEnd, claimRefundRetry } from "./refunding/refund-store.ts";
import { REFUND_TRANSITIONS } from "./refunding/state.ts";
import { ORDER_STATUSES, ORDER_TRANSITIONS, type OrderStatus } from "./state.ts";
import { aDispute, aWish, GUARDED_WRITES, type Situation } from "./testing/guarded-writes.ts";

const { url } = aDatabase();

type States = { reservation: ReservationStatus; order: OrderStatus; payment: PaymentStatus };

let situation: Situation;
/** The connection by which the test itself puts states; the triggers that record transitions know it by its setting. */
let putter: pg.Client;

beforeAll(async () => {
  putter = new pg.Client({ connectionString: url(), options: "-c test.is_putting=on" });
  await putter.connect();
  await recordTransitions();
  const eventId = await anEventOnSale();
  const { payment } = await anOpenOrder(eventId);
  const order = await db().order.findFirstOrThrow({ where: { eventId } });
  situation = { eventId, order, payment };
});

afterAll(() => putter.end());

/** Writes that open something beside these rows, or need an order that is not there yet. */
const MOVES_NOTHING = ["extension", "order opened", "attempt opened", "surplus booked"];

const ALL_STATES: States[] = RESERVATION_STATUSES.flatMap((reservation) =>
  ORDER_STATUSES.flatMap((order) => PAYMENT_STATUSES.map((payment) => ({ reservation, order, payment }))),
);

/** Puts the rows into these states, lets the write loose, and answers the states after it. */
async function after(
  write: (on: Situation) => Promise<unknown>,
  states: States,
  time: "running" | "up",
): Promise<States> {
  const { eventId, order, payment } = situation;
  await put(states, time);
  await write(situation).catch((error: unknown) => {
    // What the database's own constraints refuse is refused as well.
    if (!String(error).match(/unique constraint|check constraint|Unique constraint/i)) throw error;
  });
  const [row] = await db().$queryRaw<States[]>`
    SELECT r.status::text AS reservation, o.status::text AS order, p.status::text AS payment
    FROM reservations r, orders o, payments p
    WHERE r.event_id = ${eventId} AND r.id = ${order.reservationId}::uuid AND o.event_id = ${eventId} AND o.id = ${order.id}::uuid
      AND p.event_id = ${eventId} AND p.id = ${payment.id}::uuid`;
  if (!row) throw new Error("the rows are gone");
  return row;
}

async function put(states: States, time: "running" | "up"): Promise<void> {
  const { eventId, order, payment } = situation;
  const values = [
    eventId,
    order.reservationId,
    order.id,
    payment.id,
    states.reservation,
    states.order,
    states.payment,
    time === "up" ? "-1 minute" : "1 minute",
    ["AUTHORIZED", "CAPTURED", "CANCELED"].includes(states.payment),
  ];
  await putter.query({ name: "put", text: PUT, values });
}

/** Seats that are free already stay as they are: otherwise each of thousands of calls would write a new version of all of them. */
const PUT = `
WITH a AS (DELETE FROM tickets WHERE event_id = $1), b AS (DELETE FROM refunds WHERE event_id = $1),
  c AS (DELETE FROM disputes WHERE event_id = $1),
  d AS (UPDATE reservations SET status = $5::reservation_status, seat_ids = '{1,2}', expires_at = now() + $8::interval, extensions_left = 1
    WHERE event_id = $1 AND id = $2::uuid),
  e AS (UPDATE orders SET status = $6::order_status, failure_reason = CASE WHEN $6 = 'FAILED' THEN 'unpaid' END,
    offer_seat_ids = '{3,4}', offer_until = CASE WHEN $6 = 'PENDING' AND $9 THEN now() + $8::interval END WHERE event_id = $1 AND id = $3::uuid),
  f AS (UPDATE order_items SET seat_id = seat_id - 2 WHERE event_id = $1 AND seat_id > 2),
  g AS (UPDATE payments SET status = $7::payment_status, refunded_minor = 0, lost_minor = 0, gateway_id = NULL WHERE event_id = $1 AND id = $4::uuid)
UPDATE seats SET status = 'AVAILABLE', reservation_id = NULL, held_until = NULL
WHERE event_id = $1 AND (status <> 'AVAILABLE' OR reservation_id IS NOT NULL OR held_until IS NOT NULL)`;

/** Writes down every state that a row leaves for another one, but for those that the test itself puts. */
async function recordTransitions(): Promise<void> {
  await db()
    .$executeRaw`CREATE TABLE seen_transitions (machine text, was text, became text, PRIMARY KEY (machine, was, became))`;
  await db().$executeRaw`
    CREATE FUNCTION record_transition() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF coalesce(current_setting('test.is_putting', true), '') <> 'on' THEN
        INSERT INTO seen_transitions VALUES (TG_TABLE_NAME, OLD.status, NEW.status) ON CONFLICT DO NOTHING;
      END IF;
      RETURN NULL;
    END $$`;
  for (const machine of Object.keys(MACHINES)) {
    await db().$executeRawUnsafe(
      `CREATE TRIGGER record_transition AFTER UPDATE ON ${machine} FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION record_transition()`,
    );
  }
}

/** The tables of states, by the database's tables that hold them. */
const MACHINES = {
  reservations: RESERVATION_TRANSITIONS,
  orders: ORDER_TRANSITIONS,
  payments: PAYMENT_TRANSITIONS,
  seats: SEAT_TRANSITIONS,
  tickets: TICKET_TRANSITIONS,
  refunds: REFUND_TRANSITIONS,
} as const satisfies Record<string, Record<string, readonly string[]>>;

function isAllowed(before: States, now: States): boolean {
  const allowed = (table: Record<string, readonly string[]>, from: string, to: string) =>
    from === to || (table[from] ?? []).includes(to);
  return (
    allowed(RESERVATION_TRANSITIONS, before.reservation, now.reservation) &&
    allowed(ORDER_TRANSITIONS, before.order, now.order) &&
    allowed(PAYMENT_TRANSITIONS, before.payment, now.payment)
  );
}

describe("no write of the stores takes a way that is not in the tables", () => {
  test.each(Object.keys(GUARDED_WRITES))("%s", async (name) => {
    const write = GUARDED_WRITES[name];
    if (!write) throw new Error("no such write");
    const strays: string[] = [];
    let moves = 0;
    // Neither looks at the time of the hold.
    const isTimeless = /^(moved|dispute)/.test(name);
    const times = isTimeless ? (["running"] as const) : (["running", "up"] as const);
    for (const time of times) {
      for (const before of ALL_STATES) {
        const now = await after(write, before, time);
        if (JSON.stringify(now) !== JSON.stringify(before)) moves += 1;
        if (!isAllowed(before, now)) strays.push(`${JSON.stringify(before)} → ${JSON.stringify(now)}`);
      }
    }
    expect(strays).toEqual([]);
    expect(moves > 0, `${name} moves something`).toBe(!MOVES_NOTHING.includes(name));
  });
});

test("the lists of states in the database and in the statements are those of the tables", async () => {
  const enums = await db().$queryRaw<{ name: string; labels: string[] }[]>`
    SELECT t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname`;
  const labels = Object.fromEntries(enums.map((row) => [row.name, row.labels]));
  expect(labels.reservation_status).toEqual([...RESERVATION_STATUSES]);
  expect(labels.order_status).toEqual([...ORDER_STATUSES]);
  expect(labels.payment_status).toEqual([...PAYMENT_STATUSES]);
  const [index] = await db().$queryRaw<{ definition: string }[]>`
    SELECT indexdef AS definition FROM pg_indexes WHERE indexname = 'payments_one_live_attempt'`;
  expect(index?.definition.match(/'[A-Z_]+'/g)?.map((quoted) => quoted.slice(1, -1))).toEqual([
    ...LIVE_PAYMENT_STATUSES,
  ]);
});

test("money is recorded from every state that may come before it, and from no other", () => {
  expect(paymentStatesBefore("AUTHORIZED")).toEqual(["CREATED", "REQUIRES_ACTION", "CANCELED", "FAILED"]);
  const before = ["CREATED", "REQUIRES_ACTION", "AUTHORIZED", "CANCELED", "FAILED"];
  expect(undisputedStatesBefore("CAPTURED")).toEqual(before);
  expect(paymentStatesBefore("CAPTURED")).toEqual([...before, "DISPUTED"]);
  expect(paymentStatesBefore("CREATED")).toEqual([]);
});

/** The life of a refund that the bank refuses, that is sent again, and that comes back in the end. */
async function aRefundWithTroubles(): Promise<void> {
  const eventId = await anEventOnSale();
  const { id } = await aPaidOrder(eventId, [1, 2]);
  const order = await db().order.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
  const { refundId } = await claimRefund(order, { ...aWish(order), key: "troubles" });
  const refund = { eventId, id: refundId ?? "", attempt: 1 };
  await claimRefundEnd(refund, { status: "FAILED", gatewayId: null });
  await claimRefundRetry(order, refund.id);
  await claimRefundEnd({ ...refund, attempt: 2 }, { status: "SUCCEEDED", gatewayId: "re_2" });
  await claimRefundEnd({ ...refund, attempt: 2 }, { status: "FAILED", gatewayId: "re_2" });
}

/** Disputes of orders whose organizer's policy voids the tickets: one is won, one is lost. */
async function twoDisputes(): Promise<void> {
  const eventId = await anEventOnSale();
  await db().event.update({ where: { id: eventId }, data: { disputePolicy: "VOID" } });
  for (const [seat, end] of [
    [1, "won"],
    [2, "lost"],
  ] as const) {
    const { id: orderId } = await aPaidOrder(eventId, [seat]);
    const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId } });
    const said = (status: GatewayDispute["status"]) => ({ ...aDispute(status), gatewayId: `dp_${seat}` });
    await claimDispute(payment, said("open"));
    await claimDispute(payment, said(end));
  }
}

async function aReleasedHold(): Promise<void> {
  const { eventId, id } = await aHeldReservation(await anEventOnSale(), [1]);
  await claimRelease(eventId, id);
}

/** A row that the hall no longer gives out, and then does again. */
async function aRowShutAndOpened(): Promise<void> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2 }) });
  const owner = await aMember(await sellerOf(eventId), "MANAGER");
  const shut = await aHallVersion(eventId, (plan) => {
    const categories = [...plan.categories, { id: "shut", name: "Not given out", sold: false, hue: 0 }];
    return eachRow({ ...plan, categories }, (row, i) => (i === 1 ? { ...row, category: "shut" } : row));
  });
  expect(await changeHall(owner, eventId, shut)).toMatchObject({ ok: true });
  const opened = await aHallVersion(eventId, (plan) => eachRow(plan, ({ category: _, ...row }) => row));
  expect(await changeHall(owner, eventId, opened)).toMatchObject({ ok: true });
}

describe("each transition that a table lists is made by some guarded write", () => {
  const seen = async (machine: string) => {
    const rows = await db().$queryRaw<{ way: string }[]>`
      SELECT was || ' → ' || became AS way FROM seen_transitions WHERE machine = ${machine}`;
    return rows.map(({ way }) => way).sort();
  };

  beforeAll(async () => {
    await aRefundWithTroubles();
    await aReleasedHold();
    await twoDisputes();
    await aRowShutAndOpened();
  });

  test.each(Object.entries(MACHINES))("%s", async (machine, table) => {
    const listed = Object.entries(table).flatMap(([was, next]) => next.map((became: string) => `${was} → ${became}`));
    expect(await seen(machine)).toEqual(listed.sort());
  });
});

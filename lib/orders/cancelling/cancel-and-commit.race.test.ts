/**
 * Symptom looked for: an order of a cancelled event that is paid and keeps its money, because it was opened or settled in the moment of
 * the cancellation and is on no list. Theory: both read the event behind the locks of their seats, and the run locks all seats before it
 * lists the orders. Method: buyers who pay and an organizer who cancels at once; each guard has a control that takes it out.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { changeEvent } from "#lib/catalog/change-event";
import { eventChangeBody } from "#lib/catalog/event-contract";
import { isCancelled, isOnSaleAsRead } from "#lib/catalog/event-fragments";
import { installGateway } from "#lib/payments/testing/install-gateway";
import { createMemoryGateway } from "#lib/payments/testing/memory-gateway";
import { db } from "#lib/platform/db/db";
import { createFunction } from "#lib/platform/db/sql-function";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
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
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { commitOrder } from "../placing/commit-order.ts";
import { OPEN_ORDER } from "../placing/open-order-function.ts";
import { SETTLE_PAYMENT } from "../settling/settle-function.ts";
import { eventSales } from "../withdrawing/event-sales.ts";
import { orderCanceller } from "./cancel-orders.ts";
import { workCancellations } from "./work-cancellations.ts";

aDatabase();

beforeEach(() => {
  for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats"]) forgetSingleton(name);
});

const BUYERS = 12;
const aHall = () => anEventOnSale({ layout: aSmallHall({ rows: 3, seatsPerRow: 10 }) });

async function cancel(eventId: number): Promise<void> {
  const person = await aMember(await sellerOf(eventId), "MANAGER");
  await changeEvent(person, eventId, { change: eventChangeBody.parse({ status: "cancelled" }), sales: eventSales });
  await workFacts(orderCanceller);
  await workCancellations();
}

function pay(held: Held) {
  return commitOrder(held.person, {
    ...{ reservation: held, paymentMethodId: "pm_good", idempotencyKey: uuidv7(), promoCode: undefined },
    ...{ locale: "en", terms: undefined },
    billing: { name: "Ada Lovelace", email: mailOf(held.buyerKey), phone: null },
  });
}

/** Minutes go by until the run is finished: what could not be ended at once is due again. */
async function untilFinished(eventId: number): Promise<void> {
  const past = new Date(Date.now() - 120_000);
  for (let times = 0; times < 10; times++) {
    await db().payment.updateMany({ where: { eventId }, data: { createdAt: past } });
    await db().cancelledOrder.updateMany({ where: { eventId }, data: { dueAt: past } });
    await workCancellations();
    const { finishedAt } = await db().cancellation.findUniqueOrThrow({ where: { eventId } });
    if (finishedAt) return;
  }
  throw new Error("the run does not finish");
}

const paidOrders = (eventId: number) =>
  db().order.count({ where: { eventId, status: { in: ["PENDING", "PAID", "PARTIALLY_REFUNDED"] } } });

test("no order of a cancelled event keeps money, though buyers pay in the same moment", async () => {
  const bank = createMemoryGateway({ takes: "authorize", voids: true, lost: "search" });
  installGateway(bank.gateway);
  let paidFirst = 0;
  for (let round = 0; round < 6; round++) {
    const eventId = await aHall();
    const held = await Promise.all(
      Array.from({ length: BUYERS }, (_, i) => aHeldReservation(eventId, [i * 2 + 1, i * 2 + 2])),
    );
    // Some are through before, most meet it.
    const paying = held.slice(0, 3).map(pay);
    await paying[0];
    const answers = await Promise.all([...paying, cancel(eventId), ...held.slice(3).map(pay)]);
    await untilFinished(eventId);
    paidFirst += answers.filter((answer) => answer?.ok && "confirmed" in answer).length;
    expect(await paidOrders(eventId)).toBe(0);
    expect(await db().ticket.count({ where: { eventId, status: "LIVE" } })).toBe(0);
    expect(await db().seat.count({ where: { eventId, status: "BOOKED" } })).toBe(0);
    expect(bank.keptMinor()).toBe(0);
    const refusals = answers.flatMap((answer) => (answer && !answer.ok ? [answer.refusal.code] : []));
    expect(refusals.filter((code) => code !== "event_cancelled")).toEqual([]);
  }
  expect(paidFirst).toBeGreaterThan(0);
  expect(await checkInvariants("after quiet")).toEqual([]);
});

describe("an order that is on no list", () => {
  /** The function without its look at the event. */
  async function blind(of: typeof OPEN_ORDER, look: string, name: string): Promise<void> {
    const body = of.body.replace(look, "false");
    expect(body).not.toBe(of.body);
    await db().$executeRawUnsafe(createFunction({ ...of, name, body }));
  }

  /** Opens an order by this function after the run of its event is over, as one that began before would. */
  async function openAfter(name: string): Promise<string | undefined> {
    const eventId = await aHall();
    const held = await aHeldReservation(eventId, [1, 2]);
    const { updatedAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED", updatedAt } });
    const given = { number: "N-1", email: "a@b.org", name: "A", locale: "en", totalMinor: 9_000, discountMinor: 0 };
    const sums = { addedTaxMinor: 0, addOnsMinor: 0, promoRevision: 0, promoTickets: 0 };
    const [row] = await db().$queryRawUnsafe<{ outcome: string }[]>(
      `SELECT ${name}($1::int, $2::uuid, $3::uuid, $4::uuid, $5::jsonb, $7::jsonb, '[]', NULL, 300, 120, $6::timestamptz, '{}') AS outcome`,
      ...[eventId, held.id, uuidv7(), uuidv7(), JSON.stringify({ ...given, ...sums, gateway: "memory" })],
      ...[updatedAt, JSON.stringify(itemsAtFullPrice(held))],
    );
    return row?.outcome;
  }

  test("does not open: the event is read behind the seats' locks", async () => {
    expect(await openAfter(OPEN_ORDER.name)).toBe("event_changed");
  });

  test("control: without that look it opens", async () => {
    const look = `NOT ${isOnSaleAsRead({ id: "sold_event", updatedAt: "judged_at" })}`;
    await blind(OPEN_ORDER, look, "open_order_blind");
    expect(await openAfter("open_order_blind")).toBe("opened");
  });

  async function settleAfter(name: string): Promise<string | undefined> {
    const { payment } = await anOpenOrder(await aHall());
    const { eventId, id } = payment;
    await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
    const [row] = await db().$queryRawUnsafe<{ outcome: string }[]>(
      `SELECT outcome FROM ${name}($1::int, $2::uuid, 'CAPTURED', '{CREATED}', $3::text, NULL, NULL)`,
      ...[eventId, id, `pi_${id}`],
    );
    return row?.outcome;
  }

  test("is not settled: its money goes back", async () => {
    expect(await settleAfter(SETTLE_PAYMENT.name)).toBe("seats_gone");
  });

  test("control: without that look it is paid and keeps its money", async () => {
    await blind(SETTLE_PAYMENT, isCancelled("sold_event"), "settle_blind");
    expect(await settleAfter("settle_blind")).toBe("settled");
  });
});

/**
 * One message of a gateway, delivered many times at once. Symptom looked for: two deliveries that wait for each other, or a
 * message that takes effect twice. Theory: the gateway's answer may change between two deliveries, so one settles the payment
 * and another moves it, and each locks the payment before it writes the message into the inbox. Method: twenty real
 * connections; the control writes the message first and must deadlock.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import type { PrismaClient } from "#prisma/generated/client";
import { anEventOnSale, anOpenOrder } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { claimPaymentState, claimSettlement, type InboxEntry, type PaymentRow } from "./payment-store.ts";

const database = aDatabase();
let crowd: PrismaClient;

beforeAll(async () => {
  crowd = createClient(database.url(), 10);
  await Promise.all(Array.from({ length: 10 }, () => crowd.$queryRaw`SELECT pg_sleep(0.05)::text`));
});
afterAll(() => crowd.$disconnect());

/** A busy machine takes its time. */
const PATIENT = { maxWait: 60_000, timeout: 60_000 };
const isDeadlock = (error: unknown) => /40P01|deadlock/i.test(String(error));

type Delivery = (payment: PaymentRow, message: InboxEntry) => Promise<unknown>;

/** Twenty deliveries of one message, every second of which settles; answers what they threw. */
async function deliver(move: Delivery): Promise<unknown[]> {
  const { payment } = await anOpenOrder(await anEventOnSale());
  const message = { gateway: "stripe", id: `evt_${uuidv7()}`, type: "payment_intent.succeeded" };
  const settle: Delivery = (_, inbox) =>
    claimSettlement(payment, { status: "CAPTURED", gatewayId: `pi_${payment.id}`, methodLabel: null }, inbox);
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? settle : move)(payment, message)),
  );
  return results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
}

test("deliveries that settle and deliveries that move the payment take effect once, without a deadlock", async () => {
  const move: Delivery = (payment, inbox) => claimPaymentState(payment, { status: "REQUIRES_ACTION" }, inbox);
  for (let times = 0; times < 20; times++) expect(await deliver(move)).toEqual([]);
  expect(await db().webhookInbox.count()).toBe(20);
  const statuses = (await db().payment.findMany()).map(({ status }) => status);
  expect(statuses.every((status) => status === "CAPTURED" || status === "REQUIRES_ACTION")).toBe(true);
  const captured = statuses.filter((status) => status === "CAPTURED").length;
  expect(await db().order.count({ where: { status: "PAID" } })).toBe(captured);
  expect(await checkInvariants()).toEqual([]);
});

test("control: a delivery that writes the message before it locks the payment does deadlock", async () => {
  const backwards: Delivery = ({ eventId, id }, message) =>
    crowd.$transaction(async (tx) => {
      const row = { eventId, gateway: message.gateway, gatewayEventId: message.id, type: message.type };
      await tx.webhookInbox.createMany({ data: [row], skipDuplicates: true });
      await tx.$queryRaw`SELECT id FROM payments WHERE event_id = ${eventId} AND id = ${id}::uuid FOR UPDATE`;
    }, PATIENT);
  let circles: unknown[] = [];
  for (let times = 0; times < 40 && circles.length === 0; times++)
    circles = (await deliver(backwards)).filter(isDeadlock);
  expect(circles.length).toBeGreaterThan(0);
});

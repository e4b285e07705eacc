import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aSmallHall, type Held } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { challengeUrl } from "../testing/books.ts";
import { aShop, type GatewayObject } from "../testing/shop.ts";
import { receiveWebhook } from "./receive-webhook.ts";

aDatabase();
const shop = aShop();
let eventId: number;
let nextSeat = 1;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 20 }) });
});

async function twoSeats(): Promise<Held> {
  const held = await aHeldReservation(eventId, [nextSeat, nextSeat + 1]);
  nextSeat += 2;
  return held;
}

/** A buyer at the bank's page, whose commit request is long over. */
async function challenged(held: Held): Promise<string> {
  const answer = await shop.commit(held, { card: "pm_card_authenticationRequired" });
  return challengeUrl(answer);
}

const liveTickets = ({ id }: Held) =>
  db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM tickets t JOIN orders o ON o.event_id = t.event_id AND o.id = t.order_id
    WHERE o.event_id = ${eventId} AND o.reservation_id = ${id}::uuid AND t.status = 'LIVE'`.then(
    (rows) => rows[0]?.count,
  );

/** How many rows each table of money has: what no forged event may change. */
async function books() {
  const [row] = (await db().$queryRaw`
    SELECT (SELECT count(*)::int FROM webhook_inbox) AS inbox, (SELECT count(*)::int FROM audit_log WHERE action <> 'order.pay') AS audit,
      (SELECT count(*)::int FROM tickets) AS tickets, (SELECT max(updated_at) FROM payments) AS payments,
      (SELECT count(*)::int FROM outbox) AS facts, (SELECT sum(version)::int FROM seats) AS seats`) as unknown[];
  return row;
}

/** A payment intent that names a payment of ours in its metadata. */
function naming(changes: Record<string, string>): GatewayObject {
  const metadata = { event_id: String(eventId), payment_id: "01930000-0000-7000-8000-000000000001", ...changes };
  return { id: "pi_x", object: "payment_intent", status: "succeeded", amount: 1, currency: "eur", metadata } as never;
}

test("a signed event that cannot be read is refused for what it is, and not as forged", async () => {
  const hear = (sign: (body: string) => string) =>
    receiveWebhook("stripe", {
      rawBody: Buffer.from("[]"),
      headers: new Headers({ "stripe-signature": sign("[]") }),
    });
  const now = Date.now();
  expect(await hear((body) => signed(body, "whsec_shop_tests_only", now))).toMatchObject({
    refusal: { code: "invalid_request" },
  });
  expect(await hear((body) => signed(body, "whsec_other", now))).toMatchObject({
    refusal: { code: "invalid_signature" },
  });
});

describe("a forged event", () => {
  const event = (payment: GatewayObject | undefined) =>
    JSON.stringify({ id: "evt_forged", object: "event", type: "payment_intent.succeeded", data: { object: payment } });

  test.each([
    ["without a signature", () => "undefined"],
    ["signed with another key", (body: string) => signed(body, "whsec_other", Date.now())],
    ["signed an hour ago", (body: string) => signed(body, "whsec_shop_tests_only", Date.now() - 3_600_000)],
    ["whose signature is of another body", () => signed("{}", "whsec_shop_tests_only", Date.now())],
  ])("%s is answered 400 and writes nothing anywhere", async (_how, sign) => {
    const held = await twoSeats();
    await challenged(held);
    await shop.sandbox().webhooksIdle();
    const intent = (await shop.look("/v1/payment_intents?limit=1")).data[0];
    const before = await books();
    const body = event(intent && { ...intent, status: "succeeded" });
    expect(await shop.knock(body, sign(body))).toBe(400);
    expect(await books()).toEqual(before);
  });

  test.each([
    ["is no message", () => "[]", 400],
    ["has an object of null", () => JSON.stringify({ id: "evt_1", type: "a.b", data: { object: null } }), 400],
    ["names an event beyond any number", () => event(naming({ event_id: "9007199254740991" })), 200],
    ["names a payment that is no id", () => event(naming({ payment_id: "-".repeat(36) })), 200],
  ])("of true signature that %s is no fault of ours and writes nothing", async (_what, body, status) => {
    const before = await books();
    expect(await shop.knock(body(), signed(body(), "whsec_shop_tests_only", Date.now()))).toBe(status);
    expect(await books()).toEqual(before);
  });

  test("of true signature is believed in nothing but its id: what counts is what the gateway says when asked", async () => {
    const held = await twoSeats();
    await challenged(held);
    await shop.sandbox().webhooksIdle();
    const intent = (await shop.look("/v1/payment_intents?limit=1")).data[0];
    const body = event(intent && { ...intent, status: "succeeded", amount_received: intent.amount });
    expect(await shop.knock(body, signed(body, "whsec_shop_tests_only", Date.now()))).toBe(200);
    expect(await liveTickets(held)).toBe(0);
  });
});

test("a message about an unknown payment is accepted and ignored", async () => {
  const before = await books();
  const form = { amount: "1000", currency: "eur", confirm: "true", payment_method: "pm_card_visa" };
  await shop.act("/v1/payment_intents", { ...form, return_url: "http://localhost/" });
  await shop.act("/v1/payment_intents", {
    ...form,
    "metadata[event_id]": String(eventId),
    "metadata[payment_id]": "00000000-0000-7000-8000-000000000000",
  });
  await shop.sandbox().webhooksIdle();
  expect(shop.endpointAnswers.every((status) => status === 200)).toBe(true);
  expect(shop.endpointAnswers.length).toBeGreaterThan(2);
  expect(await books()).toEqual(before);
});

test("an event that names our payment but is about another intent changes nothing", async () => {
  const held = await twoSeats();
  await challenged(held);
  const payment = await db().payment.findFirstOrThrow({ where: { eventId }, orderBy: { createdAt: "desc" } });
  await shop.act("/v1/payment_intents", {
    amount: "100",
    currency: "eur",
    confirm: "true",
    payment_method: "pm_card_visa",
    return_url: "http://localhost/",
    "metadata[event_id]": String(eventId),
    "metadata[payment_id]": payment.id,
  });
  await shop.sandbox().webhooksIdle();
  expect(await liveTickets(held)).toBe(0);
});

describe("events that repeat, overtake one another or come late", () => {
  test.each(["duplicate_webhooks", "reordered_webhooks"] as const)("(%s) settle once", async (trouble) => {
    const held = await twoSeats();
    shop.sandbox().trouble.set(trouble, { delayMs: 30 });
    await shop.answerChallenge(await challenged(held), "complete");
    await shop.sandbox().webhooksIdle();
    expect(await liveTickets(held)).toBe(2);
    const order = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
    expect(await db().auditEntry.count({ where: { subject: order.number, action: "order.settle" } })).toBe(1);
    expect(shop.endpointAnswers.every((status) => status === 200)).toBe(true);
    expect(await checkInvariants("after quiet")).toEqual([]);
  });

  test("(a success that comes after the answer 'processing') settle by the webhook alone", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("late_success", { times: 1, delayMs: 3_600_000 });
    const answer = await shop.commit(held);
    expect(answer).toMatchObject({ ok: true, pending: { status: "processing" } });
    expect(shop.sandbox().endDelays()).toBe(1);
    await expect.poll(() => liveTickets(held)).toBe(2);
    await shop.sandbox().webhooksIdle();
    expect(await checkInvariants("after quiet")).toEqual([]);
  });

  test("(for a buyer whose commit request died with its answer) settle without it", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("timeout_after_charge", { times: 2, only: "/v1/payment_intents" });
    await expect(shop.commit(held)).rejects.toMatchObject({ name: "GatewayUnavailable" });
    await shop.sandbox().webhooksIdle();
    expect(await liveTickets(held)).toBe(2);
    expect(await checkInvariants("after quiet")).toEqual([]);
  });
});

test("an event whose effect fails leaves no trace of itself, is sent again and then takes effect (INV-11)", async () => {
  const held = await twoSeats();
  const url = await challenged(held);
  await shop.sandbox().webhooksIdle();
  const before = await books();
  await db().$executeRaw`ALTER TABLE tickets ADD CONSTRAINT out_of_order CHECK (status = 'VOID') NOT VALID`;
  await shop.answerChallenge(url, "complete");
  await expect.poll(() => shop.endpointAnswers.filter((status) => status === 503).length).toBeGreaterThan(0);
  expect(await books()).toEqual(before);
  await db().$executeRaw`ALTER TABLE tickets DROP CONSTRAINT out_of_order`;
  await shop.sandbox().webhooksIdle();
  expect(await liveTickets(held)).toBe(2);
  expect(await checkInvariants("after quiet")).toEqual([]);
});

function signed(body: string, secret: string, atMs: number): string {
  const seconds = Math.floor(atMs / 1_000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

import { afterEach, beforeEach, expect, test } from "vitest";
import { openDesk, type TestDesk } from "#lib/payments/stripe/desk.fixture";

const DAY_MS = 86_400_000;
const NOON = Date.UTC(2030, 5, 30, 12);

let desk: TestDesk;
let now: number;
beforeEach(async () => {
  now = NOON;
  desk = await openDesk({ clock: () => now });
});
afterEach(() => desk.close());

async function authorize(paymentMethodId = "pm_card_visa"): Promise<string> {
  const paid = await desk.gateway.authorize(desk.request({ paymentMethodId }));
  if (paid.kind !== "payment") throw new Error("declined");
  return paid.gatewayId;
}

async function pay(paymentMethodId: string): Promise<void> {
  const gatewayId = await authorize(paymentMethodId);
  await desk.gateway.capture(gatewayId, { idempotencyKey: `capture ${gatewayId}` });
}

const payouts = async () =>
  (await desk.stripe.payouts.list()).data.map(({ amount, currency, status }) => [amount, currency, status]);

test("an authorization says until when it can be captured, and lapses then", async () => {
  const gatewayId = await authorize();
  const intent = await desk.stripe.paymentIntents.retrieve(gatewayId, { expand: ["latest_charge"] });
  const captureBefore = (NOON + 7 * DAY_MS) / 1000;
  expect(intent.latest_charge).toMatchObject({ payment_method_details: { card: { capture_before: captureBefore } } });
  now = NOON + 7 * DAY_MS - 1000;
  expect(await desk.gateway.find(gatewayId)).toMatchObject({ status: "authorized" });
  now = NOON + 7 * DAY_MS + 60_000;
  expect(await desk.stripe.paymentIntents.retrieve(gatewayId, { expand: ["latest_charge"] })).toMatchObject({
    status: "canceled",
    cancellation_reason: "automatic",
    latest_charge: { refunded: true, captured: false, balance_transaction: null },
  });
  expect(await desk.gateway.capture(gatewayId, { idempotencyKey: "capture" })).toMatchObject({ status: "canceled" });
  const types = (await desk.stripe.events.list()).data.map(({ type }) => type);
  expect(types.slice(0, 2)).toEqual(["payment_intent.canceled", "charge.expired"]);
});

test("a captured payment does not lapse", async () => {
  await pay("pm_card_visa");
  now += 30 * DAY_MS;
  expect((await desk.stripe.paymentIntents.list()).data.map(({ status }) => status)).toEqual(["succeeded"]);
});

test("the controls play a lapse at once, for an authorization that is under way alone", async () => {
  const gatewayId = await authorize();
  const play = (payment_intent: unknown, type = "application/json") =>
    fetch(`${desk.sandbox.url}/sandbox/lapse`, {
      method: "POST",
      headers: { "content-type": type },
      body: JSON.stringify({ payment_intent }),
    });
  expect((await play(gatewayId, "text/plain")).status).toBe(400);
  expect((await play(42)).status).toBe(400);
  expect(await (await play(gatewayId)).json()).toEqual({ lapsed: true });
  expect(await desk.gateway.find(gatewayId)).toMatchObject({ status: "canceled" });
  expect((await play(gatewayId)).status).toBe(400);
});

test("what is available is paid out once a day, less fees and refunds, and arrives two days later", async () => {
  await pay("pm_card_visa");
  await pay("pm_card_bypassPending");
  expect((await desk.stripe.balance.retrieve()).pending).toMatchObject([{ amount: 4500 - 161, currency: "eur" }]);
  expect(await payouts()).toEqual([]);
  now += DAY_MS;
  expect(await payouts()).toEqual([[4339, "eur", "in_transit"]]);
  await pay("pm_card_bypassPending");
  now += 60_000;
  expect(await payouts()).toHaveLength(1);
  now += DAY_MS;
  expect(await payouts()).toEqual([
    [4339, "eur", "in_transit"],
    [4339, "eur", "in_transit"],
  ]);
  now += 6 * DAY_MS;
  expect(await payouts()).toEqual([
    [4339, "eur", "in_transit"],
    [4339, "eur", "paid"],
    [4339, "eur", "paid"],
  ]);
  expect((await desk.stripe.balance.retrieve()).available).toMatchObject([{ amount: 0 }]);
});

test("a payout's movements are those it paid, and its own", async () => {
  await pay("pm_card_bypassPending");
  now += DAY_MS;
  const [payout] = (await desk.stripe.payouts.list()).data;
  const moved = (await desk.stripe.balanceTransactions.list({ payout: payout?.id ?? "" })).data;
  expect(moved.map(({ type, net }) => [type, net])).toEqual([
    ["payout", -4339],
    ["charge", 4339],
  ]);
  expect(await desk.stripe.payouts.retrieve(payout?.id ?? "")).toMatchObject({ balance_transaction: moved[0]?.id });
});

test("a day with a loss pays nothing out", async () => {
  await pay("pm_card_createDispute");
  now += DAY_MS;
  expect(await payouts()).toEqual([]);
});

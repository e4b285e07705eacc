import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDesk, type TestDesk } from "#lib/payments/stripe/desk.fixture";
import { aConnectedAccount, aDirectCharge } from "./connect/connect-calls.fixture.ts";

let folder: string;
let stateFile: string;
let desk: TestDesk;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  stateFile = join(folder, "sandbox.json");
  desk = await openDesk({ stateFile });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

async function restart(): Promise<void> {
  await desk.close();
  desk = await openDesk({ stateFile });
}

test("yesterday's payment can be refunded after a restart, and no more than that", async () => {
  const paid = await desk.gateway.authorize(desk.request());
  if (paid.kind !== "payment") throw new Error("declined");
  await desk.gateway.capture(paid.gatewayId, { idempotencyKey: "capture-1" });
  await restart();
  const refund = { gatewayId: paid.gatewayId, amountMinor: 4_500, currency: "EUR", reason: "requested" };
  expect(await desk.gateway.refund({ ...refund, idempotencyKey: "refund-1" })).toMatchObject({ status: "succeeded" });
  await restart();
  expect(await desk.gateway.find(paid.gatewayId)).toMatchObject({ status: "captured", amountRefundedMinor: 4_500 });
  await expect(desk.gateway.refund({ ...refund, idempotencyKey: "refund-2" })).rejects.toMatchObject({
    code: "charge_already_refunded",
  });
});

test("a request that is repeated after a restart is answered again, not done again", async () => {
  const request = desk.request();
  const first = await desk.gateway.authorize(request);
  await restart();
  expect(await desk.gateway.authorize(request)).toEqual(first);
  expect((await desk.stripe.paymentIntents.list()).data).toHaveLength(1);
});

test("a payment that was still under way when the simulator stopped comes to its end after the start", async () => {
  desk.sandbox.trouble.set("late_success", { times: 1, delayMs: 600_000 });
  const late = await desk.gateway.authorize(desk.request());
  if (late.kind !== "payment") throw new Error("declined");
  expect(late.status).toBe("processing");
  await restart();
  await expect.poll(async () => (await desk.gateway.find(late.gatewayId))?.status).toBe("authorized");
});

test("a card that waits for its payment is still known", async () => {
  const card = { number: "4242424242424242", exp_month: 12, exp_year: 2030, cvc: "123" };
  const method = await desk.stripe.paymentMethods.create({ type: "card", card });
  await restart();
  const paid = await desk.gateway.authorize(desk.request({ paymentMethodId: method.id }));
  expect(paid).toMatchObject({ kind: "payment", status: "authorized" });
});

test("a file that cannot be read is put aside and the simulator starts empty", async () => {
  await desk.close();
  writeFileSync(stateFile, '{"version":1,"intents":"');
  desk = await openDesk({ stateFile });
  expect((await desk.stripe.paymentIntents.list()).data).toEqual([]);
  expect(readdirSync(folder)).toEqual(["sandbox.json.unreadable"]);
});

test("the file is whole whenever it is looked at, and keeps no card number", async () => {
  await desk.stripe.paymentMethods.create({
    type: "card",
    card: { number: "4242424242424242", exp_month: 12, exp_year: 2030, cvc: "737" },
  });
  await desk.gateway.authorize(desk.request());
  await desk.close();
  const text = readFileSync(stateFile, "utf8");
  expect(JSON.parse(text)).toMatchObject({ version: 1, intents: [{ status: "requires_capture" }] });
  expect(text).not.toMatch(/4242424242424242|737"/);
  expect(readdirSync(folder)).toEqual(["sandbox.json"]);
});

test("a file of a version that knew no movements, payouts and fields of today is read, and its payments go on", async () => {
  const paid = await desk.gateway.authorize(desk.request());
  if (paid.kind !== "payment") throw new Error("declined");
  await desk.close();
  const kept = JSON.parse(readFileSync(stateFile, "utf8"));
  const { disputes, transactions, payouts, ...old } = kept;
  expect([disputes, transactions, payouts]).toEqual([[], [], []]);
  const [{ captureBefore, isAuthenticated, ...charge }] = old.charges;
  const [{ card, billing, ...method }] = old.methods;
  const { address, ...oldBilling } = billing;
  const { country, funding, cvcCheck, ...oldCard } = card;
  const methods = [{ ...method, card: oldCard, billing: oldBilling }];
  writeFileSync(stateFile, JSON.stringify({ ...old, charges: [charge], methods }));
  desk = await openDesk({ stateFile });
  const { latest_charge } = await desk.stripe.paymentIntents.retrieve(paid.gatewayId, { expand: ["latest_charge"] });
  expect(latest_charge).toMatchObject({ payment_method_details: { card: { last4: "4242", country: "US" } } });
  await desk.gateway.capture(paid.gatewayId, { idempotencyKey: "capture-1" });
  const refund = { gatewayId: paid.gatewayId, amountMinor: 500, currency: "EUR", reason: "requested" };
  expect(await desk.gateway.refund({ ...refund, idempotencyKey: "refund-1" })).toMatchObject({ status: "succeeded" });
  expect((await desk.stripe.balanceTransactions.list()).data.map(({ amount }) => amount)).toEqual([-500, 4500]);
});

test("a connected account and what was paid in it outlive a restart", async () => {
  const account = await aConnectedAccount(desk);
  const { id } = await aDirectCharge(desk, account);
  await restart();
  const on = { stripeAccount: account };
  const refund = { payment_intent: id, refund_application_fee: true };
  expect(await desk.stripe.refunds.create(refund, on)).toMatchObject({ status: "succeeded", amount: 4_500 });
  expect((await desk.stripe.applicationFees.list()).data).toMatchObject([{ amount_refunded: 225 }]);
});

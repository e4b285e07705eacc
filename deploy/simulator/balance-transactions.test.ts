import { afterEach, beforeEach, expect, test } from "vitest";
import { openDesk, type Stripe, type TestDesk } from "#lib/payments/stripe/desk.fixture";

const NOON = Date.UTC(2030, 5, 30, 12);
const DAY_SECONDS = 86_400;

let desk: TestDesk;
let now: number;
beforeEach(async () => {
  now = NOON;
  desk = await openDesk({ clock: () => now });
});
afterEach(() => desk.close());

async function pay(amountMinor: number, paymentMethodId = "pm_card_visa"): Promise<string> {
  const paid = await desk.gateway.authorize(desk.request({ amountMinor, paymentMethodId }));
  if (paid.kind !== "payment") throw new Error("declined");
  await desk.gateway.capture(paid.gatewayId, { idempotencyKey: `capture ${paid.gatewayId}` });
  return paid.gatewayId;
}

async function movements() {
  const { data } = await desk.stripe.balanceTransactions.list({ limit: 100 });
  return data.map(({ type, reporting_category, amount, fee, net }) => [type, reporting_category, amount, fee, net]);
}

test("an authorization moves nothing, its capture brings the amount less the fee, a week later to be paid out", async () => {
  const paid = await desk.gateway.authorize(desk.request({ amountMinor: 4500 }));
  expect(await movements()).toEqual([]);
  if (paid.kind !== "payment") throw new Error("declined");
  now += 5000;
  await desk.gateway.capture(paid.gatewayId, { idempotencyKey: "capture" });
  const intent = await desk.stripe.paymentIntents.retrieve(paid.gatewayId, {
    expand: ["latest_charge.balance_transaction"],
  });
  expect(intent.latest_charge).toMatchObject({
    balance_transaction: {
      object: "balance_transaction",
      type: "charge",
      amount: 4500,
      fee: 161,
      net: 4339,
      currency: "eur",
      status: "pending",
      created: NOON / 1000 + 5,
      available_on: NOON / 1000 + 5 + 7 * DAY_SECONDS,
      source: expect.stringMatching(/^ch_/),
    },
  });
  now += 7 * DAY_SECONDS * 1000;
  expect((await desk.stripe.balanceTransactions.list({ type: "charge" })).data[0]?.status).toBe("available");
});

test("a refund takes its amount, and a refund that the bank refuses at once takes nothing", async () => {
  const gatewayId = await pay(4500);
  const refund = { gatewayId, amountMinor: 1000, currency: "EUR", reason: "requested" };
  await desk.gateway.refund({ ...refund, idempotencyKey: "refund-1" });
  desk.sandbox.trouble.set("failing_refunds", { times: 1 });
  await desk.gateway.refund({ ...refund, idempotencyKey: "refund-2" });
  expect(await movements()).toEqual([
    ["refund", "refund", -1000, 0, -1000],
    ["charge", "charge", 4500, 161, 4339],
  ]);
});

test("a dispute takes amount and fee, and a won one brings the amount back", async () => {
  const gatewayId = await pay(4500, "pm_card_createDispute");
  const [dispute] = (await desk.stripe.disputes.list({ payment_intent: gatewayId })).data;
  await desk.stripe.disputes.update(dispute?.id ?? "", { evidence: { uncategorized_text: "winning_evidence" } });
  expect((await movements()).slice(0, 2)).toEqual([
    ["adjustment", "dispute_reversal", 4500, 0, 4500],
    ["adjustment", "dispute", -4500, 1500, -6000],
  ]);
  const won = await desk.stripe.disputes.retrieve(dispute?.id ?? "");
  expect(won.balance_transactions.map(({ net }) => net)).toEqual([-6000, 4500]);
});

test("a movement names its source, which can be sent along with it", async () => {
  const gatewayId = await pay(4500);
  const list = await desk.stripe.balanceTransactions.list({ expand: ["data.source"] });
  expect(list.data[0]?.source).toMatchObject({ object: "charge", payment_intent: gatewayId });
  const [moved] = (await desk.stripe.balanceTransactions.list()).data;
  expect(await desk.stripe.balanceTransactions.retrieve(moved?.id ?? "")).toMatchObject({ source: moved?.source });
});

test("a day's movements are listed by the day, page after page", async () => {
  await pay(1000);
  now += DAY_SECONDS * 1000;
  for (let i = 0; i < 5; i++) await pay(2000 + i);
  const created = { gte: NOON / 1000 + DAY_SECONDS, lt: NOON / 1000 + 2 * DAY_SECONDS };
  const amounts: number[] = [];
  for await (const { amount } of desk.stripe.balanceTransactions.list({ created, limit: 2 })) amounts.push(amount);
  expect(amounts).toEqual([2004, 2003, 2002, 2001, 2000]);
});

test("the way back through a list is the way there, and says when it is at the newest", async () => {
  for (let i = 0; i < 5; i++) await pay(2000 + i);
  const all = (await desk.stripe.balanceTransactions.list()).data.map(({ id }) => id);
  const back = await desk.stripe.balanceTransactions.list({ ending_before: all[4] ?? "", limit: 3 });
  expect(back.data.map(({ id }) => id)).toEqual(all.slice(1, 4));
  expect(back.has_more).toBe(true);
  const newest = await desk.stripe.balanceTransactions.list({ ending_before: all[1] ?? "", limit: 3 });
  expect([newest.data.map(({ id }) => id), newest.has_more]).toEqual([all.slice(0, 1), false]);
});

test.each<[Stripe.BalanceTransactionListParams & { sauce?: string }, string]>([
  [{ limit: 101 }, "limit"],
  [{ limit: 0 }, "limit"],
  [{ starting_after: "txn_none" }, "starting_after"],
  [{ ending_before: "txn_none" }, "ending_before"],
  [{ sauce: "ch_1" }, "sauce"],
])("a list refuses %o by the parameter's name", async (query, param) => {
  await expect(desk.stripe.balanceTransactions.list(query)).rejects.toMatchObject({ statusCode: 400, param });
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { openDesk, type TestDesk } from "#lib/payments/stripe/desk.fixture";

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

async function pay(paymentMethodId: string): Promise<string> {
  const paid = await desk.gateway.authorize(desk.request({ paymentMethodId }));
  if (paid.kind !== "payment") throw new Error(`${paymentMethodId} was declined`);
  await desk.gateway.capture(paid.gatewayId, { idempotencyKey: `capture ${paid.gatewayId}` });
  return paid.gatewayId;
}

async function chargeOf(gatewayId: string) {
  const { latest_charge } = await desk.stripe.paymentIntents.retrieve(gatewayId, { expand: ["latest_charge"] });
  if (typeof latest_charge !== "object" || latest_charge === null) throw new Error("no charge");
  return latest_charge;
}

test.each([
  ["pm_card_br", "BR", "4000000760000002"],
  ["pm_card_gb", "GB", "4000008260000000"],
  ["pm_card_jp", "JP", "4000003920000003"],
  ["pm_card_th_credit", "TH", "4000007640000003"],
  ["pm_card_us", "US", "4242424242424242"],
])("%s pays and is of a bank in %s, like the card %s", async (id, country, number) => {
  expect((await chargeOf(await pay(id))).payment_method_details?.card).toMatchObject({ country });
  const card = { number, exp_month: 12, exp_year: 2049, cvc: "123" };
  const method = await desk.stripe.paymentMethods.create({ type: "card", card });
  expect(method.card).toMatchObject({ country, last4: number.slice(-4) });
  await pay(method.id);
});

test("a country that Stripe has no card of is no card here either", async () => {
  for (const paymentMethodId of ["pm_card_xx", "pm_card_constructor"]) {
    const answer = await desk.gateway.authorize(desk.request({ paymentMethodId }));
    expect(answer).toMatchObject({ kind: "declined", code: "payment_method_invalid" });
  }
});

test("a risk that Radar blocks is declined as fraudulent without asking the bank", async () => {
  const answer = await desk.gateway.authorize(desk.request({ paymentMethodId: "pm_card_radarBlock" }));
  expect(answer).toMatchObject({ kind: "declined", code: "fraudulent" });
  expect(await chargeOf(answer.gatewayId ?? "")).toMatchObject({
    paid: false,
    outcome: {
      type: "blocked",
      reason: "highest_risk_level",
      risk_level: "highest",
      network_status: "not_sent_to_network",
    },
  });
});

test("an elevated risk pays and is marked as one", async () => {
  expect(await chargeOf(await pay("pm_card_riskLevelElevated"))).toMatchObject({
    outcome: { type: "authorized", risk_level: "elevated" },
  });
});

test("a card that requires 3-D Secure pays after the challenge, and its charge says so", async () => {
  const answer = await desk.gateway.authorize(desk.request({ paymentMethodId: "pm_card_threeDSecure2Required" }));
  if (answer.kind !== "payment") throw new Error("declined");
  expect(answer.status).toBe("requires_action");
  await fetch(answer.redirectUrl ?? "", { method: "POST", body: "outcome=complete", redirect: "manual" });
  const { payment_method_details } = await chargeOf(answer.gatewayId);
  expect(payment_method_details?.card?.three_d_secure).toMatchObject({ result: "authenticated" });
});

test("a dispute says why, and its charge is disputed", async () => {
  const gatewayId = await pay("pm_card_createDisputeProductNotReceived");
  expect((await chargeOf(gatewayId)).disputed).toBe(true);
  const [dispute] = (await desk.stripe.disputes.list({ payment_intent: gatewayId })).data;
  expect(dispute).toMatchObject({ reason: "product_not_received", status: "needs_response" });
  const answered = await desk.stripe.disputes.update(dispute?.id ?? "", { evidence: { customer_name: "Ana" } });
  expect(answered).toMatchObject({
    status: "under_review",
    evidence: { customer_name: "Ana", receipt: null },
    evidence_details: { has_evidence: true, submission_count: 1 },
  });
});

test("an inquiry whose answer does not satisfy the bank becomes a chargeback", async () => {
  const gatewayId = await pay("pm_card_createDisputeInquiry");
  const [inquiry] = (await desk.stripe.disputes.list({ payment_intent: gatewayId })).data;
  expect(inquiry).toMatchObject({ status: "warning_needs_response", balance_transactions: [] });
  const evidence = { uncategorized_text: "escalate_inquiry_evidence" };
  expect(await desk.stripe.disputes.update(inquiry?.id ?? "", { evidence })).toMatchObject({
    status: "needs_response",
    balance_transactions: [{ amount: -4500, reporting_category: "dispute" }],
    payment_method_details: { card: { case_type: "chargeback" } },
  });
  expect(await desk.gateway.findDispute(inquiry?.id ?? "")).toMatchObject({ status: "open", isWithdrawn: true });
});

test("a refund that the bank sends back had succeeded at first, brings its money back, and can be asked for again", async () => {
  const gatewayId = await pay("pm_card_refundFail");
  const refund = { gatewayId, amountMinor: 4500, currency: "EUR", reason: "requested" };
  const first = await desk.gateway.refund({ ...refund, idempotencyKey: "refund-1" });
  expect(first.status).toBe("succeeded");
  const later = () => desk.stripe.refunds.retrieve(first.gatewayId, { expand: ["failure_balance_transaction"] });
  await expect.poll(async () => (await later()).status, PATIENT).toBe("failed");
  expect(await later()).toMatchObject({
    failure_reason: "expired_or_canceled_card",
    failure_balance_transaction: { type: "refund_failure", amount: 4500, fee: 0, source: first.gatewayId },
  });
  expect(await desk.gateway.find(gatewayId)).toMatchObject({ amountRefundedMinor: 0 });
  expect(await desk.gateway.refund({ ...refund, idempotencyKey: "refund-2" })).toMatchObject({ status: "succeeded" });
  await desk.sandbox.webhooksIdle();
  const failed = (await desk.events()).filter(({ refund: seen }) => seen?.status === "failed").map(({ type }) => type);
  expect(failed.slice(0, 3)).toEqual(["charge.refund.updated", "refund.updated", "refund.failed"]);
});

test("a refund that is not through yet moves the balance only once it is", async () => {
  const gatewayId = await pay("pm_card_pendingRefund");
  const refund = { gatewayId, amountMinor: 4500, currency: "EUR", reason: "requested", idempotencyKey: "refund-1" };
  const pending = await desk.gateway.refund(refund);
  expect(pending.status).toBe("pending");
  const later = () => desk.stripe.refunds.retrieve(pending.gatewayId, { expand: ["balance_transaction"] });
  await expect.poll(async () => (await later()).status, PATIENT).toBe("succeeded");
  expect((await later()).balance_transaction).toMatchObject({ type: "refund", amount: -4500 });
});

test("the troubles play a late failure, and a late success, of any card's refund", async () => {
  const gatewayId = await pay("pm_card_visa");
  const refund = { gatewayId, amountMinor: 1000, currency: "EUR", reason: "requested" };
  desk.sandbox.trouble.set("failing_refunds", { times: 1, delayMs: 1 });
  const failing = await desk.gateway.refund({ ...refund, idempotencyKey: "refund-1" });
  desk.sandbox.trouble.set("slow_refunds", { times: 1, delayMs: 1 });
  const slow = await desk.gateway.refund({ ...refund, idempotencyKey: "refund-2" });
  expect([failing.status, slow.status]).toEqual(["succeeded", "pending"]);
  const statuses = async () => (await desk.gateway.listRefunds(gatewayId)).map(({ status }) => status);
  await expect.poll(statuses, PATIENT).toEqual(["succeeded", "failed"]);
  expect(await desk.gateway.find(gatewayId)).toMatchObject({ amountRefundedMinor: 1000 });
});

const PATIENT = { timeout: 30_000 };

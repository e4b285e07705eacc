import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GatewayBusy, type GatewayPayment, GatewayRejected, GatewayUnavailable } from "../gateway.ts";
import { openDesk, type TestDesk } from "./desk.fixture.ts";
import { createStripeGateway } from "./stripe-gateway.ts";

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** Longer than any test: `endDelays` ends it. */
const NEVER_MS = 3_600_000;

describe("authorizing", () => {
  test("a good card reserves the money, takes none of it, and names the card", async () => {
    const payment = await authorized();
    expect(payment).toMatchObject({ status: "authorized", amountMinor: 4500, currency: "EUR", amountRefundedMinor: 0 });
    expect(payment.methodLabel).toBe("Visa •••• 4242");
    expect(payment.metadata).toMatchObject({ event_id: "12", order_id: "order-1", payment_id: "payment-1" });
    const intent = await desk.stripe.paymentIntents.retrieve(payment.gatewayId);
    expect(intent).toMatchObject({ amount_received: 0, amount_capturable: 4500, status: "requires_capture" });
  });

  test.each([
    ["pm_card_chargeDeclined", "generic_decline"],
    ["pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc"],
    ["pm_card_chargeDeclinedProcessingError", "processing_error"],
  ])("a card that is declined (%s) is a refusal with the bank's reason %s", async (paymentMethodId, code) => {
    const answer = await desk.gateway.authorize(desk.request({ paymentMethodId }));
    expect(answer).toMatchObject({ kind: "declined", code, gatewayId: expect.stringMatching(/^pi_/) });
  });

  test("a card id that nobody made is a refusal, not a fault", async () => {
    const answer = await desk.gateway.authorize(desk.request({ paymentMethodId: "pm_never_made" }));
    expect(answer).toMatchObject({ kind: "declined", code: "payment_method_invalid" });
  });

  test("an amount below the gateway's minimum is a refusal", async () => {
    const answer = await desk.gateway.authorize(desk.request({ amountMinor: 20 }));
    expect(answer).toMatchObject({ kind: "declined", code: "amount_too_small" });
  });

  test.each([
    ["JPY", 4500, 4500],
    ["KWD", 12_340, 12_340],
    ["ISK", 4500, 450_000],
    ["USD", 4500, 4500],
  ])("%s is charged in Stripe's unit and read back in ours", async (currency, amountMinor, atStripe) => {
    const payment = await authorized({ currency, amountMinor });
    expect(payment).toMatchObject({ currency, amountMinor });
    expect((await desk.stripe.paymentIntents.retrieve(payment.gatewayId)).amount).toBe(atStripe);
  });

  test("an amount finer than the gateway's grain is never sent", async () => {
    expect(desk.gateway.amountStepMinor("KWD")).toBe(10);
    await expect(desk.gateway.authorize(desk.request({ currency: "KWD", amountMinor: 12_345 }))).rejects.toThrow(
      RangeError,
    );
  });
});

describe("asking again", () => {
  test("INV-6 the same key and request reserve the money once and give the same payment", async () => {
    const request = desk.request();
    const answers = [await desk.gateway.authorize(request), await desk.gateway.authorize(request)];
    expect(answers[1]).toEqual(answers[0]);
    expect(await charges()).toBe(1);
  });

  test("a repeated request after the challenge answers with the payment as it is now", async () => {
    const request = desk.request({ paymentMethodId: "pm_card_authenticationRequired" });
    const first = await payment(desk.gateway.authorize(request));
    await answerChallenge(first, "complete");
    expect(await desk.gateway.authorize(request)).toMatchObject({ status: "authorized", gatewayId: first.gatewayId });
  });

  test("a repeated request after a declined one answers with the payment as it is now", async () => {
    const request = desk.request({ paymentMethodId: "pm_card_chargeDeclined" });
    const declined = await desk.gateway.authorize(request);
    const gatewayId = declined.gatewayId ?? "";
    await desk.stripe.paymentIntents.confirm(gatewayId, { payment_method: "pm_card_visa" });
    expect(await desk.gateway.authorize(request)).toMatchObject({ kind: "payment", status: "authorized", gatewayId });
  });

  test("a key used again for another amount is our fault and charges nothing", async () => {
    const request = desk.request();
    await desk.gateway.authorize(request);
    await expect(desk.gateway.authorize({ ...request, amountMinor: 9900 })).rejects.toThrow(GatewayRejected);
    expect(await charges()).toBe(1);
  });

  test("INV-6 a connection that is cut after charging ends in the same payment, charged once", async () => {
    desk.sandbox.trouble.set("timeout_after_charge", { times: 2 });
    const request = desk.request();
    await expect(desk.gateway.authorize(request)).rejects.toThrow(GatewayUnavailable);
    expect(await desk.gateway.authorize(request)).toMatchObject({ status: "authorized" });
    expect(await charges()).toBe(1);
  });

  test("a single lost answer is repaired without anybody noticing", async () => {
    desk.sandbox.trouble.set("timeout_after_charge", { times: 1 });
    expect(await desk.gateway.authorize(desk.request())).toMatchObject({ status: "authorized" });
    expect(await charges()).toBe(1);
  });

  test("a gateway that hangs after charging is unavailable within the timeout, and the payment is found later", async () => {
    desk.sandbox.trouble.set("timeout_after_charge", { mode: "hang" });
    const since = new Date();
    const request = desk.request();
    await expect(desk.gatewayThatWaits(500).authorize(request)).rejects.toThrow(GatewayUnavailable);
    const { payment_id } = request.metadata;
    expect(await desk.gateway.findByMetadata({ payment_id, since, until: new Date() })).toMatchObject({
      status: "authorized",
      amountMinor: 4500,
    });
    expect(await desk.gateway.findByMetadata({ payment_id: "payment-unknown", since })).toBeUndefined();
    expect(await desk.gateway.findByMetadata({ payment_id, since: new Date(Date.now() + 3_600_000) })).toBeUndefined();
  });

  test("a payment is found among more than a page of others", async () => {
    const since = new Date();
    const wanted = desk.request();
    await desk.gateway.authorize(wanted);
    for (let i = 0; i < 120; i++) await desk.gateway.authorize(desk.request());
    const found = await desk.gateway.findByMetadata({ payment_id: wanted.metadata.payment_id, since });
    expect(found?.metadata.payment_id).toBe(wanted.metadata.payment_id);
  });

  test("a span with more payments than can be read is no proof that a payment is not among them", async () => {
    let count = 0;
    const endless = createServer((_, response) => {
      count += 1;
      response.end(JSON.stringify({ object: "list", has_more: true, data: [{ id: `pi_${count}`, metadata: {} }] }));
    });
    await new Promise<void>((resolve) => endless.listen(0, "127.0.0.1", resolve));
    const { port } = endless.address() as AddressInfo;
    const address = { host: "127.0.0.1", port, protocol: "http" } as const;
    const gateway = createStripeGateway({ ...address, secretKey: "sk_test_none", webhookSecret: "whsec_none" });
    const asked = gateway.findByMetadata({ payment_id: "payment-1", since: new Date() });
    await expect(asked).rejects.toThrow(GatewayUnavailable);
    endless.close();
    endless.closeAllConnections();
  });

  test("a gateway that answers 503 is unavailable and has done nothing", async () => {
    desk.sandbox.trouble.set("down");
    await expect(desk.gateway.authorize(desk.request())).rejects.toThrow(GatewayUnavailable);
    await expect(desk.gateway.find("pi_1")).rejects.toThrow(GatewayUnavailable);
    desk.sandbox.trouble.clear();
    expect(await charges()).toBe(0);
  });

  test("a gateway that is not there is unavailable, with the cause kept", async () => {
    await desk.sandbox.close();
    const error = await desk.gateway.authorize(desk.request()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GatewayUnavailable);
    expect(error).toMatchObject({
      dependency: "payments",
      cause: expect.objectContaining({ type: "StripeConnectionError" }),
    });
  });

  test("while the first request with a key is running, another one is asked to retry", async () => {
    desk.sandbox.trouble.set("slow", { times: 1, delayMs: NEVER_MS });
    const request = desk.request();
    const both = [desk.gateway.authorize(request), desk.gateway.authorize(request)];
    await expect(Promise.race(both)).rejects.toThrow(GatewayBusy);
    expect(desk.sandbox.endDelays()).toBe(1);
    const answers = await Promise.allSettled(both);
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(answers.find((answer) => answer.status === "rejected")?.reason).toBeInstanceOf(GatewayBusy);
    expect(await charges()).toBe(1);
  });
});

describe("the challenge", () => {
  test("a completed challenge reserves the money and brings the buyer back", async () => {
    const waiting = await payment(
      desk.gateway.authorize(desk.request({ paymentMethodId: "pm_card_authenticationRequired" })),
    );
    expect(waiting).toMatchObject({ status: "requires_action", methodLabel: "Visa •••• 3184" });
    expect(waiting.clientSecret).toMatch(/^pi_.+_secret_/);
    const location = new URL((await answerChallenge(waiting, "complete")).headers.get("location") ?? "");
    expect(location.href).toMatch(/^http:\/\/127\.0\.0\.1:3000\/checkout\/return\?order=1&/);
    expect(location.searchParams.get("payment_intent")).toBe(waiting.gatewayId);
    expect(location.searchParams.get("redirect_status")).toBe("succeeded");
    expect(await desk.gateway.find(waiting.gatewayId)).toMatchObject({ status: "authorized" });
  });

  test("a failed challenge holds no money and says why", async () => {
    const waiting = await payment(
      desk.gateway.authorize(desk.request({ paymentMethodId: "pm_card_authenticationRequired" })),
    );
    const back = await answerChallenge(waiting, "fail");
    expect(back.headers.get("location")).toContain("redirect_status=failed");
    const found = await desk.gateway.find(waiting.gatewayId);
    expect(found).toMatchObject({ status: "failed", decline: { code: "payment_intent_authentication_failure" } });
  });

  test("the bank's page opens only with the payment's own secret", async () => {
    const waiting = await payment(
      desk.gateway.authorize(desk.request({ paymentMethodId: "pm_card_authenticationRequired" })),
    );
    const body = new URLSearchParams({ outcome: "complete" });
    const guess = `${desk.sandbox.url}/challenge/${waiting.gatewayId}?client_secret=guess`;
    expect((await fetch(guess, { method: "POST", body })).status).toBe(404);
    expect(await desk.gateway.find(waiting.gatewayId)).toMatchObject({ status: "requires_action" });
  });

  test("the bank's page shows a description as text, whatever it contains", async () => {
    const description = '<img src=x onerror="alert(1)">';
    const paymentMethodId = "pm_card_authenticationRequired";
    const waiting = await payment(desk.gateway.authorize(desk.request({ paymentMethodId, description })));
    const html = await (await fetch(waiting.redirectUrl ?? "")).text();
    expect(html).toContain("€45.00");
    expect(html).not.toContain("<img");
  });

  test("a payment cancelled while the buyer is at the bank cannot be completed there", async () => {
    const waiting = await payment(
      desk.gateway.authorize(desk.request({ paymentMethodId: "pm_card_authenticationRequired" })),
    );
    expect(await desk.gateway.cancel(waiting.gatewayId, { idempotencyKey: "c1" })).toMatchObject({
      status: "canceled",
    });
    await answerChallenge(waiting, "complete");
    expect(await desk.gateway.find(waiting.gatewayId)).toMatchObject({ status: "canceled" });
    expect(await charges()).toBe(0);
  });
});

describe("capturing and cancelling", () => {
  test("capturing takes the money, and doing it again answers the same", async () => {
    const { gatewayId } = await authorized();
    expect(await desk.gateway.capture(gatewayId, { idempotencyKey: "k1" })).toMatchObject({ status: "captured" });
    expect(await desk.gateway.capture(gatewayId, { idempotencyKey: "k1" })).toMatchObject({ status: "captured" });
    expect(await desk.gateway.capture(gatewayId, { idempotencyKey: "k2" })).toMatchObject({ status: "captured" });
  });

  test("cancelling lets the money go and does not look like a refund", async () => {
    const { gatewayId } = await authorized();
    const canceled = await desk.gateway.cancel(gatewayId, { idempotencyKey: "c1" });
    expect(canceled).toMatchObject({ status: "canceled", amountRefundedMinor: 0 });
    expect(await desk.gateway.cancel(gatewayId, { idempotencyKey: "c2" })).toMatchObject({ status: "canceled" });
    expect(await desk.gateway.capture(gatewayId, { idempotencyKey: "k1" })).toMatchObject({ status: "canceled" });
  });

  test("INV-2 cancelling a payment that went through answers that it is captured", async () => {
    const { gatewayId } = await authorized();
    await desk.gateway.capture(gatewayId, { idempotencyKey: "k1" });
    expect(await desk.gateway.cancel(gatewayId, { idempotencyKey: "c1" })).toMatchObject({ status: "captured" });
  });

  test("a payment still under way cannot be cancelled yet, and the same key cancels it once it can", async () => {
    desk.sandbox.trouble.set("late_success", { times: 1, delayMs: NEVER_MS });
    const { gatewayId } = await payment(desk.gateway.authorize(desk.request()));
    expect(await desk.gateway.cancel(gatewayId, { idempotencyKey: "c1" })).toMatchObject({ status: "processing" });
    expect(desk.sandbox.endDelays()).toBe(1);
    await desk.inbox.arrived(4);
    expect(await desk.gateway.find(gatewayId)).toMatchObject({ status: "authorized" });
    expect(await desk.gateway.cancel(gatewayId, { idempotencyKey: "c1" })).toMatchObject({ status: "canceled" });
  });

  test("a payment that the gateway does not know is undefined to find and a fault to capture", async () => {
    expect(await desk.gateway.find("pi_unknown")).toBeUndefined();
    await expect(desk.gateway.capture("pi_unknown", { idempotencyKey: "k1" })).rejects.toThrow(GatewayRejected);
  });
});

describe("refunding", () => {
  test("parts can be given back until nothing is left, and never more", async () => {
    const { gatewayId } = await authorized();
    await desk.gateway.capture(gatewayId, { idempotencyKey: "k1" });
    const give = (amountMinor: number, idempotencyKey: string) =>
      desk.gateway.refund({ gatewayId, amountMinor, currency: "EUR", idempotencyKey, reason: "The show is off" });
    expect(await give(2000, "r1")).toMatchObject({
      status: "succeeded",
      amountMinor: 2000,
      gatewayPaymentId: gatewayId,
    });
    await expect(give(2501, "r2")).rejects.toMatchObject({ name: "GatewayRejected", code: "amount_too_large" });
    expect(await desk.gateway.find(gatewayId)).toMatchObject({ status: "captured", amountRefundedMinor: 2000 });
    await give(2500, "r3");
    await expect(give(1, "r4")).rejects.toMatchObject({ code: "charge_already_refunded" });
    expect(await desk.gateway.find(gatewayId)).toMatchObject({ amountRefundedMinor: 4500 });
  });

  test("INV-6 a refund asked twice with one key is given once", async () => {
    const { gatewayId } = await authorized();
    await desk.gateway.capture(gatewayId, { idempotencyKey: "k1" });
    const request = { gatewayId, amountMinor: 1000, currency: "EUR", idempotencyKey: "r1", reason: "Late payment" };
    expect(await desk.gateway.refund(request)).toEqual(await desk.gateway.refund(request));
    expect(await desk.gateway.find(gatewayId)).toMatchObject({ amountRefundedMinor: 1000 });
    expect(await desk.gateway.capture(gatewayId, { idempotencyKey: "k1" })).toMatchObject({
      amountRefundedMinor: 1000,
    });
  });

  test("money that was only reserved cannot be refunded", async () => {
    const { gatewayId } = await authorized();
    const request = { gatewayId, amountMinor: 1000, currency: "EUR", idempotencyKey: "r1", reason: "Too early" };
    await expect(desk.gateway.refund(request)).rejects.toThrow(GatewayRejected);
  });
});

async function authorized(changes: Parameters<TestDesk["request"]>[0] = {}): Promise<GatewayPayment> {
  return payment(desk.gateway.authorize(desk.request(changes)));
}

async function payment(answer: ReturnType<TestDesk["gateway"]["authorize"]>): Promise<GatewayPayment> {
  const result = await answer;
  if (result.kind !== "payment") throw new Error(`declined: ${result.code}`);
  return result;
}

/** Presses a button of the bank's page, found in its form as a browser would. */
async function answerChallenge(waiting: GatewayPayment, outcome: "complete" | "fail"): Promise<Response> {
  const address = waiting.redirectUrl ?? "";
  const html = await (await fetch(address)).text();
  if (html.includes("<form")) expect(html).toContain(`name="outcome" value="${outcome}"`);
  return fetch(address, { method: "POST", body: new URLSearchParams({ outcome }), redirect: "manual" });
}

async function charges(): Promise<number> {
  const events = await desk.stripe.events.list({ type: "charge.succeeded", limit: 100 });
  return events.data.length;
}

import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { createStripeGateway } from "./stripe-gateway.ts";

const SECRET = "whsec_of_this_test";
const gateway = createStripeGateway({ secretKey: "sk_test_none", webhookSecret: SECRET });

describe("a webhook", () => {
  test("with a good signature gives the payment in our words", async () => {
    const body = event("payment_intent.amount_capturable_updated", {
      id: "pi_1",
      object: "payment_intent",
      status: "requires_capture",
      amount: 4500,
      currency: "eur",
      metadata: { event_id: "12" },
      latest_charge: "ch_1",
      last_payment_error: null,
      next_action: null,
      payment_method: "pm_1",
      client_secret: "pi_1_secret",
    });
    const reading = await read(body, signed(body));
    expect(reading).toMatchObject({
      ok: true,
      event: { id: "evt_1", payment: { gatewayId: "pi_1", status: "authorized", amountMinor: 4500, currency: "EUR" } },
    });
    expect(reading.ok && reading.event.payment && "amountRefundedMinor" in reading.event.payment).toBe(false);
  });

  test("about a refund or a dispute names the payment that it belongs to", async () => {
    const refund = event("refund.failed", refundObject({ status: "failed" }));
    expect(await read(refund, signed(refund))).toMatchObject({
      event: { refund: { gatewayId: "re_1", status: "failed", amountMinor: 500, gatewayPaymentId: "pi_1" } },
    });
    const dispute = event("charge.dispute.created", {
      ...refundObject({ status: "needs_response" }),
      object: "dispute",
    });
    expect(await read(dispute, signed(dispute))).toMatchObject({
      event: { dispute: { gatewayPaymentId: "pi_1", amountMinor: 500, status: "open", isWithdrawn: false } },
    });
  });

  test("about something we do not follow is read without complaint", async () => {
    const body = event("customer.created", { id: "cus_1", object: "customer" });
    expect(await read(body, signed(body))).toEqual({
      ok: true,
      event: { id: "evt_1", type: "customer.created" },
    });
  });

  test("with a status that is newer than this code is one to ask about again", async () => {
    const body = event("payment_intent.updated", {
      id: "pi_1",
      object: "payment_intent",
      status: "requires_moon",
      amount: 1,
      currency: "eur",
    });
    expect(await read(body, signed(body))).toMatchObject({ event: { payment: { status: "processing" } } });
  });

  const intent = { id: "pi_1", object: "payment_intent", status: "succeeded", amount: 1, currency: "eur" };
  test.each([
    ["no object", "null"],
    ["a list", "[]"],
    ["a text", '"evt_1"'],
    ["an empty object", "{}"],
    ["no data", JSON.stringify({ id: "evt_1", type: "a.b" })],
    ["null as data", JSON.stringify({ id: "evt_1", type: "a.b", data: null })],
    ["null as object", event("payment_intent.succeeded", null)],
    ["an object without a kind", event("payment_intent.succeeded", { id: "pi_1" })],
    ["an id that no table holds", JSON.stringify({ id: "evt\u0000", type: "a.b", data: { object: intent } })],
    ["an id of a thousand letters", JSON.stringify({ id: "x".repeat(1_000), type: "a", data: { object: intent } })],
    ["a payment without a currency", event("payment_intent.succeeded", { ...intent, currency: undefined })],
    ["a refund without a currency", event("refund.updated", { ...refundObject({ status: "failed" }), currency: null })],
    [
      "a dispute whose movements are no list",
      event("charge.dispute.created", { ...intent, object: "dispute", balance_transactions: 7 }),
    ],
  ])("that is signed and has %s is malformed, not a fault", async (_what, body) => {
    expect(await read(body, signed(body))).toEqual({ ok: false, isMalformed: true });
  });

  test("is refused when its body, secret or age is wrong, or when it is not signed", async () => {
    const body = event("customer.created", { id: "cus_1", object: "customer" });
    const now = Math.floor(Date.now() / 1000);
    expect(await read(body, signed(body, { timestamp: now - 290 }))).toMatchObject({ ok: true });
    expect(await read(`${body} `, signed(body))).toEqual({ ok: false });
    expect(await read(body, signed(body, { secret: "whsec_other" }))).toEqual({ ok: false });
    expect(await read(body, signed(body, { timestamp: now - 310 }))).toEqual({ ok: false });
    expect(await read(body, new Headers())).toEqual({ ok: false });
    expect(await read(body, new Headers({ "stripe-signature": "t=1,v1=00" }))).toEqual({ ok: false });
    expect(await read("", signed(""))).toEqual({ ok: false });
    expect(await read("not json", signed("not json"))).toEqual({ ok: false });
  });
});

function read(body: string, headers: Headers) {
  return gateway.readWebhook({ rawBody: new TextEncoder().encode(body), headers });
}

function event(type: string, object: unknown): string {
  return JSON.stringify({ id: "evt_1", object: "event", type, data: { object } });
}

function refundObject(changes: { status: string }) {
  return { id: "re_1", object: "refund", amount: 500, currency: "eur", payment_intent: "pi_1", ...changes };
}

function signed(payload: string, changes: { secret?: string; timestamp?: number } = {}): Headers {
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET, ...changes });
  return new Headers({ "stripe-signature": header });
}

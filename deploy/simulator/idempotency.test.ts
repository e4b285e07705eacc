import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDesk, type Stripe, type TestDesk } from "#lib/payments/stripe/desk.fixture";

let now = Date.now();
let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk({ clock: () => now });
});
afterEach(() => desk.close());

const PARAMS: Stripe.PaymentIntentCreateParams = { amount: 1000, currency: "eur" };

describe("an idempotency key, as Stripe describes it", () => {
  test("repeats the first answer byte for byte and says so", async () => {
    const first = await post("amount=1000&currency=eur", "k1");
    const second = await post("currency=eur&amount=1000", "k1");
    expect(await second.text()).toBe(await first.text());
    expect([first, second].map((answer) => answer.headers.get("idempotent-replayed"))).toEqual([null, "true"]);
  });

  test("repeats a declined card, too, without asking the bank again", async () => {
    const body = "amount=1000&currency=eur&confirm=true&payment_method=pm_card_chargeDeclined";
    const first = await post(body, "k1");
    expect(first.status).toBe(402);
    expect(await (await post(body, "k1")).text()).toBe(await first.text());
    expect((await desk.stripe.events.list({ type: "charge.failed" })).data).toHaveLength(1);
  });

  test("does not keep a request that was refused before it began", async () => {
    expect((await post("amount=1&currency=eur", "k1")).status).toBe(400);
    expect((await post("amount=1000&currency=eur", "k1")).status).toBe(200);
  });

  test("cannot be used for other parameters or another address", async () => {
    await desk.stripe.paymentIntents.create(PARAMS, { idempotencyKey: "k1" });
    const other = desk.stripe.paymentIntents.create({ ...PARAMS, amount: 2000 }, { idempotencyKey: "k1" });
    await expect(other).rejects.toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
    const elsewhere = desk.stripe.refunds.create({ payment_intent: "pi_1" }, { idempotencyKey: "k1" });
    await expect(elsewhere).rejects.toMatchObject({ type: "StripeIdempotencyError" });
    expect((await desk.stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  test("is refused with 409 while the first request is running", async () => {
    // The delay is longer than the test, which ends it.
    desk.sandbox.trouble.set("slow", { times: 1, delayMs: 3_600_000 });
    const both = [post("amount=1000&currency=eur", "k1"), post("amount=1000&currency=eur", "k1")];
    expect((await Promise.race(both)).status).toBe(409);
    expect(desk.sandbox.endDelays()).toBe(1);
    const answers = await Promise.all(both);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 409]));
    const refused = await answers.find((answer) => answer.status === 409)?.json();
    expect(refused).toMatchObject({ error: { type: "idempotency_error", code: "idempotency_key_in_use" } });
  });

  test("is forgotten after a day", async () => {
    const first = await desk.stripe.paymentIntents.create(PARAMS, { idempotencyKey: "k1" });
    now += 23 * 60 * 60 * 1000;
    expect((await desk.stripe.paymentIntents.create(PARAMS, { idempotencyKey: "k1" })).id).toBe(first.id);
    now += 2 * 60 * 60 * 1000;
    expect((await desk.stripe.paymentIntents.create(PARAMS, { idempotencyKey: "k1" })).id).not.toBe(first.id);
  });

  test("has at most 255 characters", async () => {
    expect((await post("amount=1000&currency=eur", "k".repeat(256))).status).toBe(400);
  });
});

function post(body: string, key: string): Promise<Response> {
  return fetch(`${desk.sandbox.url}/v1/payment_intents`, {
    method: "POST",
    body,
    headers: {
      authorization: "Bearer sk_test_sandbox",
      "content-type": "application/x-www-form-urlencoded",
      "idempotency-key": key,
    },
  });
}

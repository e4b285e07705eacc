import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDesk, Stripe, type TestDesk } from "#lib/payments/stripe/desk.fixture";

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const GOOD_CARD = { number: "4242424242424242", exp_month: 12, exp_year: 2049, cvc: "123" };

describe("the card form's call", () => {
  test("takes a card from a browser of any origin with the publishable key and keeps the last four digits", async () => {
    const answer = await fromBrowser({ "card[number]": "4242 4242 4242 4242" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ object: "payment_method", card: { brand: "visa", last4: "4242" } });
    expect(text).not.toContain("424242424242");
    expect(text).not.toContain('"123"');
  });

  test("may be asked beforehand whether it may be made", async () => {
    const answer = await fetch(`${desk.sandbox.url}/v1/payment_methods`, { method: "OPTIONS" });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-headers")).toContain("authorization");
  });

  test.each([
    [{ number: "4242424242424241" }, "incorrect_number", "number"],
    [{ number: "42" }, "incorrect_number", "number"],
    [{ exp_month: 13 }, "invalid_expiry_month", "exp_month"],
    [{ exp_year: 2001 }, "invalid_expiry_year", "exp_year"],
    [{ cvc: "12" }, "invalid_cvc", "cvc"],
  ])("refuses a mistyped card %o with %s about %s", async (mistake, code, param) => {
    const error = await failure(
      desk.stripe.paymentMethods.create({ type: "card", card: { ...GOOD_CARD, ...mistake } }),
    );
    expect(error).toMatchObject({ type: "StripeCardError", statusCode: 402, code, param });
  });

  test("refuses a card whose month of this year is over and takes one whose month is running", async () => {
    await desk.close();
    desk = await openDesk({ clock: () => Date.UTC(2030, 5, 30, 23) });
    const card = { ...GOOD_CARD, exp_year: 2030 };
    const over = await failure(desk.stripe.paymentMethods.create({ type: "card", card: { ...card, exp_month: 5 } }));
    expect(over).toMatchObject({ code: "invalid_expiry_month" });
    const running = await desk.stripe.paymentMethods.create({ type: "card", card: { ...card, exp_month: 6 } });
    expect(running.card?.exp_month).toBe(6);
  });

  test("names what is missing", async () => {
    const error = await failure(
      desk.stripe.paymentMethods.create({ type: "card", card: { ...GOOD_CARD, number: "" } }),
    );
    expect(error).toMatchObject({ statusCode: 400, code: "parameter_missing", param: "card[number]" });
  });

  test.each([
    ["4242424242424242", undefined],
    ["5555555555554444", undefined],
    ["4000000000000002", "generic_decline"],
    ["4000000000009995", "insufficient_funds"],
    ["4000000000000069", "expired_card"],
    ["4000000000000127", "incorrect_cvc"],
    ["4000000000000119", "processing_error"],
    ["4111111111111111", "test_mode_live_card"],
  ])("the test number %s ends as Stripe says (%s)", async (number, code) => {
    const method = await desk.stripe.paymentMethods.create({ type: "card", card: { ...GOOD_CARD, number } });
    const answer = await desk.gateway.authorize(desk.request({ paymentMethodId: method.id }));
    expect(answer).toMatchObject(code === undefined ? { status: "authorized" } : { kind: "declined", code });
  });

  test.each(["4000002500003155", "4000002760003184"])("the test number %s asks for a challenge", async (number) => {
    const method = await desk.stripe.paymentMethods.create({ type: "card", card: { ...GOOD_CARD, number } });
    const answer = await desk.gateway.authorize(desk.request({ paymentMethodId: method.id }));
    expect(answer).toMatchObject({ status: "requires_action" });
  });

  test("a card that has paid once cannot be charged again without being entered again", async () => {
    const method = await desk.stripe.paymentMethods.create({ type: "card", card: GOOD_CARD });
    await desk.gateway.authorize(desk.request({ paymentMethodId: method.id }));
    const again = await desk.gateway.authorize(desk.request({ paymentMethodId: method.id }));
    expect(again).toMatchObject({ kind: "declined", code: "payment_method_invalid" });
  });
});

describe("keys", () => {
  test("a wrong or missing key is 401, and the publishable key opens only the browser's calls", async () => {
    const { port } = desk.sandbox;
    const stranger = new Stripe("sk_test_stranger", {
      host: "127.0.0.1",
      port,
      protocol: "http",
      maxNetworkRetries: 0,
    });
    expect(await failure(stranger.paymentIntents.list())).toMatchObject({
      type: "StripeAuthenticationError",
      statusCode: 401,
    });
    expect((await fetch(`${desk.sandbox.url}/v1/payment_intents`)).status).toBe(401);
    const browser = new Stripe("pk_test_sandbox", { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0 });
    expect(await failure(browser.paymentIntents.list())).toMatchObject({
      statusCode: 401,
      code: "secret_key_required",
    });
    expect(await failure(browser.refunds.create({ payment_intent: "pi_1" }))).toMatchObject({ statusCode: 401 });
  });

  test("a browser sees an intent only with that intent's own secret", async () => {
    const intent = await desk.stripe.paymentIntents.create({ amount: 500, currency: "eur" });
    const read = (secret: string) =>
      fetch(`${desk.sandbox.url}/v1/payment_intents/${intent.id}?key=pk_test_sandbox&client_secret=${secret}`);
    expect((await read(intent.client_secret ?? "")).status).toBe(200);
    expect((await read("guess")).status).toBe(404);
  });

  test("the simulator is reachable only through the loopback address", async () => {
    const other = desk.sandbox.url.replace("127.0.0.1", "127.0.0.2");
    await expect(fetch(`${other}/sandbox/health`)).rejects.toThrow("fetch failed");
  });

  test("a page that reaches the simulator under another name is sent away", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      const options = {
        host: "127.0.0.1",
        port: desk.sandbox.port,
        path: "/sandbox/trouble",
        headers: { host: "evil.example" },
      };
      request(options, (response) => resolve(response.resume().statusCode)).end();
    });
    expect(status).toBe(403);
  });
});

describe("payment intents", () => {
  test("with automatic capture are paid at once", async () => {
    const intent = await desk.stripe.paymentIntents.create({
      amount: 1000,
      currency: "eur",
      payment_method: "pm_card_mastercard",
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      expand: ["latest_charge"],
    });
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 1000, latest_charge: { captured: true } });
  });

  test("can be created first and confirmed later, and confirmed again after a declined card", async () => {
    const intent = await desk.stripe.paymentIntents.create({ amount: 1000, currency: "eur", capture_method: "manual" });
    expect(intent.status).toBe("requires_payment_method");
    const declined = await failure(
      desk.stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_chargeDeclined" }),
    );
    expect(declined).toMatchObject({
      code: "card_declined",
      decline_code: "generic_decline",
      payment_intent: { id: intent.id },
    });
    const paid = await desk.stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" });
    expect(paid.status).toBe("requires_capture");
    expect(
      await failure(desk.stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" })),
    ).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  });

  test("captured in part are paid in part, and only that part can be refunded", async () => {
    const { gatewayId = "" } = await desk.gateway.authorize(desk.request({ amountMinor: 4000 }));
    await desk.stripe.paymentIntents.capture(gatewayId, { amount_to_capture: 3000 });
    expect((await desk.stripe.paymentIntents.retrieve(gatewayId)).amount_received).toBe(3000);
    expect(await failure(desk.stripe.refunds.create({ payment_intent: gatewayId, amount: 3001 }))).toMatchObject({
      statusCode: 400,
    });
    expect((await desk.stripe.refunds.create({ payment_intent: gatewayId })).amount).toBe(3000);
  });

  test.each([
    [{ amount: 49 }, "amount_too_small", "amount"],
    [{ amount: -5 }, "amount_too_small", "amount"],
    [{ amount: 100_000_000 }, "amount_too_large", "amount"],
    [{ amount: 10.5 }, "parameter_invalid_integer", "amount"],
    [{ amount: 1005, currency: "kwd" }, "parameter_invalid_integer", "amount"],
    [{ amount: 17_499, currency: "huf" }, "amount_too_small", "amount"],
    [{ amount: 100_000_000, currency: "jpy" }, "amount_too_large", "amount"],
    [{ amount: 10_000_000_000, currency: "cop" }, "amount_too_large", "amount"],
    [{ amount: 1_000_000_000_000, currency: "idr" }, "amount_too_large", "amount"],
    [{ amount: 50_050, currency: "isk" }, "parameter_invalid_integer", "amount"],
    [{ currency: "zzz" }, undefined, "currency"],
    [{ currency: "iqd" }, undefined, "currency"],
    [{ confirm: true }, "parameter_missing", "payment_method"],
    [{ return_url: "javascript:alert(1)" }, "url_invalid", "return_url"],
    [{ payment_method: "pm_nobody" }, "resource_missing", "payment_method"],
    [{ amuont: 5 }, "parameter_unknown", "amuont"],
    [{ metadata: { note: "x".repeat(501) } }, undefined, "metadata"],
  ])("refuse %o (%s, %s) and remember nothing", async (change, code, param) => {
    const error = await failure(desk.stripe.paymentIntents.create({ amount: 1000, currency: "eur", ...change }));
    expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, param });
    expect(error.code).toBe(code);
    expect((await desk.stripe.paymentIntents.list()).data).toEqual([]);
  });

  test.each([
    ["idr", 999_999_999_999],
    ["cop", 9_999_999_999],
    ["inr", 999_999_999],
    ["eur", 99_999_999],
    ["huf", 17_500],
    ["isk", 50_000],
  ])("take what Stripe takes in %s: %i", async (currency, amount) => {
    expect(await desk.stripe.paymentIntents.create({ amount, currency })).toMatchObject({ amount, currency });
  });

  test("unknown things and unknown addresses are 404 in Stripe's shape", async () => {
    for (const asked of [
      desk.stripe.paymentIntents.retrieve("pi_none"),
      desk.stripe.charges.retrieve("ch_none"),
      desk.stripe.refunds.retrieve("re_none"),
      desk.stripe.events.retrieve("evt_none"),
      desk.stripe.paymentMethods.retrieve("pm_none"),
    ]) {
      expect(await failure(asked)).toMatchObject({ statusCode: 404, code: "resource_missing" });
    }
    expect(await failure(desk.stripe.customers.list())).toMatchObject({
      statusCode: 404,
      rawType: "invalid_request_error",
    });
  });

  test("a body that is too large or too deep is refused and the simulator lives on", async () => {
    const post = (body: string) =>
      fetch(`${desk.sandbox.url}/v1/payment_intents?key=pk_test_sandbox`, { method: "POST", body }).then(
        (answer) => answer.status,
        () => 413,
      );
    expect(await post("x".repeat(1_000_000))).toBe(413);
    expect(await post(`a${"[b]".repeat(50)}=1`)).toBe(400);
    expect(await post("__proto__[polluted]=1")).toBe(401);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect((await fetch(`${desk.sandbox.url}/sandbox/health`)).status).toBe(200);
  });
});

async function failure(asked: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const error = await asked.then(
    () => new Error("it was answered"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw error;
}

function fromBrowser(changes: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({
    type: "card",
    "card[exp_month]": "12",
    "card[exp_year]": "49",
    "card[cvc]": "123",
    "billing_details[email]": "ana@example.org",
    ...changes,
  });
  return fetch(`${desk.sandbox.url}/v1/payment_methods`, {
    method: "POST",
    body,
    headers: { authorization: "Bearer pk_test_sandbox", origin: "http://shop.example" },
  });
}

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDesk, Stripe, type TestDesk } from "#lib/payments/stripe/desk.fixture";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";

/**
 * Stripe publishes an example of every object. The simulator's answers are held against them, field by field: each name is
 * there in each answer, with the example's JSON type in at least one of them, or null where the list below says so.
 */
const file = sharedFile("gateways/stripe-fixtures3.json");

/** What we have no use for, so that it is null with us as it is at Stripe in an account like ours. */
const ALWAYS_NULL: Readonly<Record<string, readonly string[]>> = {
  charge: [
    ...["payment_method_details.card.installments", "payment_method_details.card.wallet", "receipt_url"],
    ...["shipping", "source", "transfer_data"],
  ],
  payment_intent: ["payment_method_configuration_details", "shipping", "transfer_data"],
  payment_method: ["card.generated_from", "card.wallet"],
};

/** What has other names in every object, and the object of another kind inside an event. */
const FREE = new Set(["metadata", "data.object"]);

let desk: TestDesk;
let now = Date.UTC(2030, 5, 30, 12);
let answers: Record<string, unknown[]>;

describe(
  "an answer has every field of Stripe's published example",
  needs(file, "../shared/gateways is not on this machine"),
  () => {
    beforeAll(async () => {
      desk = await openDesk({ clock: () => now });
      answers = await collect(desk.stripe);
    });
    afterAll(() => desk.close());

    test.each([
      "account",
      "account_link",
      "application_fee",
      "balance_transaction",
      "charge",
      "dispute",
      "event",
      "fee_refund",
      "payment_intent",
      "payment_method",
      "payout",
      "refund",
      "balance",
    ])("%s", (kind) => {
      const found = answers[kind] ?? [];
      expect(found.length).toBeGreaterThan(0);
      expect(differences(example(kind), found, ALWAYS_NULL[kind] ?? [])).toEqual([]);
    });

    test("the walk names a field that is missing, one of another type, and one that is null without leave", () => {
      const published = { id: "x", shipping: { city: "Rome" }, paid: true, card: { brand: "visa" } };
      expect(differences(published, [{ id: 1, shipping: null, card: {} }], ["shipping"])).toEqual([
        "id is never a string",
        "paid is missing",
        "card.brand is missing",
      ]);
      expect(differences(published, [{ ...published, shipping: null }], [])).toEqual(["shipping is never an object"]);
      expect(differences(published, [published], ["shipping"])).toEqual(["shipping may be null, but is not"]);
    });
  },
);

test("events carry the API version that the SDK pins and the request that caused them", async () => {
  const own = await openDesk();
  try {
    const intent = await own.stripe.paymentIntents.create(
      { amount: 500, currency: "eur" },
      { idempotencyKey: "a key of ours" },
    );
    const [event] = (await own.stripe.events.list({ type: "payment_intent.created" })).data;
    expect(event).toMatchObject({
      api_version: Stripe.API_VERSION,
      request: { id: intent.lastResponse.requestId, idempotency_key: "a key of ours" },
    });
  } finally {
    await own.close();
  }
});

function example(kind: string): unknown {
  return JSON.parse(readFileSync(file ?? "", "utf8")).resources[kind];
}

/** Plays what makes each kind of object come in all its states. */
async function collect(stripe: Stripe): Promise<Record<string, unknown[]>> {
  const pay = (payment_method: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents
      .create({
        amount: 4500,
        currency: "eur",
        payment_method,
        confirm: true,
        return_url: "http://127.0.0.1/",
        ...more,
      })
      .catch(() => undefined);
  await stripe.paymentIntents.create({ amount: 4500, currency: "eur" });
  await pay("pm_card_chargeDeclined");
  const challenged = await pay("pm_card_threeDSecure2Required");
  const url = challenged?.next_action?.redirect_to_url?.url ?? "";
  await fetch(url, { method: "POST", body: "outcome=complete", redirect: "manual" });
  await pay("pm_card_threeDSecure2Required");
  desk.sandbox.trouble.set("late_success", { times: 1, delayMs: 600_000 });
  await pay("pm_card_visa");
  const reserved = await pay("pm_card_visa", { capture_method: "manual" });
  await stripe.paymentIntents.cancel(reserved?.id ?? "", { cancellation_reason: "abandoned" });
  const paid = await pay("pm_card_visa", { description: "Two seats", receipt_email: "ana@example.org" });
  await stripe.refunds.create({ payment_intent: paid?.id ?? "", amount: 100 });
  await pay("pm_card_createDispute");
  const address = { city: "Rome", country: "IT", line1: "Via Appia 1", postal_code: "00100", state: "RM" };
  const method = await stripe.paymentMethods.create({
    type: "card",
    card: { number: "4242424242424242", exp_month: 12, exp_year: 2049, cvc: "123" },
    billing_details: { name: "Ana", email: "ana@example.org", phone: "+15555555555", address },
  });
  await pay(method.id);
  // The next day pays out what is available.
  await pay("pm_card_bypassPending", { amount: 90_000 });
  now += 86_400_000;
  const all = { limit: 100 };
  const connected = await collectConnected(stripe);
  return {
    ...connected,
    balance_transaction: (await stripe.balanceTransactions.list(all)).data,
    charge: (await stripe.charges.list(all)).data,
    dispute: (await stripe.disputes.list(all)).data,
    event: (await stripe.events.list(all)).data,
    payment_intent: (await stripe.paymentIntents.list(all)).data,
    balance: [await stripe.balance.retrieve()],
    payout: (await stripe.payouts.list(all)).data,
    payment_method: [method, await stripe.paymentMethods.retrieve(method.id)],
    refund: (await stripe.refunds.list(all)).data,
  };
}

/** A connected account with a payment and a refund, and what the platform has of it. */
async function collectConnected(stripe: Stripe): Promise<Record<string, unknown[]>> {
  const urls = { refresh_url: "http://127.0.0.1/again", return_url: "http://127.0.0.1/back" };
  const { id } = await stripe.accounts.create({ country: "DE", email: "hall@example.org" });
  const link = await stripe.accountLinks.create({ account: id, type: "account_onboarding", ...urls });
  await fetch(link.url, { method: "POST", body: "outcome=partly", redirect: "manual" });
  const restricted = await stripe.accounts.retrieve(id);
  desk.sandbox.changeAccount(id, { becomes: "active" });
  const on = { stripeAccount: id };
  const params = { amount: 4500, currency: "eur", payment_method: "pm_card_visa", confirm: true };
  const returns = { return_url: "http://127.0.0.1/" };
  const paid = await stripe.paymentIntents.create({ ...params, ...returns, application_fee_amount: 225 }, on);
  await stripe.refunds.create({ payment_intent: paid.id, amount: 1000, refund_application_fee: true }, on);
  const [fee] = (await stripe.applicationFees.list()).data;
  return {
    account: [restricted, await stripe.accounts.retrieve(id)],
    account_link: [link],
    application_fee: [fee],
    fee_refund: (await stripe.applicationFees.listRefunds(fee?.id ?? "")).data,
  };
}

/** What of the example the answers lack; `nulls` may be null in all of them, and has to be. */
function differences(published: unknown, answered: readonly unknown[], nulls: readonly string[], path = ""): string[] {
  if (!isObject(published) || FREE.has(path)) return [];
  return Object.entries(published).flatMap(([name, value]) => {
    const at = path ? `${path}.${name}` : name;
    const objects = answered.filter(isObject);
    if (objects.some((object) => !Object.hasOwn(object, name))) return [`${at} is missing`];
    const given = objects.map((object) => object[name]).filter((one) => one !== null);
    if (nulls.includes(at)) return given.length > 0 ? [`${at} may be null, but is not`] : [];
    const fitting = given.filter((one) => typeOf(one) === typeOf(value));
    if (value !== null && fitting.length === 0) return [`${at} is never ${typeOf(value)}`];
    return differences(value, fitting, nulls, at);
  });
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDesk, Stripe, type TestDesk } from "#lib/payments/stripe/desk.fixture";
import { connectCalls } from "./connect/connect-calls.fixture.ts";

/** Every call that the simulator answers, made by Stripe's own SDK. A route without a call here is a test that is missing. */
let desk: TestDesk;
let stripe: Stripe;
let now = Date.UTC(2030, 5, 30, 12);

beforeAll(async () => {
  desk = await openDesk({ clock: () => now });
  stripe = desk.stripe;
});
afterAll(() => desk.close());

const CARD = { number: "4242424242424242", exp_month: 12, exp_year: 2049, cvc: "123" };

function pay(payment_method = "pm_card_visa", more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  const params = { amount: 4500, currency: "eur", payment_method, confirm: true, return_url: "http://127.0.0.1/" };
  return stripe.paymentIntents.create({ ...params, ...more });
}

const reserve = () => pay("pm_card_visa", { capture_method: "manual" });
const chargeIdOf = ({ latest_charge }: Stripe.PaymentIntent) => String(latest_charge);
const disputeOf = async (intent: Stripe.PaymentIntent) =>
  (await stripe.disputes.list({ payment_intent: intent.id })).data[0]?.id ?? "";

const CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  ...connectCalls(() => desk),
  "paymentMethods.create": async () =>
    is("payment_method", await stripe.paymentMethods.create({ type: "card", card: CARD })),
  "paymentMethods.retrieve": async () => {
    const { id } = await stripe.paymentMethods.create({ type: "card", card: CARD });
    is("payment_method", await stripe.paymentMethods.retrieve(id));
  },
  "paymentIntents.create": async () => expect((await pay()).status).toBe("succeeded"),
  "paymentIntents.retrieve": async () => is("payment_intent", await stripe.paymentIntents.retrieve((await pay()).id)),
  "paymentIntents.confirm": async () => {
    const { id } = await stripe.paymentIntents.create({ amount: 4500, currency: "eur" });
    expect((await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" })).status).toBe("succeeded");
  },
  "paymentIntents.capture": async () =>
    expect((await stripe.paymentIntents.capture((await reserve()).id)).status).toBe("succeeded"),
  "paymentIntents.cancel": async () =>
    expect((await stripe.paymentIntents.cancel((await reserve()).id)).status).toBe("canceled"),
  "paymentIntents.list": () => pages((query) => stripe.paymentIntents.list(query)),
  "paymentIntents.search": async () => {
    const metadata = { order: "of the search" };
    const { id } = await pay("pm_card_visa", { metadata });
    const found = await stripe.paymentIntents.search({ query: "metadata['order']:'of the search'" });
    expect(found.data.map((intent) => intent.id)).toEqual([id]);
  },
  "charges.retrieve": async () => is("charge", await stripe.charges.retrieve(chargeIdOf(await pay()))),
  "charges.list": () => pages((query) => stripe.charges.list(query)),
  "charges.search": async () => {
    const { data } = await stripe.charges.search({ query: "status:'succeeded'", limit: 1 });
    expect(data).toHaveLength(1);
  },
  "refunds.create": async () =>
    expect(await stripe.refunds.create({ charge: chargeIdOf(await pay()) })).toMatchObject({ status: "succeeded" }),
  "refunds.retrieve": async () => {
    const { id } = await stripe.refunds.create({ payment_intent: (await pay()).id });
    is("refund", await stripe.refunds.retrieve(id));
  },
  "refunds.list": async () => {
    const { id } = await pay();
    for (const amount of [100, 200, 300]) await stripe.refunds.create({ payment_intent: id, amount });
    expect((await stripe.refunds.list({ payment_intent: id })).data.map(({ amount }) => amount)).toEqual([
      300, 200, 100,
    ]);
    await pages((query) => stripe.refunds.list(query));
  },
  "disputes.retrieve": async () => {
    const dispute = await stripe.disputes.retrieve(await disputeOf(await pay("pm_card_createDispute")));
    expect(dispute).toMatchObject({
      status: "needs_response",
      payment_method_details: { card: { case_type: "chargeback" } },
    });
  },
  "disputes.update": async () => {
    const evidence = { uncategorized_text: "winning_evidence" };
    const id = await disputeOf(await pay("pm_card_createDispute"));
    expect((await stripe.disputes.update(id, { evidence })).status).toBe("won");
  },
  "disputes.close": async () => {
    const id = await disputeOf(await pay("pm_card_createDisputeInquiry"));
    expect((await stripe.disputes.close(id)).status).toBe("lost");
    expect((await failure(stripe.disputes.close(id))).statusCode).toBe(400);
  },
  "disputes.list": () => pages((query) => stripe.disputes.list(query)),
  "balance.retrieve": async () => is("balance", await stripe.balance.retrieve()),
  "balanceTransactions.retrieve": async () => {
    const [first] = (await stripe.balanceTransactions.list({ limit: 1 })).data;
    is("balance_transaction", await stripe.balanceTransactions.retrieve(first?.id ?? ""));
  },
  "balanceTransactions.list": () => pages((query) => stripe.balanceTransactions.list(query)),
  "payouts.list": async () => {
    await pay("pm_card_bypassPending", { amount: 9_000_000 });
    now += 86_400_000;
    expect((await stripe.payouts.list({ status: "in_transit" })).data).toMatchObject([{ automatic: true }]);
  },
  "payouts.retrieve": async () => {
    const [payout] = (await stripe.payouts.list()).data;
    is("payout", await stripe.payouts.retrieve(payout?.id ?? ""));
  },
  "events.retrieve": async () => {
    const [event] = (await stripe.events.list({ type: "charge.succeeded" })).data;
    is("event", await stripe.events.retrieve(event?.id ?? ""));
  },
  "events.list": () => pages((query) => stripe.events.list(query)),
};

describe("the SDK's call", () => {
  test.each(Object.keys(CALLS))("%s is answered as Stripe does", async (name) => {
    await CALLS[name]?.();
  });
});

test("no route is without its call", async () => {
  const { ROUTES } = await import("./routes.ts");
  const routes = Object.keys(ROUTES).map(callOf).sort();
  expect(routes).toEqual(Object.keys(CALLS).sort());
});

describe("an error has Stripe's shape and code:", () => {
  test.each([
    [
      "a card that is declined",
      () => pay("pm_card_chargeDeclinedInsufficientFunds"),
      "StripeCardError",
      402,
      "card_declined",
    ],
    [
      "an amount that is too small",
      () => pay("pm_card_visa", { amount: 1 }),
      "StripeInvalidRequestError",
      400,
      "amount_too_small",
    ],
    [
      "what is not there",
      () => stripe.charges.retrieve("ch_none"),
      "StripeInvalidRequestError",
      404,
      "resource_missing",
    ],
    ["a second refund", () => refundTwice(), "StripeInvalidRequestError", 400, "charge_already_refunded"],
    ["a refund of what is disputed", () => refundDisputed(), "StripeInvalidRequestError", 400, "charge_disputed"],
    ["a second capture", () => captureTwice(), "StripeInvalidRequestError", 400, "payment_intent_unexpected_state"],
  ] as const)("%s", async (_, ask, type, statusCode, code) => {
    const error = await failure(ask());
    expect(error).toMatchObject({ type, statusCode, code, message: expect.stringMatching(/\S/) });
    expect(error.requestId).toMatch(/^req_/);
    expect(error.doc_url).toBe(`https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}`);
  });

  test("a declined card names charge, method and intent", async () => {
    const error = await failure(pay("pm_card_chargeDeclined"));
    expect(error).toMatchObject({
      charge: expect.stringMatching(/^ch_/),
      decline_code: "generic_decline",
      payment_method: { object: "payment_method", card: { last4: "0002" } },
      payment_intent: {
        status: "requires_payment_method",
        payment_method: null,
        last_payment_error: { code: "card_declined", payment_method: { card: { last4: "0002" } } },
      },
    });
  });
});

test("a repeated key gets the first answer and says so, and with another body it is an error (INV-6)", async () => {
  const idempotencyKey = "a key used again";
  const params = { amount: 4500, currency: "eur" };
  const first = await stripe.paymentIntents.create(params, { idempotencyKey });
  const again = await stripe.paymentIntents.create(params, { idempotencyKey });
  expect([again.id, again.lastResponse.headers["idempotent-replayed"]]).toEqual([first.id, "true"]);
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  const other = await failure(stripe.paymentIntents.create({ ...params, amount: 4600 }, { idempotencyKey }));
  expect(other).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
  const elsewhere = await failure(stripe.refunds.create({ payment_intent: first.id }, { idempotencyKey }));
  expect(elsewhere).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
});

function is(kind: string, object: { object: string }): void {
  expect(object.object).toBe(kind);
}

type Cursor = { limit: number; starting_after?: string; ending_before?: string; created?: { gte: number } };
type Page = { data: { id: string; created: number }[]; has_more: boolean };

/** Walks a list to its end by pages of two and back again: all of it, once, newest first. */
async function pages(list: (query: Cursor) => Promise<Page>): Promise<void> {
  for (let i = 0; i < 5; i++) await pay("pm_card_createDispute");
  const seen: { id: string; created: number }[] = [];
  for (let page = await list({ limit: 2 }); ; page = await list({ limit: 2, starting_after: seen.at(-1)?.id ?? "" })) {
    seen.push(...page.data);
    if (!page.has_more) break;
  }
  const ids = seen.map(({ id }) => id);
  expect(ids.slice(0, 100)).toEqual((await list({ limit: 100 })).data.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  const back = await list({ limit: 2, ending_before: ids[3] ?? "" });
  expect([back.data.map(({ id }) => id), back.has_more]).toEqual([ids.slice(1, 3), true]);
  const gte = seen[0]?.created ?? 0;
  const latest = await list({ limit: 100, created: { gte } });
  const since = seen.filter(({ created }) => created >= gte).map(({ id }) => id);
  expect(latest.data.map(({ id }) => id)).toEqual(since.slice(0, 100));
}

/** `POST /v1/payment_intents/:id/capture` is `paymentIntents.capture` to the SDK. */
function callOf(route: string): string {
  const [method, path = ""] = route.split(" ");
  const [, , resource = "", ...rest] = path.split("/");
  const service = resource.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const verb = rest.at(-1);
  if (verb === "refunds") return `${service}.${method === "POST" ? "createRefund" : "listRefunds"}`;
  if (verb !== undefined && verb !== ":id") return `${service}.${verb}`;
  if (service === "balance") return "balance.retrieve";
  if (method === "POST") return `${service}.${verb ? "update" : "create"}`;
  return `${service}.${verb ? "retrieve" : "list"}`;
}

async function refundTwice() {
  const { id } = await pay();
  await stripe.refunds.create({ payment_intent: id });
  return stripe.refunds.create({ payment_intent: id });
}

async function refundDisputed() {
  return stripe.refunds.create({ payment_intent: (await pay("pm_card_createDispute")).id });
}

async function captureTwice() {
  const { id } = await reserve();
  await stripe.paymentIntents.capture(id);
  return stripe.paymentIntents.capture(id);
}

async function failure(asked: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const error = await asked.then(
    () => new Error("it was answered"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw error;
}

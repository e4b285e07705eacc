import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDesk, type TestDesk } from "#lib/payments/stripe/desk.fixture";
import { aConnectedAccount, aDirectCharge } from "./connect-calls.fixture.ts";

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

test("what is paid in a connected account is seen there alone", async () => {
  const mine = await aConnectedAccount(desk);
  const other = await aConnectedAccount(desk);
  const paid = await aDirectCharge(desk, mine, { payment_method: "pm_card_createDispute" });
  const on = { stripeAccount: mine };
  expect(await desk.stripe.paymentIntents.retrieve(paid.id, {}, on)).toMatchObject({ application_fee_amount: 225 });
  expect((await desk.stripe.disputes.list({}, on)).data).toHaveLength(1);
  for (const elsewhere of [{}, { stripeAccount: other }]) {
    await expect(desk.stripe.paymentIntents.retrieve(paid.id, {}, elsewhere)).rejects.toMatchObject({
      code: "resource_missing",
    });
    for (const list of ["paymentIntents", "charges", "disputes", "refunds", "events"] as const) {
      const found = (await desk.stripe[list].list({ limit: 100 }, elsewhere)).data.map(({ id }) => id);
      expect(found).not.toContain(paid.id);
      if (list !== "events") expect(found).toEqual([]);
    }
  }
  expect((await desk.stripe.balanceTransactions.list({}, { stripeAccount: other })).data).toEqual([]);
});

test("the seller's balance gets the amount less both fees, the platform's its own", async () => {
  const account = await aConnectedAccount(desk);
  await aDirectCharge(desk, account);
  const [sale] = (await desk.stripe.balanceTransactions.list({}, { stripeAccount: account })).data;
  expect(sale).toMatchObject({ type: "charge", amount: 4500, fee: 161 + 225, net: 4500 - 161 - 225 });
  expect(sale?.fee_details.map(({ type, amount }) => [type, amount])).toEqual([
    ["stripe_fee", 161],
    ["application_fee", 225],
  ]);
  const own = (await desk.stripe.balanceTransactions.list()).data;
  expect(own).toMatchObject([{ type: "application_fee", reporting_category: "platform_earning", amount: 225, fee: 0 }]);
});

test("refunds give the fee back by their share, and the last of them what is left", async () => {
  const account = await aConnectedAccount(desk);
  const on = { stripeAccount: account };
  const { id } = await aDirectCharge(desk, account, { application_fee_amount: 100 });
  const given: number[] = [];
  for (const amount of [1500, 1500, 1500]) {
    const refund = { payment_intent: id, amount, refund_application_fee: true, expand: ["balance_transaction"] };
    const { balance_transaction: moved } = await desk.stripe.refunds.create(refund, on);
    given.push(typeof moved === "object" && moved ? moved.fee : Number.NaN);
  }
  expect(given).toEqual([-33, -33, -34]);
  expect((await desk.stripe.applicationFees.list()).data).toMatchObject([{ amount_refunded: 100, refunded: true }]);
});

test("a refund that does not ask for it leaves the fee, and without a fee it cannot be asked for", async () => {
  const account = await aConnectedAccount(desk);
  const on = { stripeAccount: account };
  const { id } = await aDirectCharge(desk, account);
  await desk.stripe.refunds.create({ payment_intent: id }, on);
  expect((await desk.stripe.applicationFees.list()).data).toMatchObject([{ amount_refunded: 0 }]);
  const plain = await desk.gateway.on(account).authorize(desk.request());
  if (plain.kind !== "payment") throw new Error("declined");
  await desk.stripe.paymentIntents.capture(plain.gatewayId, {}, on);
  await expect(
    desk.stripe.refunds.create({ payment_intent: plain.gatewayId, refund_application_fee: true }, on),
  ).rejects.toMatchObject({ param: "refund_application_fee" });
});

describe("refuses", () => {
  test("a fee in the platform's own account, and one above the amount", async () => {
    const wanted = { amount: 500, currency: "eur", application_fee_amount: 501 };
    const on = { stripeAccount: await aConnectedAccount(desk) };
    await expect(desk.stripe.paymentIntents.create(wanted)).rejects.toMatchObject({ param: "application_fee_amount" });
    await expect(desk.stripe.paymentIntents.create(wanted, on)).rejects.toMatchObject({ code: "amount_too_large" });
  });

  test("an account that is unknown, and one that took the access away", async () => {
    const account = await aConnectedAccount(desk);
    desk.sandbox.changeAccount(account, { becomes: "revoked" });
    for (const stripeAccount of ["acct_none", account]) {
      await expect(desk.stripe.paymentIntents.list({}, { stripeAccount })).rejects.toMatchObject({
        statusCode: 403,
        code: "account_invalid",
      });
      expect(await desk.gateway.findAccount(stripeAccount)).toBeUndefined();
    }
  });

  test("a payment in an account that may take none, and nothing is taken", async () => {
    const account = await aConnectedAccount(desk);
    desk.sandbox.changeAccount(account, { becomes: "restricted", currentlyDue: ["external_account"] });
    expect(await desk.gateway.on(account).authorize(desk.request())).toMatchObject({
      kind: "declined",
      code: "seller_unable",
    });
    expect((await desk.stripe.paymentIntents.list({}, { stripeAccount: account })).data).toEqual([]);
    desk.sandbox.changeAccount(account, { becomes: "revoked" });
    expect(await desk.gateway.on(account).authorize(desk.request())).toMatchObject({ code: "seller_unable" });
  });
});

describe("the onboarding", () => {
  const back = { returnUrl: "http://127.0.0.1/back", refreshUrl: "http://127.0.0.1/again" };
  const seller = { name: "Hall", email: "a@example.org", organizationId: "1", idempotencyKey: "connect-1" };
  const answer = (url: string, outcome: string) =>
    fetch(url, { method: "POST", body: `outcome=${outcome}`, redirect: "manual" });

  test("leads from nothing over what is missing to payments", async () => {
    const { id, ...made } = await desk.gateway.createAccount(seller);
    expect(made).toMatchObject({ isSubmitted: false, takesPayments: false });
    const first = await desk.gateway.onboardingUrl(id, back);
    expect((await answer(first, "partly")).headers.get("location")).toBe(back.returnUrl);
    expect(await desk.gateway.findAccount(id)).toMatchObject({
      isSubmitted: true,
      takesPayments: false,
      due: ["external_account", "individual.verification.document"],
      disabledReason: "requirements.past_due",
    });
    await answer(await desk.gateway.onboardingUrl(id, back), "complete");
    expect(await desk.gateway.findAccount(id)).toEqual({
      ...{ id, isSubmitted: true, takesPayments: true, paysOut: true, due: [] },
    });
  });

  test("is not begun twice by a request that is repeated", async () => {
    const first = await desk.gateway.createAccount(seller);
    expect((await desk.gateway.createAccount(seller)).id).toBe(first.id);
  });

  test("has an address for one visit, and sends later ones for another", async () => {
    const { id } = await desk.gateway.createAccount(seller);
    const url = await desk.gateway.onboardingUrl(id, back);
    await answer(url, "later");
    expect((await fetch(url, { redirect: "manual" })).headers.get("location")).toBe(back.refreshUrl);
    expect((await fetch(`${url}x`)).status).toBe(404);
  });
});

test("events of a connected account name it, and those of the platform name none", async () => {
  const account = await aConnectedAccount(desk);
  await aDirectCharge(desk, account);
  desk.sandbox.changeAccount(account, { becomes: "revoked" });
  await desk.sandbox.webhooksIdle();
  const events = await desk.events();
  const of = (type: string) => events.find((event) => event.type === type);
  expect(of("account.updated")).toMatchObject({ account, isAboutAccount: true });
  expect(of("payment_intent.succeeded")).toMatchObject({ account, payment: { amountMinor: 4500 } });
  expect(of("account.application.deauthorized")).toMatchObject({ account, isAboutAccount: true });
  expect(of("application_fee.created")).toEqual({ id: expect.any(String), type: "application_fee.created" });
});

test("a key is of one account: the same key in two of them is two payments", async () => {
  const one = desk.gateway.on(await aConnectedAccount(desk));
  const two = desk.gateway.on(await aConnectedAccount(desk));
  const request = desk.request();
  const paid = await Promise.all([one, two, one].map((gateway) => gateway.authorize(request)));
  const ids = paid.map((payment) => payment.gatewayId);
  expect(new Set(ids).size).toBe(2);
  expect(ids[2]).toBe(ids[0]);
});

test("the adapter takes, lists and gives back in the account, with the platform's fee as a part of the fee", async () => {
  const account = await aConnectedAccount(desk);
  const gateway = desk.gateway.on(account);
  if (gateway.takes !== "authorize" || !gateway.listsMovements) throw new Error("lacks something");
  const authorized = await gateway.authorize(desk.request({ applicationFeeMinor: 225 }));
  const gatewayId = authorized.gatewayId ?? "";
  expect(await gateway.capture(gatewayId, { idempotencyKey: "capture" })).toMatchObject({
    status: "captured",
    fee: { feeMinor: 386, applicationFeeMinor: 225 },
  });
  const refund = { gatewayId, amountMinor: 1000, currency: "EUR", idempotencyKey: "refund", reason: "requested" };
  expect(await gateway.refund({ ...refund, returnsApplicationFee: true })).toMatchObject({
    status: "succeeded",
    fee: { feeMinor: -50, applicationFeeMinor: -50 },
  });
  const day = { from: new Date(Date.now() - 86_400_000), until: new Date(Date.now() + 86_400_000) };
  expect(await gateway.listMovements(day)).toMatchObject([
    { kind: "refunded", amountMinor: -1000, feeMinor: -50, applicationFeeMinor: -50, gatewayPaymentId: gatewayId },
    { kind: "captured", amountMinor: 4500, feeMinor: 386, applicationFeeMinor: 225, gatewayPaymentId: gatewayId },
  ]);
  expect(await desk.gateway.find(gatewayId)).toBeUndefined();
  expect(desk.gateway.listsMovements && (await desk.gateway.listMovements(day))).toEqual([]);
});

test("an event of connected accounts may be signed with a secret of its own", async () => {
  const { createStripeGateway } = await import("#lib/payments/stripe/stripe-gateway");
  await aConnectedAccount(desk);
  await desk.sandbox.webhooksIdle();
  const [delivery] = desk.inbox.deliveries;
  const read = (connectWebhookSecret: string | undefined) =>
    createStripeGateway({ secretKey: "sk_test_x", webhookSecret: "whsec_other", connectWebhookSecret }).readWebhook({
      rawBody: Buffer.from(delivery?.body ?? ""),
      headers: delivery?.headers ?? new Headers(),
    });
  expect(await read(undefined)).toEqual({ ok: false });
  expect(await read(desk.webhookSecret)).toMatchObject({ ok: true, event: { isAboutAccount: true } });
});

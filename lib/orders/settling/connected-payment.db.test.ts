import { expect, test } from "vitest";
import { claimDisconnect } from "#lib/payments/payouts/payout-store";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { readReconciliation } from "../reconciling/read-reconciliations.ts";
import { reconcileDay } from "../reconciling/reconcile-day.ts";
import { aPayoutAccount, payoutStateOf } from "../testing/a-payout-account.ts";
import { aSale, freshSeats } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";

aDatabase();
const shop = aShop();
const today = () => new Date().toISOString().slice(0, 10);
const anEvent = () => anEventOnSale({ refundUntilHours: 48, layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
const held = async (eventId: number) => aHeldReservation(eventId, freshSeats(eventId, 2));
const paymentsOf = (eventId: number) => db().payment.findMany({ where: { eventId }, orderBy: { createdAt: "asc" } });

async function disconnect(eventId: number): Promise<void> {
  const line = { actor: "system", action: "payout.disconnect", subject: "-", outcome: "ok" };
  await claimDisconnect(await sellerOf(eventId), () => line);
}

async function balances(eventId: number): Promise<Record<string, number>> {
  const rows = await db().ledgerLine.groupBy({ by: ["account"], where: { eventId }, _sum: { amountMinor: true } });
  return Object.fromEntries(rows.map(({ account, _sum }) => [account, Number(_sum.amountMinor)]));
}

test("a sale of an organization with its own account is paid there, with the platform's fee, back to the last refund", async () => {
  const eventId = await anEvent();
  const account = await aPayoutAccount(shop, eventId);
  const sale = await aSale(shop, eventId);
  expect(await paymentsOf(eventId)).toMatchObject([{ account, applicationFeeMinor: 225, status: "CAPTURED" }]);
  expect(await shop.look(`/v1/payment_intents/${sale.gatewayId}`)).toMatchObject({
    error: { code: "resource_missing" },
  });
  expect(await shop.look(`/v1/payment_intents/${sale.gatewayId}`, account)).toMatchObject({
    status: "succeeded",
    application_fee_amount: 225,
  });
  const fees = { FEES: 291, PLATFORM_FEES: 225 };
  expect(await balances(eventId)).toMatchObject({ ...fees, GATEWAY: 9_000 - 291 - 225, SALES: -9_000 });
  expect(await sale.refund(sale.person, { tickets: sale.tickets.slice(0, 1) })).toMatchObject({ ok: true });
  // Half of the amount takes half of the platform's fee back, rounded half up.
  expect(await balances(eventId)).toMatchObject({ FEES: 291, PLATFORM_FEES: 112 });
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true });
  expect(await balances(eventId)).toMatchObject({ FEES: 291, PLATFORM_FEES: 0, GATEWAY: -291 });
  expect((await shop.look("/v1/application_fees?limit=1")).data).toMatchObject([{ amount: 225, amount_refunded: 225 }]);
  await shop.sandbox().webhooksIdle();
  expect(await sale.books()).toMatchObject({ order: "REFUNDED", payment: "REFUNDED", refunded: 9_000 });
  expect((await reconcileDay("stripe", today()))?.differences).toEqual([]);
  expect(await checkInvariants("after quiet")).toEqual([]);
  expect(shop.endpointFaults).toEqual([]);
});

test("what was paid in an account is refunded there, whatever the organization's account is by then", async () => {
  const eventId = await anEvent();
  const first = await aPayoutAccount(shop, eventId);
  const sale = await aSale(shop, eventId);
  await disconnect(eventId);
  const toPlatform = await aSale(shop, eventId);
  const second = await aPayoutAccount(shop, eventId);
  const third = await aSale(shop, eventId);
  expect((await paymentsOf(eventId)).map((payment) => payment.account)).toEqual([first, null, second]);
  for (const each of [sale, toPlatform, third]) expect(await each.refund(each.person)).toMatchObject({ ok: true });
  const gone = async (account?: string) =>
    (await shop.look("/v1/refunds?limit=100", account)).data.map((refund) => refund.payment_intent);
  expect(await gone(first)).toEqual([sale.gatewayId]);
  expect(await gone(second)).toEqual([third.gatewayId]);
  expect(await gone()).toContain(toPlatform.gatewayId);
  await shop.sandbox().webhooksIdle();
  expect((await reconcileDay("stripe", today()))?.differences).toEqual([]);
  expect(await checkInvariants("after quiet")).toEqual([]);
});

test("a day's difference in a connected account is found, and no movement of one account answers for another", async () => {
  const eventId = await anEvent();
  const account = await aPayoutAccount(shop, eventId);
  const sale = await aSale(shop, eventId);
  await shop.sandbox().webhooksIdle();
  const missing = async () => (await reconcileDay("stripe", today()))?.differences.map(({ what }) => what).sort();
  expect(await missing()).toEqual([]);
  // As if the payment had been made at the platform: its line and the account's movement are of two accounts.
  await db().payment.updateMany({ where: { eventId }, data: { account: null, applicationFeeMinor: 0 } });
  expect(await missing()).toEqual(["missing_here", "missing_there"]);
  const read = await readReconciliation({ gateway: "stripe", day: today() }, {});
  const shown = read.ok ? read.reconciliation.differences.data : [];
  expect(Object.fromEntries(shown.map((row) => [row.what, row.account]))).toEqual({
    missing_here: account,
    missing_there: null,
  });
  await db().payment.updateMany({ where: { eventId }, data: { account, applicationFeeMinor: 225 } });
  expect(await missing()).toEqual([]);
  const { gatewayId } = sale;
  shop.sandbox().trouble.set("drop_webhooks");
  const refund = { payment_intent: gatewayId, amount: "100" };
  expect(await shop.act("/v1/refunds", refund, account)).toMatchObject({ status: "succeeded" });
  expect(await missing()).toEqual(["missing_here"]);
});

test("a disputed payment of a connected account is booked there with the gateway's fee, and ends like any other", async () => {
  const eventId = await anEvent();
  const account = await aPayoutAccount(shop, eventId);
  const sale = await aSale(shop, eventId, { card: "pm_card_createDispute" });
  expect(await sale.books()).toMatchObject({ payment: "DISPUTED" });
  const [dispute] = (await shop.look("/v1/disputes", account)).data;
  const evidence = { "evidence[uncategorized_text]": "winning_evidence" };
  await shop.act(`/v1/disputes/${dispute?.id}`, evidence, account);
  await shop.sandbox().webhooksIdle();
  expect(await sale.books()).toMatchObject({ payment: "CAPTURED" });
  expect(await checkInvariants("after quiet")).toEqual([]);
});

test("while the account may take no payments a buyer is refused before anything is asked of it, and the seats stay held", async () => {
  const eventId = await anEvent();
  const account = await aPayoutAccount(shop, eventId);
  const waiting = await held(eventId);
  shop.sandbox().changeAccount(account, { becomes: "restricted", currentlyDue: ["external_account"] });
  await shop.sandbox().webhooksIdle();
  expect(await payoutStateOf(account)).toBe("RESTRICTED");
  expect(await shop.commit(waiting)).toMatchObject({ ok: false, refusal: { code: "seller_cannot_be_paid" } });
  expect(await paymentsOf(eventId)).toEqual([]);
  expect(await db().order.count({ where: { eventId } })).toBe(0);
  expect(await db().reservation.findFirst({ where: { eventId, id: waiting.id } })).toMatchObject({ status: "HELD" });
  shop.sandbox().changeAccount(account, { becomes: "active" });
  await shop.sandbox().webhooksIdle();
  expect(await shop.commit(waiting)).toMatchObject({ ok: true });
});

test("an account that was restricted without our knowledge takes nothing, and the next buyer is refused at once", async () => {
  const eventId = await anEvent();
  const account = await aPayoutAccount(shop, eventId);
  const [one, two] = [await held(eventId), await held(eventId)];
  shop.sandbox().trouble.set("drop_webhooks", { times: 1 });
  shop.sandbox().changeAccount(account, { becomes: "restricted", currentlyDue: ["external_account"] });
  expect(await shop.commit(one)).toMatchObject({ ok: false, refusal: { code: "seller_cannot_be_paid" } });
  expect(await paymentsOf(eventId)).toMatchObject([{ status: "FAILED", account }]);
  expect((await shop.look("/v1/payment_intents", account)).data).toEqual([]);
  expect(await payoutStateOf(account)).toBe("RESTRICTED");
  expect(await shop.commit(two)).toMatchObject({ ok: false, refusal: { code: "seller_cannot_be_paid" } });
  expect(await paymentsOf(eventId)).toHaveLength(1);
  expect(await checkInvariants("after quiet")).toEqual([]);
});

test("a card that was given to an account is not charged once payments go elsewhere", async () => {
  const eventId = await anEvent();
  const account = await aPayoutAccount(shop, eventId);
  const waiting = await held(eventId);
  await disconnect(eventId);
  expect(await shop.commit(waiting, { account })).toMatchObject({
    ok: false,
    refusal: { code: "payment_account_changed", account: null },
  });
  expect(await paymentsOf(eventId)).toEqual([]);
  expect(await shop.commit(waiting, { account: null })).toMatchObject({ ok: true });
  expect(await paymentsOf(eventId)).toMatchObject([{ account: null, applicationFeeMinor: 0 }]);
});

test("a further attempt of an order goes where payments go then, with the fee of the time the order was opened", async () => {
  const eventId = await anEvent();
  const first = await aPayoutAccount(shop, eventId);
  const waiting = await held(eventId);
  expect(await shop.commit(waiting, { card: "pm_card_chargeDeclined" })).toMatchObject({ ok: false });
  const { createdAt } = await db().order.findFirstOrThrow({ where: { eventId } });
  const later = { basisPoints: 5_000, fixedMinor: 0, validFrom: new Date(createdAt.getTime() + 1) };
  await db().platformFee.create({
    data: { id: uuidv7(), organizationId: await sellerOf(eventId), currency: "EUR", ...later },
  });
  await disconnect(eventId);
  const second = await aPayoutAccount(shop, eventId);
  expect(await shop.commit(waiting)).toMatchObject({ ok: true });
  expect(await paymentsOf(eventId)).toMatchObject([
    { account: first, attempt: 1, applicationFeeMinor: 225 },
    { account: second, status: "CAPTURED", applicationFeeMinor: 225 },
  ]);
});

test("a lost answer is looked for in the account that was asked, and settles", async () => {
  const eventId = await anEvent();
  const account = await aPayoutAccount(shop, eventId);
  const waiting = await held(eventId);
  shop.sandbox().trouble.set("drop_webhooks");
  shop.sandbox().trouble.set("timeout_after_charge", { times: 2, only: "/payment_intents" });
  await expect(shop.commit(waiting)).rejects.toThrow();
  const [payment] = await paymentsOf(eventId);
  expect(payment).toMatchObject({ status: "CREATED", gatewayId: null, account });
  await disconnect(eventId);
  const { findLostPayment } = await import("./find-lost-payment.ts");
  expect(payment && (await findLostPayment(payment))).toMatchObject({ kind: "payment", status: "authorized" });
});

test("an event of another account never moves a payment, even where it copies everything about it", async () => {
  const eventId = await anEvent();
  const account = await aPayoutAccount(shop, eventId);
  const other = await aPayoutAccount(shop, await anEvent());
  const waiting = await held(eventId);
  shop.sandbox().trouble.set("drop_webhooks");
  shop.sandbox().trouble.set("timeout_after_charge", { times: 2, only: "/payment_intents" });
  await expect(shop.commit(waiting)).rejects.toThrow();
  const [payment] = await paymentsOf(eventId);
  shop.sandbox().trouble.clear();
  const copied = { "metadata[event_id]": String(eventId), "metadata[payment_id]": payment?.id ?? "" };
  const money = {
    amount: String(payment?.amountMinor),
    currency: "eur",
    payment_method: "pm_card_visa",
    confirm: "true",
  };
  for (const at of [other, undefined]) {
    const paid = await shop.act("/v1/payment_intents", { ...money, ...copied, return_url: "http://127.0.0.1/" }, at);
    expect(paid.status).toBe("succeeded");
    await shop.act("/v1/refunds", { payment_intent: paid.id, amount: "100" }, at);
  }
  await shop.sandbox().webhooksIdle();
  expect(new Set(shop.endpointAnswers)).toEqual(new Set([200]));
  expect(await paymentsOf(eventId)).toMatchObject([{ status: "CREATED", gatewayId: null, account }]);
  expect(await db().refund.count({ where: { eventId } })).toBe(0);
});

test("an event of an account that nobody connected is left aside, with nothing asked of the gateway", async () => {
  const object = { id: "acct_stranger", object: "account", charges_enabled: true };
  const body = JSON.stringify({ id: "evt_1", type: "account.updated", account: "acct_stranger", data: { object } });
  expect(await shop.knock(body, shop.sign(body))).toBe(200);
  expect(await shop.knock(body, "t=1,v1=forged")).toBe(400);
  expect(await db().payoutAccount.count({ where: { account: "acct_stranger" } })).toBe(0);
  const wrong = JSON.stringify({ id: "evt_1", type: "account.updated", account: "../1", data: { object } });
  expect(await shop.knock(wrong, shop.sign(wrong))).toBe(400);
});

test("an account that takes our access away is disconnected, and its old refunds fail in sight instead of vanishing", async () => {
  const eventId = await anEvent();
  const account = await aPayoutAccount(shop, eventId);
  const sale = await aSale(shop, eventId);
  shop.sandbox().changeAccount(account, { becomes: "revoked" });
  await shop.sandbox().webhooksIdle();
  expect(await payoutStateOf(account)).toBe("DISCONNECTED");
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true, refund: { status: "failed" } });
  expect(await db().refund.findMany({ where: { eventId } })).toMatchObject([{ failure: "account_invalid" }]);
  expect(await aSale(shop, eventId)).toMatchObject({ totalMinor: 9_000 });
  expect((await paymentsOf(eventId)).map((payment) => payment.account)).toEqual([account, null]);
  // Without access neither side of that account is compared.
  const compared = JSON.stringify((await reconcileDay("stripe", today()))?.differences);
  expect(compared).not.toContain(account);
  expect(compared).not.toContain(sale.gatewayId);
});

test("an account that is still being set up changes nothing: buyers pay to the platform", async () => {
  const eventId = await anEvent();
  const organizationId = await sellerOf(eventId);
  const { id: account } = await shop.act("/v1/accounts", { country: "DE" });
  await db().payoutAccount.create({ data: { organizationId, gateway: "stripe", account } });
  shop.sandbox().changeAccount(account, { becomes: "restricted", currentlyDue: ["external_account"] });
  await shop.sandbox().webhooksIdle();
  expect(await payoutStateOf(account)).toBe("ONBOARDING");
  await aSale(shop, eventId);
  expect(await paymentsOf(eventId)).toMatchObject([{ account: null, applicationFeeMinor: 0 }]);
});

test("an organization without terms pays no fee, and its refund asks for none back", async () => {
  const eventId = await anEvent();
  const account = await aPayoutAccount(shop, eventId, { basisPoints: 0 });
  const sale = await aSale(shop, eventId);
  expect(await paymentsOf(eventId)).toMatchObject([{ account, applicationFeeMinor: 0 }]);
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true, refund: { status: "succeeded" } });
});

import { expect, test } from "vitest";
import { gatewayOf } from "#lib/payments/choose-gateway";
import type { CompleteGateway, GatewayMovement } from "#lib/payments/gateway";
import { installGateway } from "#lib/payments/testing/install-gateway";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aSmallHall } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { appendLedger } from "../ledger/ledger-store.ts";
import { claimRefundEnd } from "../refunding/refund-store.ts";
import { aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { reconcileDay } from "./reconcile-day.ts";
import { reconcileYesterday } from "./reconcile-yesterday.ts";

aDatabase();
const shop = aShop();
const today = () => new Date().toISOString().slice(0, 10);
const movementsOfToday = async () => {
  const gateway = gatewayOf({ gateway: "stripe", account: null });
  if (!gateway.listsMovements) throw new Error("Stripe lists its movements");
  return gateway.listMovements({ from: new Date(Date.now() - 86_400_000), until: new Date(Date.now() + 86_400_000) });
};

/** Works while the gateway's list reads as this. */
async function listing<T>(
  read: (all: GatewayMovement[]) => Promise<GatewayMovement[]>,
  work: () => Promise<T>,
): Promise<T> {
  const gateway = gatewayOf({ gateway: "stripe", account: null }) as CompleteGateway;
  installGateway({ ...gateway, listMovements: async (span) => read(await gateway.listMovements(span)) });
  try {
    return await work();
  } finally {
    installGateway(gateway);
  }
}

const differences = async () => (await reconcileDay("stripe", today()))?.differences;

const lines = (eventId: number) => db().ledgerLine.findMany({ where: { eventId, movement: { not: null } } });
const netOf = async (eventId: number) =>
  (await db().ledgerLine.aggregate({ where: { eventId, account: "GATEWAY" }, _sum: { amountMinor: true } }))._sum
    .amountMinor;

test("fees are booked as they become known, once each, so that the ledger's net is the gateway's to the cent", async () => {
  const eventId = await anEventOnSale({ refundUntilHours: 48, layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
  const [sale, disputed] = [await aSale(shop, eventId), await aSale(shop, eventId, { card: "pm_card_createDispute" })];
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true });
  await shop.sandbox().webhooksIdle();
  const ofEvent = new Set([sale.gatewayId, disputed.gatewayId]);
  const moved = (await movementsOfToday()).filter(({ gatewayPaymentId }) => ofEvent.has(gatewayPaymentId ?? ""));
  const fees = moved.filter(({ feeMinor }) => feeMinor > 0).map(({ id, feeMinor }) => [id, feeMinor]);
  expect(fees).toHaveLength(3);
  const booked = (await lines(eventId)).filter(({ account }) => account === "FEES");
  expect(Object.fromEntries(booked.map((line) => [line.movement, line.amountMinor]))).toEqual(Object.fromEntries(fees));
  expect(await netOf(eventId)).toBe(moved.reduce((sum, each) => sum + each.amountMinor - each.feeMinor, 0));
  // Heard again by webhook and by the day, nothing is booked twice.
  const before = await lines(eventId);
  await reconcileDay("stripe", today());
  expect(await lines(eventId)).toEqual(before);
  expect(await checkInvariants("after quiet")).toEqual([]);
});

test("a day of sales and refunds has no difference; each that is planted is found, stored and not hidden by others", async () => {
  const eventId = await anEventOnSale({ refundUntilHours: 48, layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
  const sale = await aSale(shop, eventId);
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true });
  await aSale(shop, eventId);
  await shop.sandbox().webhooksIdle();
  expect(await differences()).toEqual([]);

  // A charge of the same account that is not in our books.
  await shop.act("/v1/payment_intents", {
    amount: "700",
    currency: "eur",
    payment_method: "pm_card_visa",
    confirm: "true",
    "automatic_payment_methods[enabled]": "true",
    return_url: "http://127.0.0.1/",
  });
  expect(await differences()).toMatchObject([{ what: "missing_here", theirs: { kind: "captured", amountMinor: 700 } }]);

  // A refund in our books that the gateway never made.
  const { id: paymentId, orderId } = await db().payment.findFirstOrThrow({ where: { eventId, status: "CAPTURED" } });
  const movements = [{ kind: "REFUNDED", amountMinor: 500 }] as const;
  await appendLedger(db(), { eventId, orderId, paymentId, refundId: uuidv7(), currency: "EUR", movements });
  const found = (await differences()) ?? [];
  expect(found.map(({ what }) => what).sort()).toEqual(["missing_here", "missing_there"]);
  expect(found).toContainEqual(
    expect.objectContaining({ what: "missing_there", ours: expect.objectContaining({ amountMinor: -500 }) }),
  );
  expect(await db().reconciliation.findMany()).toMatchObject([
    { gateway: "stripe", day: today(), differences: found.map(({ what }) => ({ what })) },
  ]);
});

test("a fee that no webhook told of is booked by the day, and so is one that the gateway gave back", async () => {
  const eventId = await anEventOnSale({ refundUntilHours: 48, layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
  shop.sandbox().trouble.set("drop_webhooks");
  const sale = await aSale(shop, eventId);
  shop.sandbox().trouble.clear();
  expect(await lines(eventId)).toEqual([]);
  const returned = { id: "txn_returned", gatewayPaymentId: sale.gatewayId, at: new Date(), currency: "EUR" };
  await listing(
    async (all) => [...all, { ...returned, kind: "refunded", amountMinor: -100, feeMinor: -61 }],
    () => reconcileDay("stripe", today()),
  );
  const kinds = (await lines(eventId)).map(({ kind, account, amountMinor }) => [kind, account, amountMinor]);
  expect(kinds.toSorted()).toEqual([
    ["FEE", "FEES", 291],
    ["FEE", "GATEWAY", -291],
    ["FEE_RETURNED", "FEES", -61],
    ["FEE_RETURNED", "GATEWAY", 61],
  ]);
});

test("a refund in transit is no difference of its day and is looked at again: it arrives, or becomes one after two weeks", async () => {
  const eventId = await anEventOnSale({ refundUntilHours: 48, layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
  const sale = await aSale(shop, eventId);
  shop.sandbox().trouble.set("drop_webhooks");
  shop.sandbox().trouble.set("slow_refunds");
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true });
  shop.sandbox().trouble.clear();
  await db().reconciliation.deleteMany();
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const dayOf = (at: Date) => at.toISOString().slice(0, 10);
  const refund = { id: "txn_slow", kind: "refunded", amountMinor: -9_000, feeMinor: 0, currency: "EUR" } as const;
  const about = { ...refund, gatewayPaymentId: sale.gatewayId, at: daysAgo(3) };
  const ask = (now: Date, day = dayOf(about.at)) =>
    listing(
      async () => (day === dayOf(about.at) ? [about] : []),
      () => reconcileDay("stripe", day, now),
    );
  expect(await ask(new Date())).toMatchObject({
    differences: [],
    inTransit: [{ theirs: { id: "txn_slow" }, arrivedAt: null }],
  });
  expect(await ask(daysAgo(-14))).toMatchObject({ differences: [{ what: "missing_here" }], inTransit: [] });

  // Asked about again by the schedule on a later day, once; meanwhile it arrived.
  await ask(new Date());
  const pending = await db().refund.findFirstOrThrow({ where: { eventId, orderId: sale.orderId } });
  await claimRefundEnd(pending, { status: "SUCCEEDED", gatewayId: "re_slow" });
  await db().reconciliation.updateMany({ data: { at: daysAgo(1) } });
  await listing(
    async () => [about],
    () => reconcileYesterday(),
  );
  const stored = await db().reconciliation.findFirstOrThrow({ where: { day: dayOf(about.at) } });
  expect(stored).toMatchObject({ differences: [], inTransit: [{ arrivedAt: expect.any(String) }] });
  const there = (await ask(new Date(), today()))?.differences ?? [];
  expect(
    there.filter(
      (each) => "ours" in each && each.ours.gatewayPaymentId === sale.gatewayId && each.ours.kind === "refunded",
    ),
  ).toEqual([]);
});

test("a refund that failed while it was under way is no difference: its money went out and came back", async () => {
  const eventId = await anEventOnSale({ refundUntilHours: 48, layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
  const sale = await aSale(shop, eventId);
  shop.sandbox().trouble.set("drop_webhooks");
  shop.sandbox().trouble.set("slow_refunds");
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true });
  shop.sandbox().trouble.clear();
  const out = { id: "txn_out", kind: "refunded", amountMinor: -9_000, feeMinor: 0, currency: "EUR" } as const;
  const of = { gatewayPaymentId: sale.gatewayId, at: new Date() };
  const moved = [
    { ...out, ...of },
    { ...out, ...of, id: "txn_back", kind: "refund_returned", amountMinor: 9_000 } as const,
  ];
  const found = async () => {
    const day = await listing(
      async () => moved,
      () => reconcileDay("stripe", today()),
    );
    return day?.differences.flatMap((each) => ("theirs" in each ? each.theirs.id : []));
  };
  expect(await found()).toEqual(["txn_back"]);
  const pending = await db().refund.findFirstOrThrow({ where: { eventId, orderId: sale.orderId } });
  await claimRefundEnd(pending, { status: "FAILED", gatewayId: "re_failed" });
  expect(await found()).toEqual([]);
});

test("the last day that is over is compared once", async () => {
  const tomorrow = new Date(Date.now() + 30 * 3_600_000);
  await db().reconciliation.deleteMany();
  await reconcileYesterday(tomorrow);
  const [first] = await db().reconciliation.findMany();
  await reconcileYesterday(tomorrow);
  expect(await db().reconciliation.findMany()).toEqual([first]);
});

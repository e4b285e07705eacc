import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { timeRunsOut } from "#prisma/seed/builders";
import { aMemoryShop, type MemoryShop, type MemoryShopOptions } from "../testing/memory-shop.ts";
import { answerOffer } from "./answer-offer.ts";
import { endUnpaid, endUnpaidReservations } from "./end-unpaid.ts";

/**
 * Plays the saga over gateways that lack what a gateway may lack, in every combination. After each story the books are
 * in order and the gateway keeps no money without a ticket.
 */
aDatabase();

const ALL = (["authorize", "sale"] as const).flatMap((takes) =>
  [true, false].flatMap((voids) =>
    (["search", "repeat"] as const).map((lost) => ({ takes, voids, lost, paysTo: "platform" as const })),
  ),
);
/** In the seller's own account those four in which every two of the lacks meet, because each story takes its time. */
const IN_OWN_ACCOUNT = ALL.filter(
  ({ takes, voids, lost }) => [takes === "authorize", voids, lost === "search"].filter(Boolean).length % 2 === 1,
).map((kind) => ({ ...kind, paysTo: "its own account" as const }));
const KINDS: MemoryShopOptions[] = [...ALL, ...IN_OWN_ACCOUNT];

const only = (payments: readonly { gatewayId: string }[]): string => {
  expect(payments).toHaveLength(1);
  return payments[0]?.gatewayId ?? "";
};

async function expectSound(shop: MemoryShop): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await shop.minutesPass();
    await shop.reconcile();
  }
  expect(await shop.broken()).toEqual([]);
}

describe.each(KINDS)(
  "a gateway that takes by $takes, voids: $voids, finds what is lost by $lost, to $paysTo",
  (kind) => {
    test("sells", async () => {
      const shop = await aMemoryShop(kind);
      expect(await shop.commit("pm_good")).toMatchObject({ ok: true, confirmed: {} });
      expect(await shop.books()).toMatchObject({ order: "PAID", payments: ["CAPTURED"], tickets: ["LIVE", "LIVE"] });
      await expectSound(shop);
    });

    test("declines, and another method pays", async () => {
      const shop = await aMemoryShop(kind);
      expect(await shop.commit("pm_declined")).toMatchObject({ ok: false, refusal: { code: "payment_failed" } });
      expect(await shop.commit("pm_good")).toMatchObject({ ok: true, confirmed: {} });
      expect(await shop.books()).toMatchObject({ order: "PAID", payments: ["FAILED", "CAPTURED"] });
      await expectSound(shop);
    });

    test("sells when the challenge is passed and only the webhook tells", async () => {
      const shop = await aMemoryShop(kind);
      expect(await shop.commit("pm_challenge")).toMatchObject({ ok: true, pending: { status: "requires_action" } });
      const gatewayId = only(shop.bank.payments());
      shop.bank.passChallenge(gatewayId);
      expect(await shop.hearOf(gatewayId)).toEqual({ ok: true });
      expect(await shop.books()).toMatchObject({ order: "PAID", payments: ["CAPTURED"] });
      await expectSound(shop);
    });

    test("declines a failed challenge, and another method pays, alone", async () => {
      const shop = await aMemoryShop(kind);
      await shop.commit("pm_challenge");
      const gatewayId = only(shop.bank.payments());
      shop.bank.failChallenge(gatewayId);
      await shop.hearOf(gatewayId);
      expect(await shop.books()).toMatchObject({ order: "PENDING", payments: ["CANCELED"] });
      expect(await shop.commit("pm_good")).toMatchObject({ ok: true, confirmed: {} });
      expect(shop.bank.passChallenge(gatewayId).status === "canceled").toBe(kind.voids);
      await shop.hearOf(gatewayId);
      expect(await shop.books()).toMatchObject({ order: "PAID", tickets: ["LIVE", "LIVE"] });
      await expectSound(shop);
    });

    test("charges once when its answer is lost and the reconciler asks", async () => {
      const shop = await aMemoryShop(kind);
      shop.bank.trouble("answer_lost");
      await expect(shop.commit("pm_good")).rejects.toMatchObject({ name: "GatewayUnavailable" });
      await shop.minutesPass();
      await shop.reconcile();
      only(shop.bank.payments());
      expect(await shop.books()).toMatchObject({ order: "PAID", payments: ["CAPTURED"] });
      await expectSound(shop);
    });

    test("gives a buyer back what it took behind a lost answer, when the seats are gone", async () => {
      const shop = await aMemoryShop(kind);
      shop.bank.trouble("answer_lost");
      await expect(shop.commit("pm_good")).rejects.toMatchObject({ name: "GatewayUnavailable" });
      await shop.losesSeats();
      await shop.minutesPass();
      await shop.reconcile();
      await endUnpaidReservations();
      only(shop.bank.payments());
      expect(shop.bank.keptMinor()).toBe(0);
      expect(await shop.books()).toMatchObject({ order: "FAILED", tickets: [] });
      await expectSound(shop);
    });

    test("keeps nothing of a request that never arrived once the time is up", async () => {
      const shop = await aMemoryShop(kind);
      shop.bank.trouble("request_lost");
      await expect(shop.commit("pm_challenge")).rejects.toMatchObject({ name: "GatewayUnavailable" });
      await timeRunsOut(shop.held);
      await shop.minutesPass();
      expect(await endUnpaid(shop.eventId, shop.held.id)).toBe(true);
      expect(await shop.books()).toMatchObject({ order: "FAILED", reason: "unpaid", tickets: [] });
      await expectSound(shop);
    });

    test("is not asked again for a buyer whose time is up, where that could charge for good", async () => {
      const shop = await aMemoryShop(kind);
      shop.bank.trouble("request_lost");
      await expect(shop.commit("pm_good")).rejects.toMatchObject({ name: "GatewayUnavailable" });
      await timeRunsOut(shop.held);
      await shop.minutesPass();
      await shop.reconcile();
      // A repeat charges where nothing had been charged: the money then has its seats, as long as they are free.
      const isCharged = kind.lost === "repeat" && !(kind.voids && kind.takes === "authorize");
      expect((await shop.books()).order).toBe(isCharged ? "PAID" : "PENDING");
      expect(shop.bank.keptMinor() > 0).toBe(isCharged);
      await expectSound(shop);
    });

    test("closes an open challenge before the seats are released, or gives it up", async () => {
      const shop = await aMemoryShop(kind);
      await shop.commit("pm_challenge");
      await timeRunsOut(shop.held);
      expect(await endUnpaid(shop.eventId, shop.held.id)).toBe(true);
      expect(await shop.books()).toMatchObject({ order: "FAILED", reason: "unpaid", seats: [] });
      const gatewayId = only(shop.bank.payments());
      const now = shop.bank.passChallenge(gatewayId);
      expect(now.status === "canceled").toBe(kind.voids);
      await shop.hearOf(gatewayId);
      expect(await shop.books()).toMatchObject({ order: kind.voids ? "FAILED" : "PAID" });
      await expectSound(shop);
    });

    test("lets reserved money go before the seats are released, or settles what it cannot let go", async () => {
      const shop = await aMemoryShop(kind);
      await shop.commit("pm_challenge");
      shop.bank.passChallenge(only(shop.bank.payments()));
      await timeRunsOut(shop.held);
      await endUnpaid(shop.eventId, shop.held.id);
      const isLetGo = kind.voids && kind.takes === "authorize";
      expect(await shop.books()).toMatchObject({ order: isLetGo ? "FAILED" : "PAID" });
      await expectSound(shop);
    });

    test("sends late money back when the seats are gone, once", async () => {
      const shop = await aMemoryShop(kind);
      await shop.commit("pm_challenge");
      await shop.losesSeats();
      const gatewayId = only(shop.bank.payments());
      shop.bank.passChallenge(gatewayId);
      await Promise.all([shop.hearOf(gatewayId), shop.hearOf(gatewayId), shop.hearOf(gatewayId)]);
      expect(await shop.books()).toMatchObject({ order: "FAILED", reason: "late_payment", tickets: [] });
      const isLetGo = kind.voids && kind.takes === "authorize";
      expect(await shop.books()).toMatchObject({ payments: [isLetGo ? "CANCELED" : "REFUNDED"] });
      await expectSound(shop);
    });

    test("sends late money back after a gateway that was away", async () => {
      const shop = await aMemoryShop(kind);
      await shop.commit("pm_challenge");
      await shop.losesSeats();
      const gatewayId = only(shop.bank.payments());
      shop.bank.passChallenge(gatewayId);
      for (let round = 0; round < 4; round++) {
        shop.bank.trouble(
          ...(round % 2 === 0 ? (["answer_lost"] as const) : (["request_lost", "answer_lost"] as const)),
        );
        await shop.hearOf(gatewayId).catch(() => undefined);
      }
      await shop.minutesPass();
      await expectSound(shop);
      expect(await shop.books()).toMatchObject({ order: "FAILED", reason: "late_payment" });
    });

    test("sends the second payment of an order back", async () => {
      const shop = await aMemoryShop(kind);
      await shop.commit("pm_challenge");
      const first = only(shop.bank.payments());
      expect(await shop.commit("pm_good")).toMatchObject({ ok: true, confirmed: {} });
      shop.bank.passChallenge(first);
      await shop.hearOf(first);
      expect(await shop.books()).toMatchObject({ order: "PAID", tickets: ["LIVE", "LIVE"] });
      await expectSound(shop);
    });
  },
);

describe.each(KINDS.filter(({ takes }) => takes === "authorize"))("voids: $voids, lost: $lost, to $paysTo", (kind) => {
  test("an authorization that expires before it is captured takes its tickets with it (INV-10)", async () => {
    const shop = await aMemoryShop(kind);
    shop.bank.trouble("none", "request_lost");
    expect(await shop.commit("pm_good")).toMatchObject({ ok: true, confirmed: {} });
    expect(await shop.books()).toMatchObject({ order: "PAID", payments: ["AUTHORIZED"] });
    shop.bank.expireAuthorization(only(shop.bank.payments()));
    await shop.reconcile();
    expect(await shop.books()).toMatchObject({ order: "FAILED", payments: ["CANCELED"], tickets: ["VOID", "VOID"] });
    await expectSound(shop);
  });

  test("an offer ends before the gateway lets its money go", async () => {
    const { shop, offer } = await anOffer({ ...kind, authorizationSeconds: 600 });
    const seconds = ((offer.offerUntil?.getTime() ?? 0) - Date.now()) / 1_000;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(600 - 60);
    expect(await answerOffer(shop.held.person, { number: offer.number, answer: "accept" })).toMatchObject({ ok: true });
    expect(await shop.books()).toMatchObject({ order: "PAID", tickets: ["LIVE", "LIVE"] });
    await expectSound(shop);
  });

  test("an offer whose money the gateway has let go is closed, and the seats come free", async () => {
    const { shop, offer } = await anOffer(kind);
    shop.bank.expireAuthorization(only(shop.bank.payments()));
    const answer = await answerOffer(shop.held.person, { number: offer.number, answer: "accept" });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "order_closed" } });
    await db().order.update({
      where: { eventId_id: { eventId: shop.eventId, id: offer.id } },
      data: { offerUntil: new Date(0) },
    });
    await expectSound(shop);
    expect(await shop.books()).toMatchObject({ order: "FAILED", payments: ["CANCELED"], seats: [] });
  });

  test("money that would be gone before an answer goes back without an offer", async () => {
    const shop = await aMemoryShop({ ...kind, authorizationSeconds: 120 }, { rows: 4, seatsPerRow: 10 });
    await lateMoney(shop);
    expect(await shop.books()).toMatchObject({ order: "FAILED", reason: "late_payment" });
    await expectSound(shop);
  });
});

/** Money that arrives after its seats were sold to another buyer. */
async function lateMoney(shop: MemoryShop): Promise<void> {
  await shop.commit("pm_challenge");
  await shop.losesSeats();
  const gatewayId = only(shop.bank.payments());
  shop.bank.passChallenge(gatewayId);
  await shop.hearOf(gatewayId);
}

async function anOffer(kind: MemoryShopOptions) {
  const shop = await aMemoryShop(kind, { rows: 4, seatsPerRow: 10 });
  await lateMoney(shop);
  const { eventId, held } = shop;
  const offer = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
  expect(offer.offerSeatIds).toHaveLength(2);
  return { shop, offer };
}

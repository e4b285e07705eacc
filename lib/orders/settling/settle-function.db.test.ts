import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, anOpenOrder, aPromoCode, type Held } from "#prisma/seed/builders";
import { claimSettlement, type InboxEntry, type PaymentRow } from "./payment-store.ts";

/** Each guard of the settling function alone (INV-2, INV-5, INV-7): what stands in its way, and that nothing else moves then. */
aDatabase();

type Sale = { held: Held; payment: PaymentRow };
const CAPTURED = { status: "CAPTURED", gatewayId: "pi_1", methodLabel: null } as const;
const past = () => new Date(Date.now() - 1_000);
const inAnHour = () => new Date(Date.now() + 3_600_000);

const aSale = async (): Promise<Sale> => anOpenOrder(await anEventOnSale(), [1, 2]);
const settle = async ({ payment }: Sale, inbox?: InboxEntry) =>
  (await claimSettlement(payment, CAPTURED, inbox)).outcome;
const changeOrder = ({ payment: { eventId, orderId: id } }: Sale, data: object) =>
  db().order.update({ where: { eventId_id: { eventId, id } }, data });
const changePayment = ({ payment: { eventId, id } }: Sale, data: object) =>
  db().payment.update({ where: { eventId_id: { eventId, id } }, data });
const changeReservation = ({ held: { eventId, id } }: Sale, data: object) =>
  db().reservation.update({ where: { eventId_id: { eventId, id } }, data });
const changeSeat = ({ held: { eventId } }: Sale, id: number, data: object) =>
  db().seat.update({ where: { eventId_id: { eventId, id } }, data });

/** A second attempt of the same order in this state. */
async function anotherAttempt({ payment }: Sale, status: PaymentRow["status"]): Promise<void> {
  const { id: _, createdAt: __, updatedAt: ___, ...same } = payment;
  const keys = { idempotencyKey: uuidv7(), clientKey: uuidv7(), gatewayId: null };
  await db().payment.create({ data: { ...same, ...keys, id: uuidv7(), attempt: 2, status } });
}

async function booksOf({ held: { eventId } }: Sale) {
  const [tickets, order, seats] = [
    await db().ticket.count({ where: { eventId } }),
    await db().order.findFirstOrThrow({ where: { eventId } }),
    await db().seat.findMany({ where: { eventId, id: { in: [1, 2] } }, orderBy: { id: "asc" } }),
  ];
  return { tickets, order, seats };
}

const statusOf = async ({ payment: { eventId, id } }: Sale) =>
  (await db().payment.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } })).status;

/** Settles, and finds the books as they were. */
async function expectRefused(sale: Sale, outcome: string): Promise<void> {
  const before = await booksOf(sale);
  expect(await settle(sale)).toBe(outcome);
  expect(await booksOf(sale)).toEqual(before);
}

async function expectSettled(sale: Sale): Promise<void> {
  expect(await settle(sale)).toBe("settled");
  const { tickets, order, seats } = await booksOf(sale);
  expect([tickets, order.status, order.failureReason]).toEqual([2, "PAID", null]);
  expect(seats.map(({ status, reservationId }) => [status, reservationId])).toEqual([
    ["BOOKED", sale.held.id],
    ["BOOKED", sale.held.id],
  ]);
}

describe("money takes the seats", () => {
  test.each([
    ["while they are the reservation's own", async () => undefined],
    ["after its time, while they are still marked with it", (sale: Sale) => changeSeat(sale, 2, { heldUntil: past() })],
    [
      "that are free again, of an order that was given up unpaid",
      async (sale: Sale) => {
        await changeReservation(sale, { status: "EXPIRED" });
        await changeOrder(sale, { status: "FAILED", failureReason: "unpaid" });
        for (const id of [1, 2])
          await changeSeat(sale, id, { status: "AVAILABLE", reservationId: null, heldUntil: null });
      },
    ],
    [
      "that another buyer held until the time ran out",
      (sale: Sale) => changeSeat(sale, 2, { reservationId: uuidv7(), heldUntil: past() }),
    ],
    ["beside an attempt that failed", (sale: Sale) => anotherAttempt(sale, "FAILED")],
  ])("%s", async (_when, change) => {
    const sale = await aSale();
    await change(sale);
    await expectSettled(sale);
  });
});

test("a booked seat's version grows, and the answer says to which", async () => {
  const sale = await aSale();
  const before = (await booksOf(sale)).seats.map(({ version }) => version);
  const { changed } = await claimSettlement(sale.payment, CAPTURED, undefined);
  const versions = before.map((version) => version + 1);
  expect(changed).toEqual({ eventId: sale.held.eventId, seatIds: [1, 2], versions });
  expect((await booksOf(sale)).seats.map(({ version }) => version)).toEqual(versions);
});

describe("money takes no seat", () => {
  test.each([
    ["when another buyer holds one", (sale: Sale) => changeSeat(sale, 2, { reservationId: uuidv7() }), "seats_gone"],
    [
      "when another buyer has bought one",
      (sale: Sale) => changeSeat(sale, 2, { status: "BOOKED", reservationId: uuidv7(), heldUntil: null }),
      "seats_gone",
    ],
    [
      "when the organizer has blocked one",
      (sale: Sale) => changeSeat(sale, 2, { status: "BLOCKED", reservationId: null, heldUntil: null }),
      "seats_gone",
    ],
    ["when the buyer gave them back", (sale: Sale) => changeReservation(sale, { status: "CANCELLED" }), "seats_gone"],
    [
      "when the order failed for another reason than its time",
      (sale: Sale) => changeOrder(sale, { status: "FAILED", failureReason: "refunded" }),
      "seats_gone",
    ],
    ["while other seats are on offer", (sale: Sale) => changeOrder(sale, { offerUntil: inAnHour() }), "offered"],
  ])("%s", async (_when, change, outcome) => {
    const sale = await aSale();
    await change(sale);
    await expectRefused(sale, outcome);
  });
});

describe("money beside the attempt that pays", () => {
  const inbox = (id: string): InboxEntry => ({ gateway: "stripe", id, type: "payment_intent.succeeded" });
  const received = (id: string) => db().webhookInbox.count({ where: { gatewayEventId: id } });

  test.each(["CREATED", "REQUIRES_ACTION", "AUTHORIZED", "CAPTURED"] as const)(
    "is surplus and leaves no trace while the other is %s",
    async (status) => {
      const sale = await aSale();
      await changePayment(sale, { status: "FAILED" });
      await anotherAttempt(sale, status);
      const before = await booksOf(sale);
      const id = `evt_${uuidv7()}`;
      expect(await settle(sale, inbox(id))).toBe("surplus");
      expect(await booksOf(sale)).toEqual(before);
      expect([await statusOf(sale), await received(id)]).toEqual(["FAILED", 0]);
    },
  );

  test.each(
    (["PAID", "PARTIALLY_REFUNDED", "REFUNDED"] as const).flatMap((order) =>
      (["CREATED", "REQUIRES_ACTION", "CANCELED", "FAILED"] as const).map((payment) => [order, payment] as const),
    ),
  )("is surplus for an order that is %s when the attempt was %s", async (order, payment) => {
    const sale = await aSale();
    await changeOrder(sale, { status: order });
    await changePayment(sale, { status: payment });
    await expectRefused(sale, "surplus");
    expect(await statusOf(sale)).toBe(payment);
  });

  /** A refund on the books of the order, of its failed first attempt or of the second. */
  async function refunded(sale: Sale, refund: { of: "first" | "second"; kind: "SURPLUS" | "REQUESTED" }) {
    await changePayment(sale, { status: "FAILED" });
    await anotherAttempt(sale, "FAILED");
    const { eventId, orderId, amountMinor } = sale.payment;
    const attempt = refund.of === "first" ? 1 : 2;
    const { id: paymentId } = await db().payment.findFirstOrThrow({ where: { eventId, orderId, attempt } });
    const row = { eventId, id: uuidv7(), orderId, paymentId, amountMinor, kind: refund.kind };
    await db().refund.create({ data: { ...row, reason: "a reason", idempotencyKey: "a key" } });
  }

  test.each(["CANCELED", "FAILED", "REQUIRES_ACTION"] as const)(
    "stays surplus once its refund is on the books, though no other attempt is left and it is %s",
    async (status) => {
      const sale = await aSale();
      await refunded(sale, { of: "first", kind: "SURPLUS" });
      await changePayment(sale, { status });
      await expectRefused(sale, "surplus");
    },
  );

  test.each([
    { of: "second", kind: "SURPLUS" },
    { of: "first", kind: "REQUESTED" },
  ] as const)("pays where only the money of the $of attempt goes back, as $kind", async (refund) => {
    const sale = await aSale();
    await refunded(sale, refund);
    await expectSettled(sale);
  });

  test("is the order's own when it is captured after the settlement, and counts once", async () => {
    const sale = await aSale();
    await claimSettlement(sale.payment, { ...CAPTURED, status: "AUTHORIZED" }, undefined);
    const id = `evt_${uuidv7()}`;
    expect(await settle(sale, inbox(id))).toBe("already");
    expect([await statusOf(sale), await received(id)]).toEqual(["CAPTURED", 1]);
    await changePayment(sale, { status: "AUTHORIZED" });
    expect(await settle(sale, inbox(id))).toBe("duplicate");
    expect([await statusOf(sale), (await booksOf(sale)).tickets]).toEqual(["AUTHORIZED", 2]);
  });

  test("is new to an event although another event had a message of the same id", async () => {
    const [sale, other] = [await aSale(), await aSale()];
    const message = inbox(`evt_${uuidv7()}`);
    expect([await settle(sale, message), await settle(other, message)]).toEqual(["settled", "settled"]);
    expect(await received(message.id)).toBe(2);
  });

  test.each(["REFUNDED", "DISPUTED", "LOST"] as const)("never moves a payment back that is %s", async (status) => {
    const sale = await aSale();
    await settle(sale);
    await changePayment(sale, { status });
    expect(await settle(sale)).toBe("already");
    expect(await statusOf(sale)).toBe(status);
  });
});

describe("a promo code", () => {
  async function aSaleWithCode(usesMax: number | undefined): Promise<{ sale: Sale; uses: () => Promise<number> }> {
    const sale = await aSale();
    const { eventId } = sale.held;
    const { id } = await aPromoCode(eventId, { ...(usesMax === undefined ? {} : { usesMax }) });
    await db().promoCode.updateMany({ where: { eventId }, data: { uses: 1 } });
    await changeOrder(sale, { promoId: id });
    return { sale, uses: async () => (await db().promoCode.findFirstOrThrow({ where: { eventId } })).uses };
  }

  test("that an open order counts already is not counted again", async () => {
    const { sale, uses } = await aSaleWithCode(undefined);
    await expectSettled(sale);
    expect(await uses()).toBe(1);
  });

  test.each([
    ["is counted", undefined, 2],
    ["is counted up to its limit only", 1, 1],
  ])("that a failed order gave back %s", async (_how, usesMax, expected) => {
    const { sale, uses } = await aSaleWithCode(usesMax);
    await changeOrder(sale, { status: "FAILED", failureReason: "unpaid" });
    await changeReservation(sale, { status: "EXPIRED" });
    await expectSettled(sale);
    expect(await uses()).toBe(expected);
  });
});

test("money for a reservation of another buyer's seats leaves that buyer's hold alone", async () => {
  const sale = await aSale();
  const other = await aHeldReservation(sale.held.eventId, [5, 6]);
  await expectSettled(sale);
  const seats = await db().seat.findMany({ where: { eventId: other.eventId, reservationId: other.id } });
  expect(seats.map(({ status }) => status)).toEqual(["HELD", "HELD"]);
});

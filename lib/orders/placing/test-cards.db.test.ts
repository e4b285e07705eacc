import { beforeAll, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aSmallHall, type Held } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { booksOf, challengeUrl, chargesFor, expectSound } from "../testing/books.ts";
import { aSale, freshSeats } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";

/** Each of Stripe's test cards that stands for something to be handled, from the pay button to our books. */
aDatabase();
const shop = aShop();
let eventId: number;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 20 }), refundUntilHours: 48 });
});

const twoSeats = (): Promise<Held> => aHeldReservation(eventId, freshSeats(eventId, 2));
const PAID = { reservation: "CONFIRMED", order: "PAID", payments: ["CAPTURED"], seats: ["BOOKED", "BOOKED"] };

test.each(["pm_card_br", "pm_card_gb", "pm_card_in", "pm_card_jp", "pm_card_riskLevelElevated", "pm_card_unionpay"])(
  "%s buys the tickets",
  async (card) => {
    const held = await twoSeats();
    expect(await shop.commit(held, { card })).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
    await expectSound(shop);
    expect(await booksOf(held)).toMatchObject({ ...PAID, tickets: ["LIVE", "LIVE"] });
  },
);

test.each([
  ["pm_card_radarBlock", "fraudulent"],
  ["pm_card_riskLevelHighest", "fraudulent"],
  ["pm_card_cvcCheckFail", "incorrect_cvc"],
  ["pm_card_visa_chargeDeclinedVelocityLimitExceeded", "card_velocity_exceeded"],
])("%s is refused as %s, takes no money, and the seats wait for another card", async (card, reason) => {
  const held = await twoSeats();
  const refused = await shop.commit(held, { card });
  expect(refused).toMatchObject({ ok: false, refusal: { code: "payment_failed", reason, retry_allowed: true } });
  await expectSound(shop);
  expect(await chargesFor(shop, held)).toEqual([]);
  expect(await booksOf(held)).toMatchObject({ reservation: "PAYING", order: "PENDING", seats: ["HELD", "HELD"] });
});

test.each([
  ["complete", PAID],
  ["fail", { reservation: "PAYING", order: "PENDING", seats: ["HELD", "HELD"], tickets: [] }],
] as const)("pm_card_threeDSecure2Required asks for consent, and %s ends as it says", async (outcome, books) => {
  const held = await twoSeats();
  const answer = await shop.commit(held, { card: "pm_card_threeDSecure2Required" });
  expect(answer).toMatchObject({ ok: true, pending: { status: "requires_action" } });
  await shop.answerChallenge(challengeUrl(answer), outcome);
  await expectSound(shop);
  expect(await booksOf(held)).toMatchObject(books);
});

test.each([
  ["pm_card_createDispute", ["DISPUTED"], true],
  ["pm_card_createDisputeProductNotReceived", ["DISPUTED"], true],
  ["pm_card_createDisputeInquiry", ["CAPTURED"], false],
])("%s is disputed once it is paid, and the payment becomes %o", async (card, payments, isWithdrawn) => {
  const held = await twoSeats();
  expect(await shop.commit(held, { card })).toMatchObject({ ok: true });
  await expectSound(shop);
  expect(await booksOf(held)).toMatchObject({ order: "PAID", payments });
  const order = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
  const disputes = await db().dispute.findMany({ where: { eventId, orderId: order.id } });
  expect(disputes).toMatchObject([{ status: "OPEN", isWithdrawn }]);
});

test("an inquiry that the bank is not content with takes the money, as a dispute does", async () => {
  const held = await twoSeats();
  expect(await shop.commit(held, { card: "pm_card_createDisputeInquiry" })).toMatchObject({ ok: true });
  await shop.sandbox().webhooksIdle();
  const { id } = (await shop.look("/v1/disputes?limit=1")).data[0] ?? {};
  await shop.act(`/v1/disputes/${id}`, { "evidence[uncategorized_text]": "escalate_inquiry_evidence" });
  await expectSound(shop);
  expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["DISPUTED"] });
});

test("a refund to pm_card_pendingRefund is under way at first and counts once it is through", async () => {
  const sale = await aSale(shop, eventId, { card: "pm_card_pendingRefund" });
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true, refund: { status: "pending" } });
  await expect.poll(() => refundsOf(sale.orderId), PATIENT).toEqual(["SUCCEEDED"]);
  await expectSound(shop);
  expect(await sale.books()).toMatchObject({ payment: "REFUNDED", refunded: 9_000 });
});

test("an authorization that lapses before its money could be taken takes the tickets back", async () => {
  const held = await twoSeats();
  shop.sandbox().trouble.set("down", { only: "/capture" });
  expect(await shop.commit(held)).toMatchObject({ ok: true });
  const { order_id, id } = await intentOf(held);
  expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["AUTHORIZED"] });
  shop.sandbox().trouble.clear();
  expect(shop.sandbox().lapse(id)).toBe(true);
  await expectSound(shop);
  expect(await db().order.findFirstOrThrow({ where: { eventId, number: order_id } })).toMatchObject({
    status: "FAILED",
  });
  expect(await booksOf(held)).toMatchObject({ payments: ["CANCELED"], tickets: ["VOID", "VOID"], seats: [] });
  expect(await chargesFor(shop, held)).toEqual([]);
});

// Last, because it leaves a refund that waits.
test("a refund to pm_card_refundFail had succeeded and then fails: it counts as failed, and the money is ours again", async () => {
  const sale = await aSale(shop, eventId, { card: "pm_card_refundFail" });
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true, refund: { status: "succeeded" } });
  await expect.poll(() => refundsOf(sale.orderId), PATIENT).toEqual(["FAILED"]);
  expect(await sale.atGateway()).toEqual([]);
  expect((await sale.books()).refunded).toBe(0);
  // The buyer waits for the money until staff send it again, and the checker says so.
  await shop.sandbox().webhooksIdle();
  expect(await checkInvariants("after quiet")).toEqual([expect.stringMatching(/^INV-2: refund .* is FAILED$/)]);
});

const refundsOf = async (orderId: string) =>
  (await db().refund.findMany({ where: { eventId, orderId } })).map(({ status }) => status);

async function intentOf({ id: reservationId }: Held): Promise<{ id: string; order_id: string }> {
  const { number } = await db().order.findFirstOrThrow({ where: { eventId, reservationId } });
  const intents = (await shop.look("/v1/payment_intents?limit=100")).data;
  const mine = intents.find(({ metadata }) => (metadata as { order_id?: string }).order_id === number);
  return { id: mine?.id ?? "", order_id: number };
}

const PATIENT = { timeout: 60_000 };

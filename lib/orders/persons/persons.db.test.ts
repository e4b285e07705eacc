import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { registry } from "#lib/platform/observability/metrics";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { forgetReviews } from "#lib/privacy/forget-reviews";
import { knowing } from "#lib/protection/reputation/testing/known";
import { claimRelease } from "#lib/reservations/store";
import { findOwnReview } from "#lib/waiting-room/reviews/own-review";
import { aHeldReservation, anEventOnSale, aPromoCode, aSmallHall, type Held } from "#prisma/seed/builders";
import { claimAnonymity } from "../erase-store.ts";
import { expectSound } from "../testing/books.ts";
import { aShop, type CommitWish } from "../testing/shop.ts";
import { pastOf } from "./past-of.ts";

/** What an order's payment alone tells: the card, and the mailbox behind its address. */
aDatabase();
const shop = aShop();

beforeEach(() => {
  for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats"]) forgetSingleton(name);
  knowing({});
});

const aSale = (options = {}) =>
  anEventOnSale({
    layout: aSmallHall({ rows: 4, seatsPerRow: 10 }),
    ...{ seatsPerHoldMax: 4, seatsPerBuyerMax: 4 },
    ...options,
  });
const one = () => uuidv7().slice(-12);

async function bought(eventId: number, seats: number[], wish: CommitWish): Promise<{ held: Held; number: string }> {
  const held = await aHeldReservation(eventId, seats);
  const answer = await shop.commit(held, wish);
  if (!answer.ok || !("confirmed" in answer)) throw new Error(`not bought: ${JSON.stringify(answer)}`);
  // The gateway tells of the payment once more, which notes the groups again where they were forgotten meanwhile.
  await shop.sandbox().webhooksIdle();
  return { held, number: answer.confirmed.order_id };
}

const reviewsOf = (eventId: number) => db().riskReview.findMany({ where: { eventId } });

describe("an order of a mailbox or card that has more than one person may", () => {
  test("is paid, and comes on the organizer's list with the others: plus-tags and dots are no other mailbox", async () => {
    const eventId = await aSale();
    const name = one();
    const card = "pm_card_mastercard";
    const first = await bought(eventId, [1, 2, 3], { email: `ann.${name}@gmail.com` });
    expect(await reviewsOf(eventId)).toEqual([]);
    const second = await bought(eventId, [11, 12, 13], { card, email: `An.N.${name}+again@googlemail.com` });
    expect(await reviewsOf(eventId)).toMatchObject([
      {
        ...{ personKey: second.held.buyerKey, state: "OPEN", score: 20, reasons: ["mail_over_limit"], times: 1 },
        orders: [second.number, first.number],
      },
    ]);
    await expectSound(shop);
  });

  test("is found by the card that paid, whatever the address; a family within the limit is not", async () => {
    const eventId = await aSale();
    const [first, second] = [
      await bought(eventId, [1, 2], { email: `a-${one()}@example.org` }),
      await bought(eventId, [11, 12], { email: `b-${one()}@example.org` }),
    ];
    expect(await reviewsOf(eventId)).toEqual([]);
    const third = await bought(eventId, [21, 22, 23, 24], { email: `c-${one()}@example.org` });
    expect(await reviewsOf(eventId)).toMatchObject([
      { reasons: ["card_over_limit"], score: 40, orders: [third.number, second.number, first.number] },
    ]);
    const other = await bought(eventId, [31, 32, 33], { card: "pm_card_amex", email: `d-${one()}@example.org` });
    expect((await reviewsOf(eventId)).map(({ personKey }) => personKey)).not.toContain(other.held.buyerKey);
  });

  test("is judged at its event alone, and by live orders alone", async () => {
    const [eventId, elsewhere] = [await aSale(), await aSale()];
    await bought(elsewhere, [1, 2, 3], { email: `a-${one()}@example.org` });
    const { held } = await bought(eventId, [1, 2, 3], { email: `b-${one()}@example.org` });
    await db().order.updateMany({ where: { reservationId: held.id }, data: { status: "REFUNDED" } });
    await bought(eventId, [11, 12, 13], { email: `c-${one()}@example.org` });
    expect(await reviewsOf(eventId)).toEqual([]);
  });

  test("is found when it is paid at the same moment as the others", async () => {
    const eventId = await aSale();
    await Promise.all(
      [1, 11, 21].map((seat) => bought(eventId, [seat, seat + 1, seat + 2], { email: `${seat}-${one()}@example.org` })),
    );
    const orders = (await reviewsOf(eventId)).flatMap((review) => review.orders);
    expect(new Set(orders).size).toBe(3);
  });

  test("puts its buyer into no slow lane, and is noted once however often the gateway repeats it", async () => {
    const eventId = await aSale();
    await bought(eventId, [1, 2, 3], { email: `a-${one()}@example.org` });
    const { held } = await bought(eventId, [11, 12, 13], { email: `b-${one()}@example.org` });
    await shop.sandbox().webhooksIdle();
    expect(await reviewsOf(eventId)).toMatchObject([{ personKey: held.buyerKey, times: 1 }]);
    expect(await findOwnReview(eventId, [held.buyerKey])).toBeUndefined();
  });

  test("counts in the risk of its buyer's next challenge, with the holds that they abandoned", async () => {
    const eventId = await aSale();
    await bought(eventId, [1, 2, 3], { email: `a-${one()}@example.org` });
    const { held } = await bought(eventId, [11, 12, 13], { email: `b-${one()}@example.org` });
    const given = await aHeldReservation(eventId, [21], held.buyerKey);
    await claimRelease(eventId, given.id);
    expect(await pastOf(eventId, [held.buyerKey])).toEqual({ abandonedHolds: 1, pastReasons: ["card_over_limit"] });
    expect(await pastOf(eventId, [])).toEqual({});
    expect(await pastOf(await aSale(), [held.buyerKey])).toEqual({ abandonedHolds: 0, pastReasons: [] });
  });

  test("used a promo code more often than one person may", async () => {
    const eventId = await aSale({ seatsPerBuyerMax: 10 });
    const { code: promoCode } = await aPromoCode(eventId, { code: "ONCE", usesPerBuyer: 1, value: 50 });
    await bought(eventId, [1], { promoCode, email: `a-${one()}@example.org` });
    await bought(eventId, [11], { promoCode, email: `b-${one()}@example.org` });
    expect(await reviewsOf(eventId)).toMatchObject([{ reasons: ["promo_over_limit"] }]);
  });
});

describe("a throw-away address", () => {
  test("buys like any other, is counted, and is a further reason on the list", async () => {
    knowing({ "disposable-mail": "mailinator.com" });
    const eventId = await aSale();
    const counted = async () =>
      Number(/risk_reasons_total\{signal="disposable_mail"\} (\d+)/.exec(await registry().metrics())?.[1] ?? 0);
    const before = await counted();
    await bought(eventId, [1, 2, 3], { email: `a-${one()}@mailinator.com` });
    expect(await counted()).toBe(before + 1);
    expect(await reviewsOf(eventId)).toEqual([]);
    await bought(eventId, [11, 12, 13], { email: `b-${one()}@mailinator.com` });
    expect(await reviewsOf(eventId)).toMatchObject([{ reasons: ["disposable_mail", "card_over_limit"] }]);
  });
});

describe("what is kept of an order's groups", () => {
  test("is two keyed hashes, other ones at each event: neither the gateway's name of the card nor the address", async () => {
    const [eventId, elsewhere] = [await aSale(), await aSale()];
    const email = `a-${one()}@example.org`;
    for (const id of [eventId, elsewhere]) await bought(id, [1], { email });
    const fingerprint =
      JSON.stringify(await shop.look("/v1/charges?limit=1")).match(/"fingerprint":"(\w+)"/)?.[1] ?? "";
    expect(fingerprint).not.toBe("");
    const rows = await db().orderGroup.findMany({ where: { eventId: { in: [eventId, elsewhere] } } });
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(["CARD", "CARD", "MAIL", "MAIL"]);
    expect(new Set(rows.map(({ groupKey }) => groupKey)).size).toBe(4);
    expect(JSON.stringify(rows)).not.toContain(fingerprint);
    const [{ dump = "" } = {}] = await db().$queryRaw<{ dump: string }[]>`
      SELECT coalesce(string_agg(p::text, ' '), '') || coalesce((SELECT string_agg(o::text, ' ') FROM orders o), '') AS dump FROM payments p`;
    expect(dump).not.toContain(fingerprint);
  });

  test("goes the day after the event, and with the buyer who is erased", async () => {
    const [ahead, over] = [await aSale(), await aSale()];
    const email = `a-${one()}@example.org`;
    for (const id of [ahead, over]) await bought(id, [1], { email });
    await db().event.update({ where: { id: over }, data: { status: "CANCELLED" } });
    await forgetReviews();
    expect(await db().orderGroup.count({ where: { eventId: over } })).toBe(0);
    expect(await db().orderGroup.count({ where: { eventId: ahead } })).toBe(2);
    await claimAnonymity({ userId: uuidv7(), email });
    expect(await db().orderGroup.count({ where: { eventId: ahead } })).toBe(0);
  });
});

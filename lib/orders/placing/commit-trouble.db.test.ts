import { beforeAll, describe, expect, test } from "vitest";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aSmallHall, type Held } from "#prisma/seed/builders";
import { booksOf, challengeUrl, chargesFor, expectSound } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";

aDatabase();
const shop = aShop();
let eventId: number;
let nextSeat = 1;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 20 }) });
});

/** Holds two new seats. */
async function twoSeats(): Promise<Held> {
  const held = await aHeldReservation(eventId, [nextSeat, nextSeat + 1]);
  nextSeat += 2;
  return held;
}

const PAID = { reservation: "CONFIRMED", order: "PAID", payments: ["CAPTURED"], seats: ["BOOKED", "BOOKED"] };

describe("a challenge of the bank", () => {
  async function challenged(held: Held, key: string): Promise<string> {
    const answer = await shop.commit(held, { card: "pm_card_authenticationRequired", key });
    expect(answer).toMatchObject({ ok: true, pending: { status: "requires_action" } });
    expect(await booksOf(held)).toMatchObject({ reservation: "PAYING", payments: ["REQUIRES_ACTION"] });
    return challengeUrl(answer);
  }

  test("that is passed is settled when the buyer comes back with the same key", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("drop_webhooks");
    await shop.answerChallenge(await challenged(held, "challenge-1"), "complete");
    const answer = await shop.commit(held, { card: "pm_card_authenticationRequired", key: "challenge-1" });
    expect(answer).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
    expect(await booksOf(held)).toMatchObject(PAID);
    await expectSound(shop);
  });

  test("that is passed is settled by the webhook alone when the buyer never comes back", async () => {
    const held = await twoSeats();
    await shop.answerChallenge(await challenged(held, "challenge-2"), "complete");
    await shop.sandbox().webhooksIdle();
    expect(await booksOf(held)).toMatchObject(PAID);
    await expectSound(shop);
  });

  test("that fails keeps the seats, says so again under its key, and another card pays", async () => {
    const held = await twoSeats();
    await shop.answerChallenge(await challenged(held, "challenge-3"), "fail");
    const wish = { card: "pm_card_authenticationRequired", key: "challenge-3" };
    const failed = await shop.commit(held, wish);
    expect(failed).toMatchObject({
      ok: false,
      refusal: { code: "payment_failed", reason: "payment_intent_authentication_failure" },
    });
    expect(JSON.stringify(await shop.commit(held, wish))).toBe(JSON.stringify(failed));
    expect(await shop.commit(held)).toMatchObject({ ok: true, confirmed: {} });
    expect(await chargesFor(shop, held)).toHaveLength(1);
    await expectSound(shop);
  });

  test("that is passed and then has no funds is a decline, and the intent cannot be paid behind our back", async () => {
    const held = await twoSeats();
    const card = "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds";
    const first = await shop.commit(held, { card, key: "challenge-4" });
    const url = challengeUrl(first);
    await shop.answerChallenge(url, "complete");
    const declined = await shop.commit(held, { card, key: "challenge-4" });
    expect(declined).toMatchObject({ ok: false, refusal: { code: "payment_failed", reason: "insufficient_funds" } });
    expect((await booksOf(held)).payments).toEqual(["CANCELED"]);
  });

  test("that is left open is cancelled when the buyer comes back with another card, and only that one is charged", async () => {
    const held = await twoSeats();
    const url = await challenged(held, "challenge-5");
    expect(await shop.commit(held, { key: "another-card" })).toMatchObject({ ok: true, confirmed: {} });
    await shop.answerChallenge(url, "complete");
    expect(await booksOf(held)).toMatchObject({ ...PAID, payments: ["CANCELED", "CAPTURED"] });
    expect(await chargesFor(shop, held)).toHaveLength(1);
    await expectSound(shop);
  });
});

describe("a gateway in trouble", () => {
  test("that charges and then goes silent is asked again under the same key, and the buyer pays once", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("timeout_after_charge", { times: 2, only: "/v1/payment_intents" });
    shop.sandbox().trouble.set("drop_webhooks");
    await expect(shop.commit(held, { key: "lost-answer" })).rejects.toMatchObject({ name: "GatewayUnavailable" });
    expect(await booksOf(held)).toMatchObject({
      reservation: "PAYING",
      payments: ["CREATED"],
      seats: ["HELD", "HELD"],
    });
    expect(await shop.commit(held, { key: "lost-answer" })).toMatchObject({ ok: true, confirmed: {} });
    expect(await booksOf(held)).toMatchObject(PAID);
    expect(await chargesFor(shop, held)).toHaveLength(1);
    await expectSound(shop);
  });

  test("that is down keeps the seats held, and a retry pays once, under whatever key", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down");
    await expect(shop.commit(held)).rejects.toMatchObject({ name: "GatewayUnavailable", dependency: "payments" });
    expect(await booksOf(held)).toMatchObject({ reservation: "PAYING", seats: ["HELD", "HELD"] });
    shop.sandbox().trouble.clear();
    expect(await shop.commit(held)).toMatchObject({ ok: true, confirmed: {} });
    expect(await booksOf(held)).toMatchObject(PAID);
    expect(await chargesFor(shop, held)).toHaveLength(1);
    await expectSound(shop);
  });
});

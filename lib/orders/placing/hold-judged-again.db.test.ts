import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { extendHold } from "#lib/reservations/extend-hold";
import {
  aBuyer,
  aHeldReservation,
  anEventOnSale,
  aPerson,
  aPromoCode,
  aSmallHall,
  aUser,
  type Held,
} from "#prisma/seed/builders";
import { expectSound } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";
import { quoteReservation } from "./quote-order.ts";
import { readCheckout } from "./read-checkout.ts";

/** Every rule that was asked when seats were held is asked again when they are extended, quoted and paid for. */
aDatabase();
const shop = aShop();

beforeEach(() => {
  for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats"]) forgetSingleton(name);
});

const aHall = (options = {}) => anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }), ...options });
const changeEvent = (eventId: number, data: object) => db().event.update({ where: { id: eventId }, data });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/**
 * A waiting room whose time inside began then for the buyer; undefined for one who was never let in. `keyThumbprint`: it belongs to the
 * browser with this key.
 */
async function aQueue(
  { eventId, buyerKey }: Held,
  redeemedAt: Date | undefined,
  keyThumbprint: string | null = null,
): Promise<void> {
  await changeEvent(eventId, { hasWaitingRoom: true });
  await db().waitingRoom.create({
    data: {
      ...{ eventId, seedHash: "h", sealedSeed: "s", leaseSeconds: 900 },
      ...{ opensAt: minutesAgo(120), queueingSince: minutesAgo(120) },
    },
  });
  if (!redeemedAt) return;
  const ticketId = uuidv7();
  await db().queueTicket.create({ data: { eventId, id: ticketId, buyerKey, redeemedAt, calledAt: redeemedAt } });
  // No heartbeat for a while: the place went to the next, the clock from pass to payment runs on.
  const expiresAt = minutesAgo(1);
  await db().queueLease.create({ data: { eventId, ticketId, buyerKey, redeemedAt, expiresAt, keyThumbprint } });
}

const RULES: [string, string, (held: Held) => Promise<unknown>][] = [
  ["the event is cancelled", "event_cancelled", ({ eventId }) => changeEvent(eventId, { status: "CANCELLED" })],
  ["the sale has ended", "sale_closed", ({ eventId }) => changeEvent(eventId, { salesEndAt: minutesAgo(0) })],
  [
    "the event was moved",
    "event_changed",
    ({ eventId }) => changeEvent(eventId, { movedAt: new Date(), returnUntil: new Date(Date.now() + 86_400_000) }),
  ],
  [
    "fewer seats may be held at a time",
    "seat_limit_exceeded",
    ({ eventId }) => changeEvent(eventId, { seatsPerHoldMax: 1 }),
  ],
  [
    "fewer seats may be bought by one buyer",
    "seat_limit_exceeded",
    async ({ eventId, buyerKey }) => {
      await aHeldReservation(eventId, [11, 12], buyerKey);
      await changeEvent(eventId, { seatsPerHoldMax: 2, seatsPerBuyerMax: 2 });
    },
  ],
  ["the buyer's time inside is over", "queue_required", (held) => aQueue(held, minutesAgo(16))],
  ["the buyer was never let in", "queue_required", (held) => aQueue(held, undefined)],
  ["the time inside belongs to another browser", "wrong_browser", (held) => aQueue(held, minutesAgo(10), "its key")],
];

describe.each(RULES)("when %s", (_when, code, change) => {
  test("a hold is not extended", async () => {
    const held = await aHeldReservation(await aHall());
    await change(held);
    expect(await extendHold(held.person, held, 60)).toMatchObject({ ok: false, refusal: { code } });
    const after = await db().reservation.findFirstOrThrow({ where: { id: held.id } });
    expect([after.expiresAt, after.extensionsLeft]).toEqual([held.expiresAt, 1]);
  });

  test("a hold is not quoted and not paid for", async () => {
    const held = await aHeldReservation(await aHall());
    await change(held);
    expect(await quoteReservation(held.person, held, {})).toMatchObject({ ok: false, refusal: { code } });
    expect(await shop.commit(held)).toMatchObject({ ok: false, refusal: { code } });
    expect(await db().order.count({ where: { eventId: held.eventId } })).toBe(0);
    expect((await db().reservation.findFirstOrThrow({ where: { id: held.id } })).status).toBe("HELD");
  });
});

describe("a hold that no rule speaks against", () => {
  test("may miss a heartbeat: its clock runs from the pass to the payment", async () => {
    const held = await aHeldReservation(await aHall());
    await aQueue(held, minutesAgo(10));
    expect(await extendHold(held.person, held, 60)).toMatchObject({ ok: true });
    expect(await shop.commit(held)).toMatchObject({ ok: true });
  });

  test("goes on in the browser to which the time inside belongs, and in no other", async () => {
    const held = await aHeldReservation(await aHall());
    await aQueue(held, minutesAgo(10), "its key");
    const [same, other] = ["its key", "another key"].map((keyThumbprint) => ({ ...held.person, keyThumbprint }));
    const refusal = { code: "wrong_browser" };
    expect(await extendHold({ ...held.person, ...other }, held, 60)).toEqual({ ok: false, refusal });
    expect(await quoteReservation({ ...held.person, ...other }, held, {})).toEqual({ ok: false, refusal });
    expect(await shop.commit({ ...held, person: { ...held.person, ...other } })).toEqual({ ok: false, refusal });
    const itsOwn = { ...held.person, ...same };
    expect(await extendHold(itsOwn, held, 60)).toMatchObject({ ok: true });
    expect(await quoteReservation(itsOwn, held, {})).toMatchObject({ ok: true });
    expect(await shop.commit({ ...held, person: itsOwn })).toMatchObject({ ok: true });
  });

  test("is tried again from any browser once its order is open", async () => {
    const held = await aHeldReservation(await aHall());
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    await aQueue(held, minutesAgo(10), "its key");
    expect(await shop.commit(held)).toMatchObject({ ok: true });
  });

  test("keeps the price that it was held at, whether it rose or fell since", async () => {
    for (const priceMinor of [9_900, 500]) {
      const held = await aHeldReservation(await aHall());
      await db().priceLevel.updateMany({ where: { eventId: held.eventId }, data: { priceMinor } });
      expect(await extendHold(held.person, held, 60)).toMatchObject({ ok: true });
      expect(await quoteReservation(held.person, held, {})).toMatchObject({ quote: { totalMinor: 9_000 } });
      expect(await shop.commit(held)).toMatchObject({ confirmed: { payment: { amount: 90 } } });
    }
  });

  test("is extended to the end of the sale at most", async () => {
    const eventId = await aHall();
    const held = await aHeldReservation(eventId);
    await changeEvent(eventId, { salesEndAt: new Date(held.expiresAt.getTime() + 60_000) });
    const answer = await extendHold(held.person, held, 600);
    expect(answer).toMatchObject({ ok: true });
    const { expiresAt } = await db().reservation.findFirstOrThrow({ where: { id: held.id } });
    expect(expiresAt).toEqual(new Date(held.expiresAt.getTime() + 60_000));
  });
});

describe("a buyer's limit counts by what is known now", () => {
  test("when they pay: by the mail address, under whatever key the seats were held", async () => {
    const eventId = await aHall({ seatsPerHoldMax: 4, seatsPerBuyerMax: 4 });
    const email = `one-${uuidv7()}@example.org`;
    const [first, second] = [await aHeldReservation(eventId, [1, 2, 3]), await aHeldReservation(eventId, [11, 12])];
    expect(await shop.commit(first, { email })).toMatchObject({ ok: true });
    const again = await shop.commit(second, { email: email.toUpperCase() });
    expect(again).toMatchObject({ refusal: { code: "seat_limit_exceeded", limit: 4, already: 3 } });
    expect(await shop.commit(second)).toMatchObject({ ok: true });
    await expectSound(shop);
  });

  test("when they sign in: the seats that they held as a guest count as well", async () => {
    const eventId = await aHall({ seatsPerHoldMax: 4, seatsPerBuyerMax: 4 });
    const guest = aBuyer();
    const held = await aHeldReservation(eventId, [1, 2, 3]);
    await aHeldReservation(eventId, [11, 12], guest);
    const both = { ...aPerson(held.buyerKey), keys: [held.buyerKey, guest] };
    expect(await extendHold(both, held, 60)).toMatchObject({ refusal: { code: "seat_limit_exceeded", already: 2 } });
    expect(await shop.commit({ ...held, person: both })).toMatchObject({ refusal: { code: "seat_limit_exceeded" } });
  });

  test("when they pay: by the address that their account has proven, whatever address the tickets go to", async () => {
    const eventId = await aHall({ seatsPerHoldMax: 4, seatsPerBuyerMax: 4 });
    const { userId, email } = await aUser();
    const [first, second, third] = [
      await aHeldReservation(eventId, [1, 2, 3]),
      await aHeldReservation(eventId, [11, 12]),
      await aHeldReservation(eventId, [21, 22]),
    ];
    // As a guest with the account's address, then signed in for a friend's.
    expect(await shop.commit(first, { email: email.toUpperCase() })).toMatchObject({ ok: true });
    const signedIn = { ...second.person, userId, email, isEmailProven: true };
    const friend = { email: `friend-${uuidv7()}@example.org` };
    const refusal = { code: "seat_limit_exceeded", limit: 4, already: 3 };
    expect(await shop.commit({ ...second, person: signedIn }, friend)).toMatchObject({ refusal });
    // An address that nobody has proven is nobody's.
    const unproven = { ...third.person, email, isEmailProven: false };
    expect(await shop.commit({ ...third, person: unproven }, friend)).toMatchObject({ ok: true });
    await expectSound(shop);
  });

  test("when they pay: by the account that has proven the address, though they are not signed in", async () => {
    const eventId = await aHall({ seatsPerHoldMax: 4, seatsPerBuyerMax: 4 });
    const { userId, email } = await aUser();
    const [first, second] = [await aHeldReservation(eventId, [1, 2, 3]), await aHeldReservation(eventId, [11, 12])];
    const signedIn = { ...first.person, userId, email, isEmailProven: true };
    expect(await shop.commit({ ...first, person: signedIn }, { email: `work-${uuidv7()}@example.org` })).toMatchObject({
      ok: true,
    });
    expect(await shop.commit(second, { email })).toMatchObject({
      refusal: { code: "seat_limit_exceeded", already: 3 },
    });
    await expectSound(shop);
  });

  test("two orders of one account, one of them as a guest, do not exceed it together", async () => {
    const eventId = await aHall({ seatsPerHoldMax: 4, seatsPerBuyerMax: 4 });
    const { userId, email } = await aUser();
    const held = await Promise.all([1, 11, 21].map((seat) => aHeldReservation(eventId, [seat, seat + 1, seat + 2])));
    const answers = await Promise.all(
      held.map((each, n) =>
        n === 0
          ? shop.commit(each, { email })
          : shop.commit(
              { ...each, person: { ...each.person, userId, email, isEmailProven: true } },
              { email: `${n}-${uuidv7()}@example.org` },
            ),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await expectSound(shop);
  });

  test("a promo code once for each person: by the same accounts and addresses", async () => {
    const eventId = await aHall();
    const { code: promoCode } = await aPromoCode(eventId, { code: "ONCE", usesPerBuyer: 1, value: 50 });
    const { userId, email } = await aUser();
    const [first, second] = [await aHeldReservation(eventId, [1]), await aHeldReservation(eventId, [11])];
    const signedIn = { ...first.person, userId, email, isEmailProven: true };
    const work = { promoCode, email: `work-${uuidv7()}@example.org` };
    expect(await shop.commit({ ...first, person: signedIn }, work)).toMatchObject({ ok: true });
    const refusal = { code: "promo_code_invalid", reason: "used_by_you" };
    expect(await shop.commit(second, { promoCode, email })).toMatchObject({ refusal });
  });

  test("two orders of one address at once do not exceed it together", async () => {
    const eventId = await aHall({ seatsPerHoldMax: 4, seatsPerBuyerMax: 4 });
    const email = `one-${uuidv7()}@example.org`;
    const held = await Promise.all([1, 11, 21].map((seat) => aHeldReservation(eventId, [seat, seat + 1, seat + 2])));
    const answers = await Promise.all(held.map((each) => shop.commit(each, { email })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await expectSound(shop);
  });
});

describe("a card that was declined", () => {
  test("is not tried again for an event that is cancelled since", async () => {
    const held = await aHeldReservation(await aHall());
    expect(await shop.commit(held, { card: "pm_card_chargeDeclined" })).toMatchObject({
      refusal: { code: "payment_failed" },
    });
    await changeEvent(held.eventId, { status: "CANCELLED" });
    expect(await shop.commit(held)).toMatchObject({ refusal: { code: "event_cancelled" } });
    expect(await db().payment.count({ where: { eventId: held.eventId } })).toBe(1);
  });

  test("is tried again although the time inside the queue is over", async () => {
    const held = await aHeldReservation(await aHall());
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    await aQueue(held, minutesAgo(20));
    expect(await shop.commit(held)).toMatchObject({ ok: true });
  });
});

describe("the clock of the checkout", () => {
  const clockOf = async ({ person, eventId, id }: Held) =>
    (await readCheckout(person, { reservationId: `${eventId}-${id}`, locale: "en" }))?.insideUntil;

  test("ends with the time inside by which an order is judged", async () => {
    const held = await aHeldReservation(await aHall());
    expect(await clockOf(held)).toBeNull();
    const redeemedAt = minutesAgo(16);
    await aQueue(held, redeemedAt);
    expect(await clockOf(held)).toBe(new Date(redeemedAt.getTime() + 900_000).toISOString());
    expect(await quoteReservation(held.person, held, {})).toMatchObject({ refusal: { code: "queue_required" } });
  });

  test("asks for no time inside where an order is open, nor for a hold from before the queue", async () => {
    const early = await aHeldReservation(await aHall());
    await aQueue(early, undefined);
    await db().waitingRoom.update({ where: { eventId: early.eventId }, data: { queueingSince: new Date() } });
    expect(await clockOf(early)).toBeNull();
    expect(await quoteReservation(early.person, early, {})).toMatchObject({ ok: true });
    const ordered = await aHeldReservation(await aHall());
    await shop.commit(ordered, { card: "pm_card_chargeDeclined" });
    await aQueue(ordered, minutesAgo(20));
    expect(await clockOf(ordered)).toBeNull();
  });
});

/**
 * Symptom: a buyer says yes to other seats in one window and no in another at the same moment, both are answered 200, and the seats
 * stay held for an order that has failed. Theory: both answers lock the order's books, and the second is judged by what the
 * first made of the order; only an open offer can be declined. Method: both answers are stopped before the locks of the books,
 * in a known order, and let go together; the control takes the locks of the books away.
 */
import { afterEach, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits, withoutLocks } from "#lib/platform/testing/locks";
import { anEventOnSale, aSmallHall } from "#prisma/seed/builders";
import { atTheBank, losesSeats } from "../testing/at-the-bank.ts";
import { expectSound } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";
import { answerOffer } from "./answer-offer.ts";
import { reconcilePayments } from "./reconcile-payments.ts";

const database = aDatabase();
const shop = aShop();
afterEach(() => forgetSingleton("prisma"));

type Answer = "accept" | "refuse";

/** Offers other seats to a buyer who gives both answers in this order, each before the other took effect. */
async function bothAtOnce(answers: readonly [Answer, Answer]) {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
  const buyer = await atTheBank(shop, eventId, [31, 32]);
  await losesSeats(buyer);
  await buyer.pay();
  const { id } = await db().order.findFirstOrThrow({ where: { number: buyer.number } });
  const { both } = await db().$transaction(
    async (tx) => {
      // An UPDATE, which the control's client does not take away.
      await tx.$executeRaw`UPDATE orders SET number = number WHERE event_id = ${eventId}::int AND id = ${id}::uuid`;
      const given: ReturnType<typeof answerOffer>[] = [];
      for (const answer of answers) {
        given.push(answerOffer(buyer.held.person, { number: buyer.number, answer }));
        await waitForLockWaits(given.length);
      }
      return { both: Promise.allSettled(given) };
    },
    { timeout: 60_000 },
  );
  const said = (await both).map((each) => {
    // Only in the control, where both give the money back.
    if (each.status === "rejected") return "fault";
    return each.value.ok ? each.value.status : each.value.refusal.code;
  });
  await reconcilePayments(0);
  return { said, buyer };
}

test("a no that comes right behind the yes changes nothing: the seats are the buyer's", async () => {
  const { said, buyer } = await bothAtOnce(["accept", "refuse"]);
  expect(said).toEqual(["confirmed", "order_closed"]);
  expect(await buyer.books()).toMatchObject({
    order: "PAID",
    payment: "CAPTURED",
    live: [expect.any(Number), expect.any(Number)],
  });
  await expectSound(shop);
});

test("a yes that comes right behind the no changes nothing: the money is let go and the seats are free", async () => {
  const { said, buyer } = await bothAtOnce(["refuse", "accept"]);
  expect(said).toEqual(["failed", "order_closed"]);
  expect(await buyer.books()).toMatchObject({ order: "FAILED", payment: "CANCELED", live: [] });
  const { eventId, id } = buyer.held;
  expect(await db().seat.count({ where: { eventId, reservationId: id } })).toBe(0);
  await expectSound(shop);
});

test("control: without the locks of the books neither answer is refused", async () => {
  const crowd = createClient(database.url(), 10);
  forgetSingleton("prisma");
  singleton("prisma", () => withoutLocks(crowd, ["payments", "orders", "reservations"]));
  const { said } = await bothAtOnce(["accept", "refuse"]);
  expect(said).not.toContain("order_closed");
  await crowd.$disconnect();
});

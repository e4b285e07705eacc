import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { createFunction } from "#lib/platform/db/sql-function";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import type { PrismaClient } from "#prisma/generated/client";
import {
  aBuyer,
  aHeldReservation,
  anEventOnSale,
  aPromoCode,
  type Held,
  itemsAtFullPrice,
} from "#prisma/seed/builders";
import { aShop } from "../testing/shop.ts";
import { OPEN_ORDER } from "./open-order-function.ts";
import { claimOrder } from "./order-store.ts";

/**
 * Symptom: a once-per-buyer promo code on two orders of one buyer. Theory: two commits at once each count the buyer's orders
 * before the other one's is there. Method: one buyer pays eight holds at once; the control opens orders by a function
 * without the lock that comes before the counting, and must go wrong.
 */
const database = aDatabase();
const shop = aShop();
let crowd: PrismaClient;

beforeAll(async () => {
  crowd = createClient(database.url(), 8);
  await Promise.all(Array.from({ length: 8 }, () => crowd.$queryRaw`SELECT pg_sleep(0.05)::text`));
});
afterAll(() => crowd.$disconnect());

async function holdsOfOneBuyer(): Promise<{ eventId: number; promo: { id: string; code: string }; held: Held[] }> {
  const eventId = await anEventOnSale();
  const promo = await aPromoCode(eventId, { code: "ONCE", usesPerBuyer: 1, value: 50 });
  const buyer = aBuyer();
  const held: Held[] = [];
  for (let seat = 1; seat <= 8; seat++) held.push(await aHeldReservation(eventId, [seat], buyer));
  return { eventId, promo, held };
}

const ordersWith = (eventId: number, promoId: string) => db().order.count({ where: { eventId, promoId } });

/** Under another mail address each, so that no order waits for another but at the code. */
async function anOrder(held: Held, promoId: string) {
  const { eventId, id } = held;
  const { updatedAt: judgedAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  return {
    ...{ eventId, reservationId: id, userId: null, email: `${id}@b.org`, name: "A", phone: null, locale: "en" },
    ...{ judgedAt, buyerKeys: [], terms: { version: 0, locale: "en" as const } },
    ...{
      totalMinor: 2_250,
      discountMinor: 2_250,
      promoId,
      gateway: "stripe",
      methodId: "pm",
      clientKey: id,
      addedTaxMinor: 0,
      promoRevision: 0,
      promoTickets: 1,
      items: itemsAtFullPrice(held).map((item) => ({ ...item, unitMinor: 2_250 })),
      addOns: [],
    },
  };
}

test("a code that each buyer may use once goes to one of a buyer's eight orders, and the others learn why", async () => {
  const { eventId, promo, held } = await holdsOfOneBuyer();
  const answers = await Promise.all(held.map((each) => shop.commit(each, { promoCode: promo.code })));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const reasons = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
  expect(reasons).toEqual(Array(7).fill({ code: "promo_code_invalid", reason: "used_by_you", uses_per_person: 1 }));
  expect(await ordersWith(eventId, promo.id)).toBe(1);
  expect((await db().promoCode.findFirstOrThrow({ where: { id: promo.id } })).uses).toBe(1);
});

test("the guard is in the function that opens the order, whatever was quoted before", async () => {
  const { eventId, promo, held } = await holdsOfOneBuyer();
  const opened = await Promise.all(
    held.map(async (each) => claimOrder(() => `N-${each.id}`, await anOrder(each, promo.id))),
  );
  expect(opened.filter((outcome) => outcome === "opened")).toHaveLength(1);
  expect(opened.filter((outcome) => outcome === "promo_used_up")).toHaveLength(7);
  expect(await ordersWith(eventId, promo.id)).toBe(1);
});

test("control: without the lock before it, the counting sees the orders of before its wait and opens several", async () => {
  const lock = /PERFORM FROM promo_codes .* FOR UPDATE;/;
  expect(OPEN_ORDER.body).toMatch(lock);
  await db().$executeRawUnsafe(
    createFunction({ ...OPEN_ORDER, name: "open_unlocked", body: OPEN_ORDER.body.replace(lock, "") }),
  );
  let most = 0;
  for (let tries = 0; tries < 20 && most < 2; tries++) {
    const { eventId, promo, held } = await holdsOfOneBuyer();
    await Promise.all(
      held.map(async (each) => {
        const { promoId, reservationId, judgedAt, items, ...order } = await anOrder(each, promo.id);
        const ids = [eventId, reservationId, uuidv7(), uuidv7()];
        return crowd.$queryRawUnsafe(
          "SELECT open_unlocked($1::int, $2::uuid, $3::uuid, $4::uuid, $5::jsonb, $8::jsonb, '[]', $6::uuid, 300, 120, $7::timestamptz, '{}')",
          ...ids,
          JSON.stringify({ ...order, addOnsMinor: 0, number: `N-${each.id}` }),
          promoId,
          judgedAt,
          JSON.stringify(items),
        );
      }),
    );
    most = Math.max(most, await ordersWith(eventId, promo.id));
  }
  expect(most).toBeGreaterThan(1);
});

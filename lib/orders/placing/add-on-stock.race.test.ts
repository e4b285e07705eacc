import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { createFunction } from "#lib/platform/db/sql-function";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import type { PrismaClient } from "#prisma/generated/client";
import { anAddOn } from "#prisma/seed/an-add-on";
import { aHeldReservation, anEventOnSale, type Held, itemsAtFullPrice } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { aShop } from "../testing/shop.ts";
import { OPEN_ORDER } from "./open-order-function.ts";

/**
 * Symptom: the last programme in two orders. Theory: two orders at once each see that one is left before the other one claims it. Method:
 * eight buyers want two programmes, and two add-ons in both orders of naming; the control opens orders by a function without the lock before
 * the counting, and must go wrong.
 */
const database = aDatabase();
const shop = aShop();
let crowd: PrismaClient;

beforeAll(async () => {
  crowd = createClient(database.url(), 8);
  await Promise.all(Array.from({ length: 8 }, () => crowd.$queryRaw`SELECT pg_sleep(0.05)::text`));
});
afterAll(() => crowd.$disconnect());

async function eightHolds(): Promise<{ eventId: number; programme: string; parking: string; held: Held[] }> {
  const eventId = await anEventOnSale();
  const [programme, parking] = [await anAddOn(eventId, { stock: 2 }), await anAddOn(eventId, { stock: 2 })];
  const held: Held[] = [];
  for (let seat = 1; seat <= 8; seat++) held.push(await aHeldReservation(eventId, [seat]));
  return { eventId, programme, parking, held };
}

const claimsOf = async (eventId: number) => {
  const rows = await db().eventAddOn.findMany({ where: { eventId }, orderBy: { id: "asc" } });
  return rows.map(({ claimed }) => claimed);
};

describe("two programmes for eight buyers at once", () => {
  test("go to two of them, the others are refused and charged nothing", async () => {
    const { eventId, programme, parking, held } = await eightHolds();
    const answers = await Promise.all(
      held.map((each, i) => {
        const both = [programme, parking].map((addOnId) => ({ addOnId, quantity: 1 }));
        return shop.commit(each, { addOns: i % 2 === 0 ? both : both.toReversed() });
      }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));
    expect(codes).toEqual(Array(6).fill("add_on_unavailable"));
    expect(await claimsOf(eventId)).toEqual([2, 2]);
    expect(await db().order.count({ where: { eventId } })).toBe(2);
    expect(await checkInvariants()).toEqual([]);
  });

  /** What eight calls of a function that opens orders come to: `opened`, `add_on_gone`, or a fault. */
  async function openAll(name: string): Promise<{ eventId: number; outcomes: string[] }> {
    const { eventId, programme, held } = await eightHolds();
    const { updatedAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    const line = { addOnId: programme, name: "Programme", quantity: 1, unitMinor: 500, totalMinor: 500, taxes: [] };
    const open = async ({ id, ...each }: Held) => {
      const sums = { totalMinor: 5_000, discountMinor: 0, addedTaxMinor: 0, addOnsMinor: 500, promoTickets: 0 };
      const who = { email: `${id}@b.org`, name: "A", locale: "en", terms: { version: 0, locale: "en" } };
      const given = { ...sums, ...who, number: `N-${id}`, gateway: "stripe", methodId: "pm", clientKey: id };
      const [row] = await crowd.$queryRawUnsafe<{ outcome: string }[]>(
        `SELECT ${name}($1::int, $2::uuid, $3::uuid, $4::uuid, $5::jsonb, $6::jsonb, $7::jsonb, NULL, 300, 120, $8::timestamptz, '{}') AS outcome`,
        ...[eventId, id, uuidv7(), uuidv7(), JSON.stringify(given), JSON.stringify(itemsAtFullPrice(each))],
        ...[JSON.stringify([line]), updatedAt],
      );
      return row?.outcome ?? "";
    };
    return { eventId, outcomes: await Promise.all(held.map((each) => open(each).catch(() => "fault"))) };
  }

  test("are claimed in the function that opens the order, whatever was quoted before", async () => {
    const { eventId, outcomes } = await openAll(OPEN_ORDER.name);
    expect(outcomes.toSorted()).toEqual([...Array(6).fill("add_on_gone"), "opened", "opened"]);
    expect(await claimsOf(eventId)).toEqual([2, 0]);
  });

  const lock = /PERFORM FROM event_add_ons .* FOR UPDATE;/;

  test("control: without the lock before the counting, more are sold than there are, but for the table's own check", async () => {
    expect(OPEN_ORDER.body).toMatch(lock);
    const body = OPEN_ORDER.body.replace(lock, "");
    await db().$executeRawUnsafe(createFunction({ ...OPEN_ORDER, name: "open_unlocked", body }));
    let faults = 0;
    for (let tries = 0; tries < 20 && faults === 0; tries++) {
      const { outcomes } = await openAll("open_unlocked");
      faults = outcomes.filter((outcome) => outcome === "fault").length;
    }
    expect(faults).toBeGreaterThan(0);
    await db().$executeRawUnsafe("ALTER TABLE event_add_ons DROP CONSTRAINT event_add_ons_stock");
    let most = 0;
    for (let tries = 0; tries < 20 && most <= 2; tries++) {
      const { eventId } = await openAll("open_unlocked");
      most = Math.max(...(await claimsOf(eventId)));
    }
    expect(most).toBeGreaterThan(2);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aPaidOrder, aPromoCode, aSmallHall } from "./seed/builders.ts";

aDatabase();

test("every amount of money is a bigint of the database, alone or in an array", async () => {
  const columns = await db().$queryRaw<{ name: string; type: string }[]>`
    SELECT c.relname || '.' || a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
      AND (a.attname LIKE '%\\_minor' OR (c.relname, a.attname) = ('promo_codes', 'value'))`;
  expect(columns.filter(({ type }) => !type.startsWith("bigint"))).toEqual([]);
  expect(columns.length).toBeGreaterThanOrEqual(17);
});

describe("an amount beyond 32 bits", () => {
  test("is written and read by Prisma as the same number, in arrays and sums too", async () => {
    const eventId = await anEventOnSale();
    const price = { priceMinor: 999_999_999_999, feeMinor: 5_000_000_000 };
    await db().priceLevel.updateMany({ where: { eventId }, data: price });
    expect(await db().priceLevel.findFirst({ where: { eventId } })).toMatchObject(price);
    expect(await db().priceLevel.findFirst({ where: { priceMinor: { gt: 999_999_999_998 } } })).toMatchObject(price);
    const { id } = await aHeldReservation(eventId, [1, 2]);
    const held = { unitMinor: [999_999_999_999, 999_999_999_999], totalMinor: 1_999_999_999_998 };
    expect(await db().reservation.findUnique({ where: { eventId_id: { eventId, id } } })).toMatchObject(held);
    const { _sum } = await db().reservation.aggregate({ _sum: { totalMinor: true }, where: { eventId } });
    expect(_sum.totalMinor).toBe(1_999_999_999_998);
  });

  test("that a number cannot count exactly is not read at all", async () => {
    const eventId = await anEventOnSale();
    await db().$executeRaw`UPDATE price_levels SET price_minor = 9007199254740993 WHERE event_id = ${eventId}`;
    await expect(db().priceLevel.findFirst({ where: { eventId } })).rejects.toThrow();
    await db().priceLevel.updateMany({ where: { eventId }, data: { priceMinor: 4_500 } });
  });
});

test("servers of the release before still hold seats, and get their first answer again", async () => {
  const eventId = await anEventOnSale();
  const clientId = uuidv7();
  const hold = () =>
    db().$queryRawUnsafe<object[]>(
      "SELECT * FROM hold_seats_v1($1::int, $2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::int[], $7::text[], $8::text[], $9::int[], $10::int[])",
      ...[eventId, [uuidv7()], ["guest:old"], [clientId], [600], [2], [null], [null], [1, 1], [1, 2]],
    );
  const prices = { unit_minor: [4_500, 4_500], total_minor: 9_000, seat_ids: [1, 2] };
  expect(await hold()).toMatchObject([{ outcome: "held", ...prices }]);
  expect(await hold()).toMatchObject([{ outcome: "replayed", ...prices }]);
});

test("amounts that were counted with the runtime's digits are counted with those of ISO 4217, others stay", async () => {
  const layout = aSmallHall();
  const events = await Promise.all(["HUF", "EUR", "IQD"].map((currency) => anEventOnSale({ currency, layout })));
  const amounts = async (eventId: number) => {
    const where = { eventId };
    const [level, promo, order, item, ticket, reservation, payment] = await Promise.all([
      db().priceLevel.findFirstOrThrow({ where }),
      db().promoCode.findMany({ where, orderBy: { code: "asc" } }),
      db().order.findFirstOrThrow({ where }),
      db().orderItem.findFirstOrThrow({ where }),
      db().ticket.findFirstOrThrow({ where }),
      db().reservation.findFirstOrThrow({ where }),
      db().payment.findFirstOrThrow({ where }),
    ]);
    return [
      ...[level.priceMinor, level.feeMinor, ...promo.map(({ value }) => value), order.totalMinor, item.unitMinor],
      ...[ticket.unitMinor, ...reservation.unitMinor, ...reservation.firstUnitMinor],
      ...[reservation.totalMinor, reservation.firstTotalMinor, payment.amountMinor],
    ];
  };
  for (const eventId of events) {
    await aPaidOrder(eventId, [1, 2]);
    await aPromoCode(eventId, { code: "A", kind: "AMOUNT", value: 500 });
    await aPromoCode(eventId, { code: "B", kind: "PERCENT", value: 20 });
  }
  const before = [4_500, 450, 500, 20, 9_000, 4_500, 4_500, 4_500, 4_500, 4_500, 4_500, 9_000, 9_000, 9_000];
  expect(await amounts(events[0] ?? 0)).toEqual(before);
  const migration = readFileSync("prisma/migrations/20261128560100_amounts_by_iso_digits/migration.sql", "utf8");
  await db().$executeRawUnsafe(migration);
  const grown = (factor: number) => before.map((amount) => (amount === 20 ? 20 : amount * factor));
  expect(await Promise.all(events.map(amounts))).toEqual([grown(100), before, grown(1_000)]);
});

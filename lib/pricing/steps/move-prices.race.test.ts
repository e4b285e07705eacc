import { expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { movePrices } from "./move-prices.ts";
import { replacePriceSteps } from "./replace-price-steps.ts";
import { priceStepsBody } from "./step-contract.ts";

/**
 * Symptom: a seat held at a price that never was, or a step that is applied twice. Theory: the price changes between the look and the
 * write, or two leaders decide on the same state. Method: holds one by one from many sides while prices change, and leaders all at once.
 */
aDatabase();

async function aSale(): Promise<{ eventId: number; owner: Staff }> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 20 }) });
  return { eventId, owner: await aMember(await sellerOf(eventId), "OWNER") };
}

const early = (price: number) => ({
  ...{ kind: "early_bird", price_level_id: 1, price, until_sold: 79, until: null },
});
const save = (owner: Staff, eventId: number, { revision, steps }: { revision: number; steps: object[] }) =>
  replacePriceSteps(owner, eventId, priceStepsBody.parse({ revision, announces: false, steps }));

test("a hold has one of the two prices, never another, and keeps it", async () => {
  const { eventId, owner } = await aSale();
  const hold = (seats: number[]) => Promise.all(seats.map((seat) => aHeldReservation(eventId, [seat])));
  const seats = Array.from({ length: 60 }, (_, i) => i + 1);
  const [first, , second] = await Promise.all([
    hold(seats.slice(0, 30)),
    save(owner, eventId, { revision: 0, steps: [early(30)] }),
    hold(seats.slice(30)),
  ]);
  const after = await hold([61, 62]);
  for (const { unitMinor } of [...first, ...second]) expect([3_000, 4_500]).toContain(unitMinor[0]);
  for (const { unitMinor } of after) expect(unitMinor).toEqual([3_000]);
  await save(owner, eventId, { revision: 1, steps: [] });
  for (const { id, unitMinor } of [...first, ...second, ...after]) {
    const kept = await db().reservation.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
    expect(kept.unitMinor).toEqual(unitMinor);
  }
});

test("eight leaders at once apply a step once", async () => {
  for (let round = 0; round < 5; round++) {
    const { eventId, owner } = await aSale();
    const number = { kind: "number_sold", price_level_id: 1, price: 60, from_sold: 1 };
    await save(owner, eventId, { revision: 0, steps: [number] });
    await db().$executeRaw`UPDATE seats SET status = 'BOOKED', version = version + 1, reservation_id = gen_random_uuid()
      WHERE event_id = ${eventId} AND id = 1`;
    await Promise.all(Array.from({ length: 8 }, () => movePrices()));
    expect(await db().priceChange.findMany({ where: { eventId }, select: { fromMinor: true, toMinor: true } })).toEqual(
      [{ fromMinor: 4_500, toMinor: 6_000 }],
    );
    const type = "event.prices_changed";
    const [{ count } = { count: 0 }] = await db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM outbox WHERE event_id = ${eventId} AND type = ${type}`;
    expect(count).toBe(1);
  }
});

test("of two who save the same revision at once, one is refused", async () => {
  const { eventId, owner } = await aSale();
  const both = await Promise.all([20, 30].map((price) => save(owner, eventId, { revision: 0, steps: [early(price)] })));
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

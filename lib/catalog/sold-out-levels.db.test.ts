import { expect, test } from "vitest";
import { aSale } from "#lib/orders/testing/sale";
import { aShop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { aHeldReservation, anEventOnSale, aSmallHall } from "#prisma/seed/builders";
import { searchQuery } from "./contract.ts";
import { searchEvents } from "./search-events.ts";
import { soldOutLevels } from "./sold-out-levels.ts";
import { recountSoldOut } from "./sold-out-store.ts";

aDatabase();
const shop = aShop();

/** Two seats at the price and two at 90.00. */
async function aDearAndCheapHall(title: string, cheapMinor: number): Promise<number> {
  const id = await anEventOnSale({
    ...{ layout: aSmallHall({ rows: 1, seatsPerRow: 4, name: title }), title, priceMinor: cheapMinor },
    refundUntilHours: 1,
  });
  await db().priceLevel.create({
    data: { eventId: id, id: 2, name: "Dear", priceMinor: 9_000, feeMinor: 0, layoutCategories: [] },
  });
  await db().seat.updateMany({ where: { eventId: id, id: { gt: 2 } }, data: { priceLevelId: 2 } });
  return id;
}

async function found(query: Record<string, string>) {
  forgetSingleton("catalog-seats-left");
  const { data, meta } = await searchEvents(searchQuery.parse(query));
  return {
    titles: data.map(({ title }) => title),
    total: meta.total,
    from: data.map((card) => card.offered?.minMinor),
  };
}

test("the search filters and sorts by what can still be paid: a sold-out cheap level lets no event pass", async () => {
  const [sells, keeps] = [await aDearAndCheapHall("Sells", 1_000), await aDearAndCheapHall("Keeps", 2_000)];
  const upTo30 = { max_price: "30" };
  expect((await found(upTo30)).titles.toSorted()).toEqual(["Keeps", "Sells"]);
  expect((await found({ sort: "price" })).titles).toEqual(["Sells", "Keeps"]);

  // A hold is no sale: the level may be free again without a fact. Meanwhile its card shows the next price.
  await aHeldReservation(keeps, [1, 2]);
  await recountSoldOut([keeps]);
  const cheap = await aSale(shop, sells);
  await workFacts(soldOutLevels);
  expect(await found(upTo30)).toMatchObject({ titles: ["Keeps"], total: 1 });
  expect(await found({ sort: "price" })).toMatchObject({ titles: ["Keeps", "Sells"] });
  expect((await found({ min_price: "80" })).titles).toHaveLength(2);

  await aSale(shop, sells);
  await workFacts(soldOutLevels);
  for (const sort of ["price", "-price"])
    expect(await found({ sort })).toMatchObject({ titles: ["Keeps", "Sells"], from: [9_000, undefined] });
  expect((await found({ min_price: "0" })).titles).toEqual(["Keeps"]);

  await cheap.refund(cheap.person);
  await workFacts(soldOutLevels);
  expect((await found({ sort: "price" })).titles).toEqual(["Sells", "Keeps"]);
});

test("a cancelled event and one whose sale has ended have no price to pass a filter by, and stand last", async () => {
  const called = await aDearAndCheapHall("Called off", 100);
  await db().event.update({ where: { id: called }, data: { status: "CANCELLED" } });
  const ended = await aDearAndCheapHall("Ended", 100);
  await db().event.update({ where: { id: ended }, data: { salesEndAt: new Date(Date.now() - 1_000) } });
  expect((await found({ max_price: "1" })).titles).toEqual([]);
  const { titles } = await found({ sort: "price" });
  expect(titles.slice(-2).toSorted()).toEqual(["Called off", "Ended"]);
});

test("a recount sees seats that were written without facts", async () => {
  const id = await aDearAndCheapHall("In bulk", 500);
  await db().seat.updateMany({ where: { eventId: id, id: { lte: 2 } }, data: { status: "BLOCKED" } });
  await recountSoldOut([id, 2_000_000]);
  expect((await found({ max_price: "6" })).titles).toEqual([]);
  expect((await found({ min_price: "80", q: "bulk" })).titles).toEqual(["In bulk"]);
});

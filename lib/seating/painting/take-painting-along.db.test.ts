import { expect, test } from "vitest";
import { copyEvent } from "#lib/catalog/copy-event";
import { anOrganizersDesk } from "#lib/catalog/testing/an-organizers-desk";
import { changeHall } from "#lib/orders/changing-hall/change-hall";
import { aHallVersion, eachRow, withSeatsBefore } from "#lib/orders/changing-hall/testing/a-hall-version";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import { aHeldReservation } from "#prisma/seed/builders";
import { publishEvent } from "../publish-event.ts";
import { aSaleToPaint, levelsBySaying, levelsInRows } from "../testing/a-painted-sale.ts";
import { NOT_FOR_SALE } from "./level-of-seats.ts";
import { paintPrices } from "./paint-prices.ts";
import { pricePaintingBody } from "./painting-contract.ts";
import { storedPainting } from "./stored-painting.ts";

aDatabase();
const desk = anOrganizersDesk();

const paintingOf = async (id: number) =>
  storedPainting((await db().event.findUniqueOrThrow({ where: { id } })).painting);

test("a copy has the painted levels of its event, without seats that were kept for their buyers", async () => {
  const { eventId, owner } = await aSaleToPaint();
  await aHeldReservation(eventId, [1]);
  const rows = [{ section: "Stalls", row: "A", price_level: 2 }];
  await paintPrices(owner, eventId, pricePaintingBody.parse({ revision: 0, rows }));
  const startsAtMs = Date.now() + 60 * 86_400_000;
  const made = await copyEvent(owner, eventId, { startsAtMs, key: "one", copyRules: copyEventRules });
  if (!made.ok) throw new Error(JSON.stringify(made));
  await publishEvent(made.id);
  expect((await levelsInRows(made.id)).slice(0, 5)).toEqual([2, 2, 2, 2, 1]);
  expect((await levelsInRows(eventId)).slice(0, 5)).toEqual([1, 2, 2, 2, 1]);
});

test("a level that is renamed, moved or taken away takes its painted seats along, or gives them back", async () => {
  const levels = [
    { name: "A", price: 45, layout_categories: [0] },
    { name: "B", price: 20, layout_categories: [1] },
    { name: "Front", price: 90, layout_categories: [] },
  ];
  const id = await desk.post({ price_levels: levels });
  const seats = [
    { seat_ids: [1], price_level: 3 },
    { seat_ids: [2], price_level: null },
    { seat_ids: [3], price_level: 2 },
  ];
  const painted = await paintPrices(desk.manager, id, pricePaintingBody.parse({ revision: 0, seats }));
  expect(painted.ok).toBe(true);
  const [a, b, front] = levels;
  expect((await desk.patch(id, { price_levels: [front, a, b] })).ok).toBe(true);
  expect((await paintingOf(id)).seats).toEqual([
    { seatIds: [1], level: 1 },
    { seatIds: [2], level: NOT_FOR_SALE },
    { seatIds: [3], level: 3 },
  ]);
  const all = [{ ...a, layout_categories: [0, 1] }];
  expect((await desk.patch(id, { price_levels: all })).ok).toBe(true);
  expect((await paintingOf(id)).seats).toEqual([{ seatIds: [2], level: NOT_FOR_SALE }]);
});

test("a change of the hall keeps painted seats, and gives the row's level to seats that are added to it", async () => {
  const { eventId, owner } = await aSaleToPaint();
  const rows = [{ section: "Stalls", row: "A", price_level: 2 }];
  const seats = [{ seat_ids: [5], price_level: null }];
  await paintPrices(owner, eventId, pricePaintingBody.parse({ revision: 0, rows, seats }));
  const asked = await aHallVersion(eventId, (plan) =>
    eachRow(plan, (row, i) => (i === 0 ? withSeatsBefore(row, 2) : row)),
  );
  expect(await changeHall(owner, eventId, asked)).toMatchObject({ ok: true, change: { applied: true } });
  const levels = await levelsInRows(eventId);
  expect([levels.slice(0, 6), levels.slice(-2)]).toEqual([
    [2, 2, 2, 2, 0, 1],
    [2, 2],
  ]);
  // In the order of the hall the two new seats stand first.
  expect((await levelsBySaying(eventId)).slice(0, 7)).toEqual([2, 2, 2, 2, 2, 2, 0]);
});

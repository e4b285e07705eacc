import { beforeAll, expect, test } from "vitest";
import { previewSeries } from "#lib/catalog/series/plan-series";
import { newSeriesBody, seriesRule } from "#lib/catalog/series/series-contract";
import { seriesMaker } from "#lib/catalog/series/series-maker";
import { startSeries } from "#lib/catalog/series/start-series";
import { anOrganizersDesk } from "#lib/catalog/testing/an-organizers-desk";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import type { Layout } from "#lib/seating/layout";
import { publishEvent } from "#lib/seating/publish-event";
import { saveLayout } from "#lib/seating/publish-seats";
import { aHeldReservation, aSmallHall, aUser, aVenue } from "#prisma/seed/builders";
import { expectSound } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";

/** Trades that are no concert sell by the same means, from the hall to the ticket. */
aDatabase();
const shop = aShop();
const desk = anOrganizersDesk();

let venueId: number;
beforeAll(async () => {
  venueId = (await aVenue({ organizationId: desk.organizationId })).id;
});

const hands = { copyRules: copyEventRules, publish: publishEvent };
const hallOf = async (layout: Layout) => ({ venue_id: venueId, layout_hash: await saveLayout(venueId, layout) });
const onSale = (over: object) => desk.post({ status: "on_sale", ...over });
const onePrice = (price: number) => ({ price_levels: [{ name: "Ticket", price }] });

/** Standing places of a hall whose seats are taken out. */
function aFloor(capacity: number, name: string): Layout {
  const hall = aSmallHall({ rows: 1, seatsPerRow: 1, name });
  return {
    ...hall,
    sections: hall.sections.map((section) => ({ ...section, name: "Floor", kind: "standing", rows: [], capacity })),
  };
}

test("a cinema shows a film four times on a Saturday in one room, each with seats of its own", async () => {
  const [start_time, end_time] = ["2031-05-03T12:00:00Z", "2031-05-03T13:50:00Z"];
  const hall = await hallOf(aSmallHall({ rows: 3, seatsPerRow: 8, name: "Room 1" }));
  const film = await onSale({ ...hall, ...onePrice(9), title: "The Long Film", start_time, end_time });
  const times = { weekdays: ["saturday"], from: "2031-05-03", until: "2031-05-03", times: ["17:00", "19:30", "22:00"] };
  const tooClose = await previewSeries(desk.manager, film, seriesRule.parse({ ...times, times: ["17:00", "18:00"] }));
  expect(tooClose.ok && tooClose.preview.dates.map(({ verdict }) => verdict)).toContain("overlaps");
  const shown = await startSeries(desk.manager, film, newSeriesBody.parse({ ...times, status: "on_sale" }));
  expect(shown.ok).toBe(true);
  await workFacts(seriesMaker(hands));
  const showings = await db().event.findMany({ where: { title: "The Long Film" }, orderBy: { startsAt: "asc" } });
  expect(showings.map(({ status }) => status)).toEqual(["PUBLISHED", "PUBLISHED", "PUBLISHED", "PUBLISHED"]);
  for (const { id } of showings.slice(0, 2))
    expect(await shop.commit(await aHeldReservation(id, [1, 2]))).toMatchObject({ ok: true });
  await expectSound(shop);
});

test("a restaurant sells places at its tables", async () => {
  const room = aSmallHall({ rows: 3, seatsPerRow: 4, name: "Dining room" });
  const tables = room.sections.map((section) => ({
    ...section,
    kind: "tables" as const,
    rows: section.rows.map((row, i) => ({ ...row, label: `Table ${i + 1}` })),
  }));
  const dinner = await onSale({
    ...(await hallOf({ ...room, sections: tables })),
    ...onePrice(65),
    category: "theatre",
    title: "Chef's table",
  });
  const answer = await shop.commit(await aHeldReservation(dinner, [5, 6, 7, 8]));
  expect(answer).toMatchObject({ ok: true, confirmed: { payment: { amount: 260 } } });
  const tickets = await db().ticket.findMany({ where: { eventId: dinner } });
  expect(new Set(tickets.map(({ row }) => row))).toEqual(new Set(["Table 2"]));
  await expectSound(shop);
});

test("a conference lasts three days, at the price of its kind of ticket", async () => {
  const hall = aSmallHall({ rows: 2, seatsPerRow: 10, name: "Congress" });
  const two = { ...hall, categories: [{ name: "Standard" }, { name: "Front" }] };
  const [front, ...rest] = hall.sections.flatMap(({ rows }) => rows);
  const rows = front ? [{ ...front, categories: front.numbers.map(() => 1) }, ...rest] : rest;
  const layout = { ...two, sections: hall.sections.map((section) => ({ ...section, rows })) };
  const days = { start_time: "2031-09-10T08:00:00Z", end_time: "2031-09-12T16:00:00Z" };
  const levels = [
    { name: "Early rows", price: 450, fee: 20, layout_categories: [1] },
    { name: "Standard", price: 300, layout_categories: [0] },
  ];
  const id = await onSale({ ...(await hallOf(layout)), ...days, price_levels: levels, title: "Three days of data" });
  const answer = await shop.commit(await aHeldReservation(id, [1, 11]));
  expect(answer).toMatchObject({ ok: true, confirmed: { payment: { amount: 750 } } });
  expect((await desk.read(id)).end_time).toBe("2031-09-12T16:00:00.000Z");
  await expectSound(shop);
});

test("a club sells standing places until the floor is full", async () => {
  const id = await onSale({ ...(await hallOf(aFloor(6, "Club"))), ...onePrice(18), title: "All night" });
  expect(await shop.commit(await aHeldReservation(id, [1, 2, 3, 4]))).toMatchObject({ ok: true });
  expect(await shop.commit(await aHeldReservation(id, [5, 6]))).toMatchObject({ ok: true });
  await expect(aHeldReservation(id, [6])).rejects.toThrow();
  expect(await db().ticket.count({ where: { eventId: id, status: "LIVE" } })).toBe(6);
  await expectSound(shop);
});

test("a lecture that costs nothing gives tickets without a payment", async () => {
  const hall = await hallOf(aSmallHall({ rows: 2, seatsPerRow: 5, name: "Lecture room" }));
  const id = await onSale({ ...hall, ...onePrice(0), title: "An open lecture" });
  const reader = await aUser();
  const answer = await shop.commit(await aHeldReservation(id, [1, 2]), { reader, email: reader.email });
  expect(answer).toMatchObject({ ok: true, confirmed: { payment: { amount: 0 } } });
  expect(await db().ticket.count({ where: { eventId: id, status: "LIVE" } })).toBe(2);
  await expectSound(shop);
});

test("a festival sells seats and standing places of one hall, each at its price", async () => {
  const seated = aSmallHall({ rows: 2, seatsPerRow: 5, name: "Mixed" });
  const floor = aFloor(5, "Mixed").sections.map((section) => ({ ...section, category: 1 }));
  const layout = {
    ...seated,
    categories: [{ name: "Seats" }, { name: "Standing" }],
    sections: [...seated.sections, ...floor],
  };
  const levels = [
    { name: "Seats", price: 40, layout_categories: [0] },
    { name: "Standing", price: 25, layout_categories: [1] },
  ];
  const id = await onSale({ ...(await hallOf(layout)), price_levels: levels, title: "Both ways" });
  const answer = await shop.commit(await aHeldReservation(id, [1, 2, 11, 12]));
  expect(answer).toMatchObject({ ok: true, confirmed: { payment: { amount: 130 } } });
  await expectSound(shop);
});

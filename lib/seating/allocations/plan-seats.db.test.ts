import { expect, test } from "vitest";
import { anOrganizersDesk } from "#lib/catalog/testing/an-organizers-desk";
import { db } from "#lib/platform/db/db";
import { invariant } from "#lib/platform/invariant";
import { aDatabase } from "#lib/platform/testing/database";
import { aSmallHall } from "#prisma/seed/builders";
import { publishEvent } from "../publish-event.ts";
import { saveLayout } from "../publish-seats.ts";
import { aSaleToPaint } from "../testing/a-painted-sale.ts";
import { anAllocation } from "../testing/an-allocation.ts";
import { paintSeats } from "./paint-seats.ts";
import { readAllocations } from "./read-allocations.ts";

aDatabase();
const desk = anOrganizersDesk();

test("seats of a draft are set aside before it is published, counted, and applied with its publication", async () => {
  const { eventId, owner } = await aSaleToPaint();
  await db().seat.deleteMany({ where: { eventId } });
  await db().event.update({ where: { id: eventId }, data: { status: "DRAFT", publishedAt: null } });
  await anAllocation(eventId);
  await anAllocation(eventId, { id: 2 });
  const paint = (revision: number, changes: { seat_ids: number[]; allocation: number | null }[]) =>
    paintSeats(owner, eventId, { revision, changes });
  expect(await paint(0, [{ seat_ids: [1, 2, 3], allocation: 1 }])).toEqual({ ok: true, revision: 1, changed: 3 });
  const moved = [
    { seat_ids: [2, 4], allocation: 2 },
    { seat_ids: [3], allocation: null },
  ];
  expect(await paint(1, moved)).toEqual({ ok: true, revision: 2, changed: 3 });
  expect(await paint(1, moved)).toMatchObject({ ok: false, refusal: { code: "painting_changed" } });
  const wrong = [{ seat_ids: [99, 1, 1], allocation: 7 }];
  expect(await paint(2, wrong)).toMatchObject({
    ok: false,
    refusal: { code: "invalid_request", fields: [{}, {}, {}] },
  });
  const read = await readAllocations(owner, eventId);
  expect(read.ok && read.list.seats).toEqual([
    { allocation: 1, seat_ids: [1] },
    { allocation: 2, seat_ids: [2, 4] },
  ]);
  expect(read.ok && read.list.allocations.map(({ seats }) => seats.total)).toEqual([1, 2]);
  await publishEvent(eventId);
  const seats = await db().seat.findMany({ where: { eventId, allocationId: { not: null } }, orderBy: { id: "asc" } });
  expect(seats.map(({ id, allocationId }) => [id, allocationId])).toEqual([
    [1, 1],
    [2, 2],
    [4, 2],
  ]);
  expect(await db().allocationChange.count({ where: { eventId, action: "set_aside" } })).toBe(2);
});

test("a draft that gets another layout keeps what was set aside, by the names of the seats", async () => {
  const price_levels = [{ name: "A", price: 45, layout_categories: [0, 1] }];
  const eventId = await desk.post({ price_levels });
  await anAllocation(eventId);
  const changes = [{ seat_ids: [2, 15], allocation: 1 }];
  expect((await paintSeats(desk.manager, eventId, { revision: 0, changes })).ok).toBe(true);
  const smaller = aSmallHall({ rows: 1 });
  const layout_hash = await saveLayout(desk.venueId, {
    ...smaller,
    name: "One row",
    categories: [{ name: "A" }, { name: "B" }],
  });
  expect(await desk.patch(eventId, { layout_hash })).toMatchObject({ ok: true });
  const read = await readAllocations(desk.manager, eventId);
  expect(read.ok && read.list.seats).toEqual([{ allocation: 1, seat_ids: [2] }]);
  await publishEvent(eventId);
  const seats = await db().seat.findMany({ where: { eventId, allocationId: 1 } });
  expect(seats.map(({ id }) => id)).toEqual([2]);
});

test("an unsold event that is taken off sale keeps what was set aside, and has it when it is published again", async () => {
  const price_levels = [{ name: "A", price: 45, layout_categories: [0, 1] }];
  const eventId = await desk.post({ price_levels, status: "on_sale" });
  await anAllocation(eventId);
  await anAllocation(eventId, { id: 2 });
  const paint = async (allocation: number | null, seat_ids: number[]) => {
    const read = await readAllocations(desk.manager, eventId);
    invariant(read.ok, "its organizer reads it");
    const asked = { revision: read.list.painting_revision, changes: [{ seat_ids, allocation }] };
    expect(await paintSeats(desk.manager, eventId, asked)).toMatchObject({ ok: true });
  };
  await paint(1, [2, 3, 8]);
  await paint(2, [5]);
  await paint(null, [3]);
  const rebuilt = [
    { name: "A", price: 45, layout_categories: [0] },
    { name: "B", price: 30, layout_categories: [1] },
  ];
  expect(await desk.patch(eventId, { price_levels: rebuilt })).toMatchObject({ ok: true });
  const seats = await db().seat.findMany({ where: { eventId, allocationId: { not: null } }, orderBy: { id: "asc" } });
  expect(seats.map(({ id, allocationId }) => [id, allocationId])).toEqual([
    [2, 1],
    [5, 2],
    [8, 1],
  ]);
});
